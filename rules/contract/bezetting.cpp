#include "rules/contract/bezetting.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace rules::contract {
namespace {

/// One store may hold several regions with the same product codes.
bool in_regio(model::Contract const& contract, std::string_view gemeente) {
    return std::ranges::any_of(contract.gemeenten, [&](auto const& g) { return g.code == gemeente; });
}

bool counts(ContractZaak const& zaak, model::Capaciteit const& c, model::Inzet const& i) {
    return i.domein == c.domein && in_regio(zaak.contract, i.gemeente) && (c.aanbieder.empty() || c.aanbieder == i.aanbieder) &&
           (c.gemeente.empty() || c.gemeente == i.gemeente) && zaak.bedoelt(c.perceel, c.product, i.code);
}

/// f(van, last day) for everything that counts beside the line: stored, and earlier in this message.
template <class F>
void each_beside(ContractZaak const& zaak, model::Capaciteit const& c, Lijn const& lijn, F const& f) {
    for (auto const& i : zaak.feiten.inzet) {
        if (!counts(zaak, c, i)) continue;
        bool const herzien = std::ranges::any_of(
            zaak.lijnen(), [&](auto const& l) { return l.nummer != 0 && l.nummer == i.nummer && i.gemeente == zaak.gemeente; });
        if (herzien) continue;
        auto einde = i.tot.value_or(model::Date{std::numeric_limits<std::int32_t>::max()});
        if (i.gestopt) einde = std::min(einde, *i.gestopt);
        f(i.van, einde);
    }
    for (auto const& l : zaak.lijnen()) {
        if (&l == &lijn) break;
        if (geldt_voor(zaak, c, l)) f(l.begin, l.periode().einde);
    }
}

} // namespace

bool geldt_voor(ContractZaak const& zaak, model::Capaciteit const& c, Lijn const& lijn) {
    return c.domein == zaak.domein && (c.aanbieder.empty() || c.aanbieder == zaak.aanbieder) &&
           (c.gemeente.empty() || c.gemeente == zaak.gemeente) && c.geldig.op(lijn.begin) && zaak.bedoelt(c.perceel, c.product, lijn.code);
}

Bezetting bezetting(ContractZaak const& zaak, model::Capaciteit const& c, Lijn const& lijn) {
    auto const periode = lijn.periode();
    std::vector<std::pair<model::Date, std::int32_t>> changes;
    std::int32_t from_begin = 1;
    each_beside(zaak, c, lijn, [&](model::Date van, model::Date einde) {
        if (einde < periode.begin || periode.einde < van) return;
        if (van <= periode.begin) ++from_begin;
        else changes.emplace_back(van, 1);
        if (einde < periode.einde) changes.emplace_back(einde + 1, -1);
    });
    std::ranges::sort(changes); // on one day, who leaves goes first
    Bezetting drukste{from_begin, periode.begin};
    auto now = from_begin;
    for (auto const& [dag, plus] : changes) {
        now += plus;
        if (now > drukste.hoogste) drukste = {now, dag};
    }
    return drukste;
}

std::int32_t gevallen(ContractZaak const& zaak, model::Capaciteit const& c, Lijn const& lijn) {
    auto const jaar = model::civil(lijn.begin).year;
    std::int32_t count = 1;
    each_beside(zaak, c, lijn, [&](model::Date van, model::Date) { count += model::civil(van).year == jaar ? 1 : 0; });
    return count;
}

} // namespace rules::contract
