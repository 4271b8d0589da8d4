#pragma once

#include "rules/contract/load.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

/// What `bundel.toml` says.
struct Kop {
    std::string naam;
    std::string versie;
    std::string omschrijving;
    std::string regio;
    model::Geldigheid geldig;
    std::vector<model::Contractvorm> vormen;
    std::vector<model::Perceel> percelen;
    std::vector<std::uint32_t> perceel_lijnen; ///< where each stands
    model::Parameters parameters;
    std::vector<model::RapportInstelling> rapport;
    std::vector<model::RegelInstelling> regels; ///< sorted by (regel, bericht)
    bool gelezen = false;                       ///< it was TOML: what other files name can be looked up
};

// The keys of each table, as docs/contract-bundle.md publishes them.
inline constexpr std::array<std::string_view, 6> bundel_keys = {"naam", "versie", "omschrijving", "regio", "geldig_van", "geldig_tot"};
inline constexpr std::array<std::string_view, 7> vorm_keys = {"id",         "basis_jaren",    "opties",       "boeggolf_horizon",
                                                              "toetreding", "instapmomenten", "opzeg_maanden"};
inline constexpr std::array<std::string_view, 12> perceel_keys = {"id",
                                                                  "domein",
                                                                  "segment",
                                                                  "naam",
                                                                  "lokaal",
                                                                  "bekostiging",
                                                                  "per_gemeente",
                                                                  "vorm",
                                                                  "onbepaald",
                                                                  "zonder_detail",
                                                                  "een_hoofdaanbieder",
                                                                  "meeste_aanbieders"};
inline constexpr std::array<std::string_view, 9> parameter_keys = {"trajectplan_dagen",
                                                                   "toewijzing_dagen",
                                                                   "start_dagen",
                                                                   "buiten_raam_bp",
                                                                   "declaratie_maanden",
                                                                   "plafond_tot_en_met",
                                                                   "vrijval_niet_gedeclareerd",
                                                                   "wmo_verwijzers_geweigerd",
                                                                   "profiel_verplicht"};
inline constexpr std::array<std::string_view, 3> regel_keys = {"gevolg", "code", "credit"};

/// Reads `bundel.toml` and appends what is wrong with it. What it returns counts only when it appended nothing. Pure.
Kop read_kop(std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten);

} // namespace rules::contract
