#include "rules/contract/bezetting.hpp"
#include "rules/contract/regels.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

bool in_crisis(Lijn const& lijn) { return lijn.product != nullptr && lijn.product->crisis; }

ContractMelding te_vol(model::Capaciteit const& c, Bezetting const& b, Lijn const& lijn) {
    return {.element = lijn.begin_element,
            .melding = fmt::format("Er zijn meer plekken nodig dan in {} zijn afgesproken.", c.id),
            .waarde = fmt::format("{} plekken op {}", b.hoogste, model::to_dutch(b.op)),
            .grens = fmt::format("{} plekken", c.aantal),
            .berekening =
                fmt::format("{} bezet + 1 = {}; {} afgesproken; {} te veel", b.hoogste - 1, b.hoogste, c.aantal, b.hoogste - c.aantal),
            .oplossing = "Wacht tot een plek vrijkomt, of spreek meer plekken af; meer geld is er niet.",
            .herkomst = c.herkomst};
}

void check_plekken(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (in_crisis(lijn)) return;
    for (auto const& c : zaak.contract.capaciteit) {
        if (c.per_jaar || c.instemming || !geldt_voor(zaak, c, lijn)) continue;
        auto const b = bezetting(zaak, c, lijn);
        if (b.hoogste > c.aantal) uit.push_back(te_vol(c, b, lijn));
    }
}

// Going above what was agreed is possible here, but only when the gemeenten said yes.
void check_instemming(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (in_crisis(lijn) || zaak.registratie("instemming", lijn) != nullptr) return;
    for (auto const& c : zaak.contract.capaciteit) {
        if (c.per_jaar || !c.instemming || !geldt_voor(zaak, c, lijn)) continue;
        auto const b = bezetting(zaak, c, lijn);
        if (b.hoogste <= c.aantal) continue;
        auto melding = te_vol(c, b, lijn);
        melding.melding = fmt::format("De capaciteit van {} wordt uitgebreid zonder instemming van de gemeenten.", c.id);
        melding.oplossing = "Vraag de gemeenten om instemming en registreer haar.";
        uit.push_back(std::move(melding));
    }
}

void check_gevallen(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (in_crisis(lijn)) return;
    for (auto const& c : zaak.contract.capaciteit) {
        if (!c.per_jaar || !geldt_voor(zaak, c, lijn)) continue;
        auto const n = gevallen(zaak, c, lijn);
        auto const jaar = model::civil(lijn.begin).year;
        if (n > c.aantal)
            uit.push_back({.element = lijn.begin_element,
                           .melding = fmt::format("Er beginnen meer gevallen in {} dan in {} zijn afgesproken.", jaar, c.id),
                           .waarde = fmt::format("geval {} van {}", n, jaar),
                           .grens = fmt::format("hoogstens {} gevallen per jaar", c.aantal),
                           .berekening = fmt::format("{} begonnen + 1 = {}; {} afgesproken; {} te veel", n - 1, n, c.aantal, n - c.aantal),
                           .oplossing = "Laat het geval in het volgende jaar beginnen, of spreek er meer af.",
                           .herkomst = c.herkomst});
        else if (c.signaal_vanaf > 0 && n >= c.signaal_vanaf)
            uit.push_back({.element = lijn.begin_element,
                           .melding = fmt::format("In {} beginnen meer gevallen dan gewoonlijk in {}.", jaar, c.id),
                           .waarde = fmt::format("geval {} van {}", n, jaar),
                           .grens = fmt::format("gewoonlijk hoogstens {}; het meeste is {}", c.signaal_vanaf - 1, c.aantal),
                           .berekening = fmt::format("{} begonnen + 1 = {}", n - 1, n),
                           .oplossing = "Bespreek het aantal met de aanbieder.",
                           .herkomst = c.herkomst,
                           .alleen_signaal = true,
                           .voorstel = model::Code()});
    }
}

} // namespace

constinit ContractRegel const r17{
    .id = "R17",
    .zin = "Er zijn niet meer plekken bezet dan zijn afgesproken.",
    .bron = "OP302; plekken (P16)",
    .voorstel = "4",
    .nodig = {.plekken = true},
    .check = check_plekken,
};

constinit ContractRegel const r19{
    .id = "R19",
    .zin = "Er beginnen in een kalenderjaar niet meer gevallen dan zijn afgesproken; vanaf het afgesproken aantal is er een signaal.",
    .bron = "OP302; capaciteit per jaar (P16)",
    .voorstel = "4",
    .nodig = {.plekken = true},
    .check = check_gevallen,
};

constinit ContractRegel const r38{
    .id = "R38",
    .zin = "Capaciteit groeit alleen met instemming van de gemeenten.",
    .bron = "OP302; instemming met uitbreiding (P16)",
    .voorstel = "4",
    .nodig = {.plekken = true, .registraties = true},
    .check = check_instemming,
};

} // namespace rules::contract
