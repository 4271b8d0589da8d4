#include "rules/contract/regels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {
namespace {

// On a 323 the start is not known; care was delivered in the first ProductPeriode that was declared, so it began by its last day.
model::Date begonnen(Lijn const& lijn) {
    if (lijn.prestatie == nullptr) return lijn.begin;
    auto eerste = *lijn.einde;
    if (lijn.feit != nullptr)
        for (auto const& debet : lijn.feit->debetten) eerste = std::min(eerste, debet.periode.einde);
    return eerste;
}

void check_trajectplan(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const dagen = zaak.contract.parameters.trajectplan_dagen;
    if (lijn.nummer == 0 || lijn.perceel == nullptr || dagen == 0) return;
    auto const van = begonnen(lijn);
    auto const uiterlijk = van + dagen;
    auto const vandaag = lijn.prestatie != nullptr ? std::min(*lijn.einde, zaak.zaak.vandaag) : zaak.zaak.vandaag;
    auto const* plan = zaak.registratie("trajectplan", lijn);
    if (plan != nullptr ? !plan->datum || *plan->datum <= uiterlijk : vandaag <= uiterlijk) return;
    uit.push_back({.element = lijn.begin_element,
                   .melding = plan != nullptr ? "Het trajectplan kwam te laat." : "Er is geen trajectplan geregistreerd.",
                   .waarde = plan != nullptr ? model::to_dutch(*plan->datum) : fmt::format("geen plan op {}", model::to_dutch(vandaag)),
                   .grens = fmt::format("uiterlijk {}", model::to_dutch(uiterlijk)),
                   .berekening = fmt::format("{} + {} dagen = {}", model::to_dutch(van), dagen, model::to_dutch(uiterlijk)),
                   .oplossing = "Vraag de aanbieder om het trajectplan; betaling mag er niet op wachten.",
                   .herkomst = lijn.perceel->herkomst});
}

void check_termijn(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const& p = zaak.contract.parameters;
    if (zaak.bericht == 305) {
        if (p.start_dagen == 0 || lijn.feit == nullptr) return;
        auto const uiterlijk = lijn.feit->ingangsdatum + p.start_dagen;
        if (lijn.begin <= uiterlijk) return;
        uit.push_back({.element = lijn.begin_element,
                       .melding = "De ondersteuning begint later dan is afgesproken.",
                       .waarde = model::to_dutch(lijn.begin),
                       .grens = fmt::format("uiterlijk {}", model::to_dutch(uiterlijk)),
                       .berekening = fmt::format("{} + {} dagen = {}; {} dagen te laat", model::to_dutch(lijn.feit->ingangsdatum),
                                                 p.start_dagen, model::to_dutch(uiterlijk), lijn.begin - uiterlijk),
                       .oplossing = "Bespreek de wachttijd met de aanbieder.",
                       .herkomst = "bundel.toml"});
        return;
    }
    auto const* melding = zaak.registratie("melding", lijn);
    if (melding == nullptr || !melding->datum || !lijn.nieuw()) return;
    auto const uiterlijk = *melding->datum + p.toewijzing_dagen;
    if (lijn.gedateerd <= uiterlijk) return;
    uit.push_back({.element = "Toewijzingsdatum",
                   .melding = "De toewijzing komt later na de melding dan is afgesproken.",
                   .waarde = model::to_dutch(lijn.gedateerd),
                   .grens = fmt::format("uiterlijk {}", model::to_dutch(uiterlijk)),
                   .berekening = fmt::format("{} + {} dagen = {}; {} dagen te laat", model::to_dutch(*melding->datum), p.toewijzing_dagen,
                                             model::to_dutch(uiterlijk), lijn.gedateerd - uiterlijk),
                   .oplossing = "De toewijzing telt als te laat.",
                   .herkomst = melding->herkomst});
}

} // namespace

constinit ContractRegel const r22{
    .id = "R22",
    .zin = "Het trajectplan is er binnen de afgesproken termijn na de start.",
    .bron = "OP364; termijnen (P20)",
    .op_verzoek = true,
    .nodig = {.registraties = true},
    .check = check_trajectplan,
};

constinit ContractRegel const r23{
    .id = "R23",
    .zin = "De toewijzing komt binnen de afgesproken termijn na de melding, en de start binnen die na de ingangsdatum.",
    .bron = "contractstandaard 3.5 (P20)",
    .nodig = {.registraties = true},
    .check = check_termijn,
};

} // namespace rules::contract
