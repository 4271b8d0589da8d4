#include "store/leveringen.hpp"

#include <algorithm>

namespace store {
namespace {

bool same(std::optional<model::Product> const& a, std::optional<model::Product> const& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->categorie == b->categorie && a->code == b->code;
}

bool same(model::LeveringFact const& a, model::LeveringFact const& b) {
    return a.stop == b.stop && a.toewijzing_nummer == b.toewijzing_nummer && same(a.product, b.product) && a.begindatum == b.begindatum &&
           a.reden_beeindiging == b.reden_beeindiging && a.einddatum == b.einddatum;
}

} // namespace

void verwerk(std::vector<model::LeveringFact>& live, model::LeveringFact levering, bool verwijderen) {
    if (!verwijderen) {
        live.push_back(std::move(levering));
        return;
    }
    auto const last = std::find_if(live.rbegin(), live.rend(), [&](model::LeveringFact const& other) { return same(other, levering); });
    if (last != live.rend()) live.erase(std::prev(last.base()));
}

} // namespace store
