#include "rules/contract/regels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace rules::contract {
namespace {

/// Whether this aanbieder works under the other one: by its agreement, or because the region registered the other as the lead.
bool works_under(ContractZaak const& zaak, Lijn const& lijn, std::string const& andere) {
    if (lijn.overeenkomst != nullptr && lijn.overeenkomst->hoofdaannemer == andere) return true;
    auto const* lead = zaak.registratie("hoofdaanbieder", lijn);
    return lead != nullptr && lead->aanbieder == andere;
}

void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || !lijn.perceel->een_hoofdaanbieder) return;
    for (auto const& i : zaak.feiten.inzet) {
        if (!i.zelfde_client || i.domein != zaak.domein || i.aanbieder == zaak.aanbieder || !zaak.in_perceel(i.code, lijn.perceel->id))
            continue;
        auto const* product = zaak.contract.product(zaak.domein, i.code, std::nullopt);
        auto const* eigen = lijn.product;
        if (eigen != nullptr && !eigen->profiel.empty() && !product->profiel.empty() && eigen->profiel != product->profiel) continue;
        auto einde = i.tot.value_or(model::Date{std::numeric_limits<std::int32_t>::max()});
        if (i.gestopt) einde = std::min(einde, *i.gestopt);
        if (!model::overlaps({i.van, einde}, lijn.periode()) || works_under(zaak, lijn, i.aanbieder)) continue;
        uit.push_back({.element = lijn.product_element,
                       .melding = "De cliënt heeft in dit perceel al een hoofdaanbieder.",
                       .waarde = zaak.aanbieder,
                       .grens = fmt::format("hoofdaanbieder {} (toewijzing {})", i.aanbieder, i.nummer),
                       .oplossing = "Laat deze aanbieder onder de hoofdaanbieder werken, of beëindig eerst diens toewijzing.",
                       .herkomst = lijn.perceel->herkomst});
        return;
    }
}

} // namespace

constinit ContractRegel const r24{
    .id = "R24",
    .zin = "Een cliënt heeft per profiel één hoofdaanbieder; anderen werken onder hem.",
    .bron = "OP302; hoofdaanbieder (P01, P15)",
    .voorstel = "4",
    .nodig = {.client = true, .registraties = true},
    .check = check,
};

} // namespace rules::contract
