// CD066, Verwijzer/Naam: "Als type verwijzer gelijk is aan 02, 03, 04 of 05 en ZorgverlenerCode is gevuld, dan is Naamverwijzer leeg."
#include "rules/standard/verwijzer.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_verwijzer(zaak.als<model::Bericht315>(), [&](model::Verwijzer const& verwijzer, model::Place const& plaats) {
        if (zorgverlener(verwijzer) && verwijzer.zorgverlener_code && verwijzer.naam)
            uit.push_back(
                {.plaats = at(plaats, "Verwijzer/Naam"),
                 .melding = fmt::format("Een verwijzer van type {} heeft een zorgverlenercode en ook een naam.", verwijzer.type.view()),
                 .grens = "geen Naam naast een ZorgverlenerCode",
                 .oplossing = "Laat Naam weg."});
    });
}

} // namespace

constinit Rule const cd066{
    .id = "CD066",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Een verwijzende zorgverlener met een code heeft geen naam.",
    .bron = "CD066",
    .check = &check,
};

} // namespace rules::standard
