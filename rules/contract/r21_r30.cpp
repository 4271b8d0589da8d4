#include "rules/contract/regels.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

void check_weigering(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (!lijn.geweigerd) return;
    auto const report = [&](model::Overeenkomst const& o) {
        uit.push_back({.melding = "De aanbieder weigert een toewijzing waarvoor hij acceptatieplicht heeft.",
                       .waarde = lijn.groep == nullptr ? "het hele bericht" : lijn.naam(),
                       .grens = "alleen wie geen capaciteit of geen passende kwaliteit heeft, mag weigeren",
                       .oplossing = "Vraag de aanbieder naar de grond van zijn weigering.",
                       .herkomst = o.herkomst});
    };
    if (lijn.groep != nullptr) {
        if (lijn.overeenkomst != nullptr && lijn.overeenkomst->acceptatieplicht) report(*lijn.overeenkomst);
        return;
    }
    for (auto const& o : zaak.contract.van_aanbieder(zaak.aanbieder))
        if (o.acceptatieplicht && o.geldig.op(lijn.gedateerd)) return report(o);
}

void check_onderaannemer(ContractZaak const& /*zaak*/, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.overeenkomst == nullptr || lijn.overeenkomst->hoofdaannemer.empty()) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = "Een onderaannemer declareert zelf; de hoofdaannemer heeft de overeenkomst.",
                   .waarde = lijn.overeenkomst->aanbieder,
                   .grens = fmt::format("declaraties van hoofdaannemer {}", lijn.overeenkomst->hoofdaannemer),
                   .oplossing = "Spreek de hoofdaannemer aan; verreken zo nodig buiten de berichten om.",
                   .herkomst = lijn.overeenkomst->herkomst});
}

} // namespace

constinit ContractRegel const r21{
    .id = "R21",
    .zin = "Wie acceptatieplicht heeft, weigert een toewijzing alleen om capaciteit of kwaliteit.",
    .bron = "contractstandaard 3.1.1 (P03)",
    .check = check_weigering,
};

constinit ContractRegel const r30{
    .id = "R30",
    .zin = "De hoofdaannemer declareert, niet de onderaannemer die onder hem werkt.",
    .bron = "contractstandaard 3.9 (P01)",
    .een_keer = true,
    .check = check_onderaannemer,
};

} // namespace rules::contract
