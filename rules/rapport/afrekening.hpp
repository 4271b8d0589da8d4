#pragma once

#include "xsd/model/money.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// What is settled after the year: advances, bands, populations, savings (C04, C05, C08, C10, C14). A positive amount is what the
/// aanbieder pays back (terugbetaling), a negative one what it still gets (bijbetaling).
namespace rules::rapport {

/// What is settled once a difference lies outside the band (regions.md 6, 22: the sources leave it open, so it is a parameter).
enum class BuitenBand : std::uint8_t {
    volledig, ///< the whole difference
    meerdere, ///< only what lies outside the band
};

/// Bandbreedte (P11): within it, edge included, nothing is settled either way.
struct Bandbreedte {
    std::int64_t basispunten = 0; ///< of the agreed amount or number
    BuitenBand buiten = BuitenBand::volledig;
};

/// Advance minus realisation (E19, E20). The band is one of the agreed amount.
[[nodiscard]] model::Money afrekening(model::Money voorschot, model::Money realisatie, model::Money afgesproken, Bandbreedte band);

/// Between gemeenten (E21): per gemeente advance minus realisation; positive: it gets back.
[[nodiscard]] std::vector<model::Money> onderling(std::span<model::Money const> voorschot, std::span<model::Money const> realisatie);

/// The budget proposed for a population (P10, P11, E22): unchanged within the band of the agreed number, else the agreed price per
/// client times the number reached (volledig), or the budget changed by what lies outside the band (meerdere). @pre afgesproken_aantal > 0
[[nodiscard]] model::Money populatie_voorstel(model::Money budget, std::int64_t afgesproken_aantal, std::int64_t aantal, Bandbreedte band);

/// The aanbieder's part of what was saved; nothing when more was spent than agreed (E40).
[[nodiscard]] model::Money gedeelde_besparing(model::Money afgesproken, model::Money realisatie, std::int64_t aandeel_basispunten);

/// What must go to transformation: a part of the turnover (C10, E30); zero for one that need not.
[[nodiscard]] model::Money transformatie(model::Money omzet, bool verplicht, std::int64_t basispunten = 200);

} // namespace rules::rapport
