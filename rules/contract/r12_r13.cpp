#include "rules/contract/regels.hpp"

#include <fmt/format.h>

#include <string>

namespace rules::contract {
namespace {

std::string days_sum(model::Date begin, model::Date einde, std::int32_t dagen) {
    auto const found = model::days_in({begin, einde});
    return fmt::format("{} + {} dagen = t/m {}; t/m {} is {} dagen, {} te veel", model::to_dutch(begin), dagen,
                       model::to_dutch(begin + (dagen - 1)), model::to_dutch(einde), found, found - dagen);
}

// Both ends count (regional protocols speak of "max 13 weken", 91 days). A change is counted from the begin of its toewijzing.
void check_duur(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product == nullptr || !lijn.einde) return;
    auto const begin = lijn.feit != nullptr && zaak.bericht == 317 ? lijn.feit->ingangsdatum : lijn.begin;
    auto const dagen = model::days_in({begin, *lijn.einde});
    auto const element = lijn.einde_element.empty() ? lijn.begin_element : lijn.einde_element;
    auto const& p = *lijn.product;
    if (p.max_dagen > 0 && dagen > p.max_dagen)
        uit.push_back({.element = element,
                       .melding = fmt::format("Product {} duurt langer dan het contract toelaat.", lijn.code),
                       .waarde = fmt::format("{} dagen", dagen),
                       .grens = fmt::format("hoogstens {} dagen", p.max_dagen),
                       .berekening = days_sum(begin, *lijn.einde, p.max_dagen),
                       .oplossing = fmt::format("Eindig uiterlijk op {}.", model::to_dutch(begin + (p.max_dagen - 1))),
                       .herkomst = p.herkomst});
    else if (p.norm_dagen > 0 && dagen > p.norm_dagen)
        uit.push_back({.element = element,
                       .melding = fmt::format("Product {} duurt langer dan gemiddeld is afgesproken.", lijn.code),
                       .waarde = fmt::format("{} dagen", dagen),
                       .grens = fmt::format("gemiddeld {} dagen", p.norm_dagen),
                       .berekening = days_sum(begin, *lijn.einde, p.norm_dagen),
                       .oplossing = "Bespreek de duur met de aanbieder als dit vaker voorkomt; een gemiddelde is geen grens.",
                       .herkomst = p.herkomst,
                       .alleen_signaal = true,
                       .voorstel = model::Code()});
}

void check_einde(ContractZaak const& /*zaak*/, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || lijn.perceel->onbepaald || lijn.einde) return;
    uit.push_back({.element = "",
                   .melding = fmt::format("In perceel {} heeft een toewijzing een einddatum.", lijn.perceel->id),
                   .waarde = "geen einddatum",
                   .grens = "een einddatum",
                   .oplossing = "Geef een einddatum op.",
                   .herkomst = lijn.perceel->herkomst});
}

} // namespace

constinit ContractRegel const r12{
    .id = "R12",
    .zin = "Een product duurt niet langer dan het maximum; langer dan de gemiddelde doorlooptijd is een signaal.",
    .bron = "OP302; doorlooptijd (P13)",
    .voorstel = "4",
    .check = check_duur,
};

constinit ContractRegel const r13{
    .id = "R13",
    .zin = "Een toewijzing heeft een einddatum, tenzij het perceel een onbepaalde duur toelaat.",
    .bron = "OP302; indicatieduur (P13)",
    .voorstel = "4",
    .check = check_einde,
};

} // namespace rules::contract
