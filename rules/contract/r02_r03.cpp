#include "rules/contract/regels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {
namespace {

void check_deelname(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    for (auto const* d : lijn.groep->zonder_deelname)
        if (d->geldig.op(lijn.begin)) {
            auto const wat = d->product.empty() ? fmt::format("perceel {}", d->perceel) : fmt::format("product {}", d->product);
            uit.push_back(
                {.element = lijn.product_element,
                 .melding = fmt::format("Gemeente {} doet niet mee aan {}.", zaak.gemeente, wat),
                 .waarde = lijn.naam(),
                 .grens = fmt::format("een voorziening waaraan gemeente {} op {} meedoet", zaak.gemeente, model::to_dutch(lijn.begin)),
                 .oplossing = "Regel de ondersteuning buiten het regionale contract.",
                 .herkomst = d->herkomst});
            return;
        }
}

void check_gemeente(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || !lijn.perceel->lokaal || lijn.overeenkomst == nullptr) return;
    auto const& gemeenten = lijn.overeenkomst->gemeenten;
    if (gemeenten.empty() || std::ranges::find(gemeenten, zaak.gemeente) != gemeenten.end()) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = fmt::format("Deze aanbieder levert perceel {} niet in gemeente {}.", lijn.perceel->id, zaak.gemeente),
                   .waarde = zaak.gemeente,
                   .grens = fmt::format("gemeente {}", fmt::join(gemeenten, ", ")),
                   .oplossing = "Kies een aanbieder die in deze gemeente levert, of breid zijn lijst van gemeenten uit.",
                   .herkomst = lijn.overeenkomst->herkomst});
}

} // namespace

constinit ContractRegel const r02{
    .id = "R02",
    .zin = "De gemeente doet mee aan de voorziening.",
    .bron = "OP296; deelname per gemeente (P02)",
    .voorstel = "3",
    .check = check_deelname,
};

constinit ContractRegel const r03{
    .id = "R03",
    .zin = "In een lokaal perceel staat de gemeente op de lijst van de aanbieder.",
    .bron = "OP296; lokale percelen (P04)",
    .voorstel = "3",
    .check = check_gemeente,
};

} // namespace rules::contract
