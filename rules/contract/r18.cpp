#include "rules/contract/bezetting.hpp"
#include "rules/contract/regels.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

// A stop that is not temporary frees a place, which has to be filled again without extra money. Where a result is paid, the stop is
// what its outcome part waits for.
void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.stop == nullptr || lijn.stop->reden_beeindiging == "20" || !lijn.einde) return;
    for (auto const& c : zaak.contract.capaciteit) {
        if (c.per_jaar || !geldt_voor(zaak, c, lijn)) continue;
        Lijn daarna = lijn;
        daarna.begin = *lijn.einde + 1;
        daarna.einde = daarna.begin;
        auto const bezet = bezetting(zaak, c, daarna).hoogste - 1;
        uit.push_back({.element = lijn.einde_element,
                       .melding = fmt::format("Er komt een plek vrij in {}, die opnieuw gevuld moet worden.", c.id),
                       .waarde = fmt::format("vrij vanaf {}", model::to_dutch(daarna.begin)),
                       .grens = fmt::format("{} plekken", c.aantal),
                       .berekening = fmt::format("{} afgesproken - {} bezet = {} vrij", c.aantal, bezet, c.aantal - bezet),
                       .oplossing = "Vul de plek; een lege plek wordt terugbetaald.",
                       .herkomst = c.herkomst});
    }
    if (lijn.perceel == nullptr || lijn.perceel->bekostiging_in(zaak.gemeente) != model::Bekostiging::resultaat) return;
    uit.push_back({.element = lijn.einde_element,
                   .melding = "De ondersteuning is gestopt: het resultaat kan worden vastgesteld.",
                   .waarde = fmt::format("gestopt op {}", model::to_dutch(*lijn.einde)),
                   .grens = "resultaatbekostiging",
                   .oplossing = "Stel vast of het resultaat is bereikt en registreer dat.",
                   .herkomst = lijn.perceel->herkomst});
}

} // namespace

constinit ContractRegel const r18{
    .id = "R18",
    .zin = "Een stop maakt een plek vrij om opnieuw te vullen, en zet bij resultaatbekostiging het vaststellen van het resultaat klaar.",
    .bron = "plekken en resultaatbekostiging (P08, P16)",
    .nodig = {.plekken = true},
    .check = check,
};

} // namespace rules::contract
