// TR342: "Alleen afgewezen Prestaties dienen meegestuurd te worden", enforced as SOM(Prestatie.IngediendBedrag) =
// TotaalIngediendBedrag - TotaalToegekendBedrag; with an afkeur on DeclaratieAntwoord itself TotaalToegekendBedrag is 0.
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::standard {
namespace {

/// 0200 no remark, 0233 not assessed, 8001 fully awarded: every other code rejects the class it is on.
bool rejects(model::Code code) { return code != model::Code("0200") && code != model::Code("0233") && code != model::Code("8001"); }

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord;
    if (!antwoord) return;
    auto const ingediend = antwoord->totaal_ingediend_bedrag.signed_amount();
    auto const toegekend = antwoord->totaal_toegekend_bedrag.signed_amount();
    auto const plaats = at(declaratie_plaats(antwoord->lijn), "TotaalToegekendBedrag");
    if (std::ranges::any_of(antwoord->retour_codes, rejects)) {
        if (toegekend.cents == 0) return;
        uit.push_back({.plaats = plaats,
                       .melding = "De hele declaratie is afgewezen, maar er is toch een bedrag toegekend.",
                       .waarde = met_richting(antwoord->totaal_toegekend_bedrag),
                       .grens = "€ 0,00 debet bij afkeur van DeclaratieAntwoord",
                       .oplossing = "Vul TotaalToegekendBedrag met 0, of wijs per prestatie af."});
        return;
    }
    model::Money afgewezen;
    for_each_prestatie(antwoord->clienten, [&](auto const&, model::Prestatie const& prestatie, auto const&) {
        afgewezen += prestatie.ingediend_bedrag.signed_amount();
    });
    if (afgewezen == ingediend - toegekend) return;
    uit.push_back({.plaats = plaats,
                   .melding = "Het verschil tussen ingediend en toegekend is niet de som van de meegestuurde prestaties.",
                   .waarde = met_richting(antwoord->totaal_toegekend_bedrag),
                   .grens = fmt::format("{} (ingediend min afgewezen)", euro(ingediend - afgewezen)),
                   .berekening = fmt::format("ingediend {} - toegekend {} = {}; som van de meegestuurde prestaties {}", euro(ingediend),
                                             euro(toegekend), euro(ingediend - toegekend), euro(afgewezen)),
                   .oplossing = "Stuur precies de afgewezen prestaties mee, of corrigeer TotaalToegekendBedrag."});
}

} // namespace

constinit Rule const tr342{
    .id = "TR342",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_325,
    .zin = "Het verschil tussen ingediend en toegekend is de som van de meegestuurde afgewezen prestaties.",
    .bron = "TR342",
    .check = &check,
};

} // namespace rules::standard
