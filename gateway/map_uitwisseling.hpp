#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Exchange by folders. Everything here reads and writes files: not on the io thread.
namespace gateway {

/// Puts a message in a folder so that nobody ever sees half of it: under another name, to the disk, then renamed to `<naam>.xml`. The same
/// name again replaces it. @returns what went wrong, Dutch, or nothing
[[nodiscard]] std::string leg_in_map(std::filesystem::path const& map, std::string_view naam, std::string_view inhoud);

/// What a look at the in-folder saw of a file: enough to know it again.
struct BestandStand {
    std::uintmax_t grootte = 0;
    std::int64_t gewijzigd = 0; ///< in units of the file system's clock
    friend bool operator==(BestandStand const&, BestandStand const&) = default;
};
using Blik = std::map<std::string, BestandStand, std::less<>>; ///< by name

/// The files that lie in the folder itself with a name that is taken: `*.xml` and `*.zip`, in any case. A name that begins with a dot or
/// ends in `.tmp` or `.part` is somebody's half-written file. Links and folders are passed by.
/// @returns them, or what is wrong with the folder, Dutch
[[nodiscard]] std::expected<Blik, std::string> kijk_in_map(std::filesystem::path const& map);

/// Of what lies there the files that are whole: as they were at the look before, and not empty. In order of name. Pure.
[[nodiscard]] std::vector<std::string> heel(Blik const& vorige, Blik const& nu);

/// Takes a file away from the in-folder: to `verwerkt/` or `geweigerd/` in it, with `besluit` (JSON) beside it as `<naam>.json`. A name
/// that is there already gets a number. Both are on the disk when this returns. @returns what went wrong, Dutch, or nothing
[[nodiscard]] std::string ruim_op(std::filesystem::path const& map, std::string const& naam, bool verwerkt, std::string_view besluit);

/// A whole file of at most `grens` bytes, and only when it is still as `gezien`. @returns it, or why not, Dutch
[[nodiscard]] std::expected<std::string, std::string> lees_bestand(std::filesystem::path const& bestand, BestandStand const& gezien,
                                                                   std::uintmax_t grens);

} // namespace gateway
