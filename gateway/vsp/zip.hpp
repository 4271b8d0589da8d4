#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// A zip with one message in it, the only kind that is exchanged here. Read strictly: what another reader could see in another way is
/// refused. Pure.
namespace gateway::vsp {

/// Why a zip is not taken, as VECOZO counts faults (exchange list of November 2025 and portal codes).
enum class ZipFout : std::uint8_t {
    geen_zip,   ///< IB901, BRS15: damaged, or with features that are not for messages
    te_veel,    ///< IB902, BRS16: more than one file
    leeg,       ///< IB905, BRS21: no file
    wachtwoord, ///< IB903, BRS17
    te_groot,   ///< IB904, BRS19: more than the limit once unpacked
    map,        ///< BRS29: a folder in it
    naam,       ///< the name is not one of a message: letters, digits, `.`, `_`, `-`, ending in `.xml`
};

[[nodiscard]] std::string_view brs_code(ZipFout fout);
[[nodiscard]] std::string_view uitleg(ZipFout fout); ///< Dutch, one clause

[[nodiscard]] bool is_zip(std::string_view bytes);

/// The one file in a zip. Memory is bounded by `grens` whatever the zip says of itself.
[[nodiscard]] std::expected<std::string, ZipFout> pak_uit(std::string_view zip, std::uint64_t grens);

/// A zip with one deflated file. The same input gives the same bytes. @pre fewer than 4 GiB, a name pak_uit takes
[[nodiscard]] std::string pak_in(std::string_view naam, std::string_view inhoud);
/// A zip of many files (name and bytes), which pak_uit() does not take. @pre fewer than 65,535 files and 4 GiB, names with `/` between parts
[[nodiscard]] std::string pak_in(std::span<std::pair<std::string, std::string> const> bestanden);

} // namespace gateway::vsp
