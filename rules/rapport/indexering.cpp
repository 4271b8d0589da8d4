#include "rules/rapport/indexering.hpp"

#include "rules/rapport/rekenen.hpp"

#include <cassert>

namespace rules::rapport {

std::int64_t samengesteld(std::span<Indexdeel const> delen) {
    Breed som = 0;
    std::int64_t gewichten = 0;
    for (auto const& deel : delen) {
        som += static_cast<Breed>(deel.gewicht) * deel.percentage;
        gewichten += deel.gewicht;
    }
    assert(gewichten == 10'000);
    return afgerond(som, 10'000);
}

model::Money geindexeerd(model::Money tarief, std::int64_t percentage) { return deel(tarief, 10'000 + percentage); }

Indexuitkomst verreken(model::Money basis, std::int64_t voorlopig, std::int64_t definitief, std::int64_t volgend, Verrekening wijze) {
    auto const betaald = geindexeerd(basis, voorlopig);
    if (wijze == Verrekening::procentpunten) return {geindexeerd(betaald, volgend + definitief - voorlopig), {}};
    auto const juist = geindexeerd(basis, definitief);
    return {geindexeerd(juist, volgend), wijze == Verrekening::contant ? juist - betaald : model::Money{}};
}

} // namespace rules::rapport
