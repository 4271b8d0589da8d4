#pragma once

#include "store/audit.hpp"
#include "store/checkpoint.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Copies of a store, each looked over as a whole after it was written, and a store made of one; see docs/reservekopie.md.
namespace gateway::reservekopie {

/// What a copy says of itself: manifest.json in its folder.
struct Manifest {
    std::string programma; ///< version
    std::int64_t opslagvorm = 0;
    std::int64_t moment_ms = 0; ///< UTC; everything answered before it is in the copy
    std::uint64_t regels = 0;   ///< of the audit log
    store::audit::Hash wortel{};
    std::uint64_t controlepunt = 0; ///< leaves in the last checkpoint in it; 0: none
    struct Bestand {
        std::string naam;
        std::uint64_t bytes = 0;
        std::string sha256;
    };
    std::vector<Bestand> bestanden;
    /// Of a copy that segments follow on: the first of them, and the one up to which they must be there. 0: none do.
    std::uint64_t van_segment = 0;
    std::uint64_t tot_segment = 0;
};
[[nodiscard]] std::string manifest_json(Manifest const& manifest);
/// Errors: not_found, store_corrupt (half written, or not what manifest_json() makes).
[[nodiscard]] model::Result<Manifest> lees_manifest(std::filesystem::path const& map);

/// `wat`, how much of it is done, and of how much; an error ends the work, which then leaves nothing behind.
using Voortgang = std::function<model::Result<void>(std::string_view wat, std::uint64_t klaar, std::uint64_t van)>;

struct Opdracht {
    std::filesystem::path data;
    std::filesystem::path naar;  ///< folder in which the copy gets a folder of its own
    std::string_view soort = "kopie"; ///< begin of the name
    std::int64_t moment_ms = 0;
    std::uint64_t meeste_log = std::uint64_t{2} << 30; ///< bytes that the log may grow to meanwhile
    std::optional<store::audit::PublicKey> sleutel;    ///< to check signatures with
    std::uint64_t van_segment = 0;
    std::function<std::uint64_t()> tot_segment; ///< asked when the moment of the copy is fixed; empty: no segments
    std::filesystem::path hoofdsleutel{};       ///< file of master keys; empty: that in `data`
};
struct Gemaakt {
    std::filesystem::path map;
    Manifest manifest;
};
/// Makes a copy while the store is in use or not, then looks at every page, row, leaf and signature of it; its name ends in .deel until
/// that is done. Errors: as of store::sqlite::kopieer(); store_corrupt, when the copy is not right.
[[nodiscard]] model::Result<Gemaakt> maak(Opdracht const& opdracht, Voortgang const& voortgang);

struct Terugzetten {
    std::filesystem::path van;       ///< a copy, or a folder of copies with segments
    std::filesystem::path data;      ///< where no store is yet
    std::optional<std::int64_t> tot_ms; ///< nullopt: as far as it goes
    std::optional<store::audit::PublicKey> sleutel;
    std::filesystem::path hoofdsleutel{}; ///< file of master keys; empty: that in `data`, which then is all that stands there
};
struct Teruggezet {
    std::filesystem::path kopie; ///< that it began with
    std::int64_t moment_ms = 0;  ///< everything answered before it is there
    std::uint64_t segmenten = 0;
    std::uint64_t regels = 0;
    store::audit::Hash wortel{};
    std::int64_t berichten = 0;
};
/// Makes a store of a copy, and of the segments that follow on it up to a moment. It is looked over as a whole before it gets its name;
/// nothing is written over and nothing is left halfway. Errors: wrong_use, not_found, store_corrupt, store_full, store_io, store_version.
[[nodiscard]] model::Result<Teruggezet> zet_terug(Terugzetten const& opdracht, Voortgang const& voortgang);

/// "2026-11-22T19:15:00Z", with or without a fraction; nullopt: it is no moment in UTC.
[[nodiscard]] std::optional<std::int64_t> parse_moment(std::string_view text);

} // namespace gateway::reservekopie
