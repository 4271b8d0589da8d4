#include "rules/rapport/afrekening.hpp"

#include "rules/rapport/rekenen.hpp"

#include <cassert>
#include <cstdlib>

namespace rules::rapport {

model::Money afrekening(model::Money voorschot, model::Money realisatie, model::Money afgesproken, Bandbreedte band) {
    auto const verschil = voorschot - realisatie;
    auto const ruimte = deel(afgesproken, band.basispunten);
    auto const buiten = std::abs(verschil.cents) - ruimte.cents;
    if (buiten <= 0) return {};
    if (band.buiten == BuitenBand::volledig) return verschil;
    return {verschil.cents < 0 ? -buiten : buiten};
}

std::vector<model::Money> onderling(std::span<model::Money const> voorschot, std::span<model::Money const> realisatie) {
    assert(voorschot.size() == realisatie.size());
    std::vector<model::Money> uit;
    for (std::size_t i = 0; i < voorschot.size(); ++i) uit.push_back(voorschot[i] - realisatie[i]);
    return uit;
}

model::Money populatie_voorstel(model::Money budget, std::int64_t afgesproken_aantal, std::int64_t aantal, Bandbreedte band) {
    assert(afgesproken_aantal > 0);
    auto const afwijking = aantal - afgesproken_aantal;
    // Compared before it is divided: an edge that is no whole client is still an edge.
    auto const buiten = static_cast<Breed>(std::abs(afwijking)) * 10'000 - static_cast<Breed>(afgesproken_aantal) * band.basispunten;
    if (buiten <= 0) return budget;
    auto const extra = band.buiten == BuitenBand::volledig ? static_cast<Breed>(std::abs(afwijking)) * 10'000 : buiten;
    auto const meer = afgerond(static_cast<Breed>(budget.cents) * extra, static_cast<Breed>(afgesproken_aantal) * 10'000);
    return budget + model::Money{afwijking < 0 ? -meer : meer};
}

model::Money gedeelde_besparing(model::Money afgesproken, model::Money realisatie, std::int64_t aandeel_basispunten) {
    if (realisatie >= afgesproken) return {};
    return deel(afgesproken - realisatie, aandeel_basispunten);
}

model::Money transformatie(model::Money omzet, bool verplicht, std::int64_t basispunten) {
    return verplicht ? deel(omzet, basispunten) : model::Money{};
}

} // namespace rules::rapport
