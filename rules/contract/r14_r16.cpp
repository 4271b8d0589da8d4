#include "rules/contract/budget.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace rules::contract {
namespace {

using standard::euro;

std::string_view naam(model::BudgetVorm vorm) {
    switch (vorm) {
    case model::BudgetVorm::plafond: return "plafond";
    case model::BudgetVorm::bestedingsruimte: return "bestedingsruimte";
    case model::BudgetVorm::budgetafspraak: return "budgetafspraak";
    }
    return {};
}

std::string_view money_element(Lijn const& lijn) {
    if (lijn.budget) return "Budget";
    return lijn.omvang != nullptr ? "Omvang/Volume" : lijn.product_element;
}

/// The budgets of a form that count a line, one for each that are added up.
std::vector<model::Budget const*> apart(ContractZaak const& zaak, Lijn const& lijn, bool afspraken) {
    std::vector<model::Budget const*> all;
    for (auto const* b : budgetten_van(zaak, lijn)) {
        if ((b->vorm == model::BudgetVorm::budgetafspraak) != afspraken) continue;
        auto const same = [&](auto const* other) { return !b->groep.empty() && other->groep == b->groep; };
        if (std::ranges::none_of(all, same)) all.push_back(b);
    }
    return all;
}

// Without a tarief nobody can say whether it fits; that is never taken for nothing.
bool valued(ContractZaak const& zaak, Lijn const& lijn, model::Budget const& b, ContractMeldingen& uit) {
    if (erbij(zaak, lijn)) return true;
    uit.push_back({.element = money_element(lijn),
                   .melding = fmt::format("Zonder tarief is niet te zeggen of de toewijzing past binnen {}.", b.id),
                   .waarde = lijn.naam(),
                   .grens = euro(b.bedrag),
                   .oplossing = "Leg het tarief vast in de bundel.",
                   .herkomst = b.herkomst,
                   .voorstel = model::Code()});
    return false;
}

// Commitments count, not what was spent; exactly the ceiling still fits unless the region says otherwise. Crisis goes on (CSW 1.5.5 j).
// A bestedingsruimte is no ground to keep a toewijzing back: the gemeente granted it, so it is paid in full (CSW 1.5.5 g).
void check_plafond(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product != nullptr && lijn.product->crisis) return;
    for (auto const* b : apart(zaak, lijn, false)) {
        if (!valued(zaak, lijn, *b, uit)) return;
        auto const p = positie(zaak, *b, lijn);
        bool const past = zaak.contract.parameters.plafond_tot_en_met ? p.met() <= p.bedrag : p.met() < p.bedrag;
        if (past || p.erbij.cents <= 0) continue;
        auto const vrij = std::max(model::Money{}, p.bedrag - p.beslag);
        uit.push_back(
            {.element = money_element(lijn),
             .melding = fmt::format("{} van {} wordt overschreden in {}.",
                                    b->vorm == model::BudgetVorm::plafond ? "Het budgetplafond" : "De bestedingsruimte", b->id, b->jaar),
             .waarde = euro(p.met()),
             .grens = euro(p.bedrag),
             .berekening = som(p, naam(b->vorm), p.bedrag),
             .oplossing = fmt::format("Binnen {} is nog {} vrij.", b->jaar, euro(vrij)),
             .herkomst = b->herkomst,
             .alleen_signaal = b->vorm == model::BudgetVorm::bestedingsruimte});
    }
}

void check_afspraak(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    for (auto const* b : apart(zaak, lijn, true)) {
        if (!valued(zaak, lijn, *b, uit)) return;
        auto const p = positie(zaak, *b, lijn);
        if (p.erbij.cents > 0 && p.met() > p.bedrag)
            uit.push_back({.element = money_element(lijn),
                           .melding = fmt::format("Met deze toewijzing gaat {} boven de budgetafspraak.", b->id),
                           .waarde = euro(p.met()),
                           .grens = euro(p.bedrag),
                           .berekening = som(p, naam(b->vorm), p.bedrag),
                           .oplossing = "Bespreek de afgesproken beheersmaatregel met de aanbieder.",
                           .herkomst = b->herkomst,
                           .alleen_signaal = true,
                           .voorstel = model::Code()});
        if (b->verwacht_aantal == 0 || !lijn.nieuw() || p.toewijzingen + 1 <= b->verwacht_aantal) continue;
        uit.push_back({.element = lijn.product_element,
                       .melding = fmt::format("Er zijn meer toewijzingen dan in {} werden verwacht.", b->id),
                       .waarde = fmt::format("{}", p.toewijzingen + 1),
                       .grens = fmt::format("{} verwacht in {}", b->verwacht_aantal, b->jaar),
                       .berekening = fmt::format("{} + 1 = {}; {} verwacht", p.toewijzingen, p.toewijzingen + 1, b->verwacht_aantal),
                       .oplossing = "Bespreek de afgesproken beheersmaatregel met de aanbieder.",
                       .herkomst = b->herkomst,
                       .alleen_signaal = true,
                       .voorstel = model::Code()});
    }
}

} // namespace

constinit ContractRegel const r14{
    .id = "R14",
    .zin = "Wat de aanbieder in een jaar is toegewezen past binnen zijn budgetplafond; verplichtingen tellen, niet uitgaven.",
    .bron = "OP302; contractstandaard 1.5 (P09)",
    .voorstel = "2",
    .nodig = {.rekeningen = true},
    .check = check_plafond,
};

constinit ContractRegel const r15{
    .id = "R15",
    .zin = "Een plafond houdt een declaratie binnen een toewijzing nooit tegen; wat boven de toewijzing zelf gaat wijst TR322 of TR369 af.",
    .bron = "UP031, TR322, TR369; contractstandaard 1.5.5 g",
    .via = "TR322 TR369",
};

constinit ContractRegel const r16{
    .id = "R16",
    .zin = "Boven een budgetafspraak, in geld of in aantal, komt een signaal en een beheersmaatregel.",
    .bron = "budgetafspraak (P10)",
    .voorstel = "2",
    .nodig = {.rekeningen = true},
    .check = check_afspraak,
};

} // namespace rules::contract
