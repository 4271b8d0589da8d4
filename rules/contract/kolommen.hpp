#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

/// The files of a bundle and their columns. The order is that of the table in docs/contract-bundle.md; a file has them in any order.
namespace rules::contract {

inline constexpr std::array<std::string_view, 4> gemeente_kolommen = {"gemeente", "naam", "geldig_van", "geldig_tot"};

inline constexpr std::array<std::string_view, 18> product_kolommen = {
    "domein", "categorie", "code",     "omschrijving", "eenheid",   "geldig_van",      "geldig_tot",      "perceel",        "algemeen",
    "crisis", "maatwerk",  "open_tot", "norm_dagen",   "max_dagen", "min_intensiteit", "max_intensiteit", "gebroken_maand", "profiel"};

inline constexpr std::array<std::string_view, 7> tarief_kolommen = {"domein", "product",    "eenheid",   "aanbieder",
                                                                    "tarief", "geldig_van", "geldig_tot"};

inline constexpr std::array<std::string_view, 13> overeenkomst_kolommen = {"aanbieder",
                                                                           "naam",
                                                                           "perceel",
                                                                           "geldig_van",
                                                                           "rol",
                                                                           "einde",
                                                                           "verlengingen",
                                                                           "beoordelingen",
                                                                           "gemeenten",
                                                                           "acceptatieplicht",
                                                                           "clientenstop_van",
                                                                           "clientenstop_tot",
                                                                           "hoofdaannemer"};

inline constexpr std::array<std::string_view, 5> deelname_kolommen = {"gemeente", "geldig_van", "geldig_tot", "perceel", "product"};

inline constexpr std::array<std::string_view, 8> opslag_kolommen = {"domein",     "product",   "criterium",   "geldig_van",
                                                                    "geldig_tot", "aanbieder", "basispunten", "bedrag"};

inline constexpr std::array<std::string_view, 13> budget_kolommen = {
    "id",       "vorm",    "niveau",  "domein",          "jaar",       "bedrag", "aanbieder",
    "gemeente", "perceel", "product", "verwacht_aantal", "signaal_bp", "groep"};

inline constexpr std::array<std::string_view, 12> capaciteit_kolommen = {"id",         "domein",   "aantal",        "geldig_van",
                                                                         "geldig_tot", "per_jaar", "aanbieder",     "gemeente",
                                                                         "perceel",    "product",  "signaal_vanaf", "instemming"};

inline constexpr std::array<std::string_view, 5> combinatie_kolommen = {"deze", "die", "geldig_van", "geldig_tot", "sluit_uit"};

/// One file: its columns, of which the first `verplicht` must be there.
struct BestandVorm {
    std::string_view naam;
    std::span<std::string_view const> kolommen; ///< empty: not a CSV
    std::size_t verplicht = 0;
    bool nodig = false; ///< a bundle without it is refused
};

inline constexpr std::array<BestandVorm, 10> bestanden = {{{"bundel.toml", {}, 0, true},
                                                           {"gemeenten.csv", gemeente_kolommen, 4, true},
                                                           {"producten.csv", product_kolommen, 7, true},
                                                           {"tarieven.csv", tarief_kolommen, 7, true},
                                                           {"overeenkomsten.csv", overeenkomst_kolommen, 4, false},
                                                           {"deelname.csv", deelname_kolommen, 3, false},
                                                           {"opslagen.csv", opslag_kolommen, 5, false},
                                                           {"budgetten.csv", budget_kolommen, 6, false},
                                                           {"capaciteit.csv", capaciteit_kolommen, 5, false},
                                                           {"combinaties.csv", combinatie_kolommen, 4, false}}};

/// Where a column stands in its row; a name that is no column does not compile.
template <std::size_t N>
consteval std::size_t kolom(std::array<std::string_view, N> const& kolommen, std::string_view naam) {
    for (std::size_t i = 0; i < N; ++i)
        if (kolommen[i] == naam) return i;
    throw "no such column";
}

} // namespace rules::contract
