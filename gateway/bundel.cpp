#include "gateway/bundel.hpp"

#include <algorithm>

namespace gateway {

store::Bundel stored_form(model::Contract const& contract, rules::contract::Files files, std::int64_t moment_ms) {
    store::Bundel bundel;
    bundel.naam = contract.naam;
    bundel.versie = contract.versie;
    bundel.hash = contract.hash;
    // A gemeente may have a line per period of validity; the store wants each once.
    for (auto const& gemeente : contract.gemeenten) bundel.gemeenten.push_back(gemeente.code);
    std::ranges::sort(bundel.gemeenten);
    auto const doubles = std::ranges::unique(bundel.gemeenten);
    bundel.gemeenten.erase(doubles.begin(), doubles.end());
    bundel.bestanden = std::move(files);
    bundel.moment_ms = moment_ms;
    bundel.actief = true;
    return bundel;
}

} // namespace gateway
