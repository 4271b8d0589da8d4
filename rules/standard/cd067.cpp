// CD067, Verwijzer/Naam: "Als type verwijzer gelijk is aan 02, 03, 04 of 05 en ZorgverlenerCode is leeg, dan is Naamverwijzer gevuld."
#include "rules/standard/verwijzer.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_verwijzer(zaak.als<model::Bericht315>(), [&](model::Verwijzer const& verwijzer, model::Place const& plaats) {
        if (zorgverlener(verwijzer) && !verwijzer.zorgverlener_code && !verwijzer.naam)
            uit.push_back(
                {.plaats = at(plaats, "Verwijzer/Naam"),
                 .melding = fmt::format("Een verwijzer van type {} heeft geen zorgverlenercode en geen naam.", verwijzer.type.view()),
                 .grens = "een Naam als de ZorgverlenerCode ontbreekt",
                 .oplossing = "Vul ZorgverlenerCode, of Naam als de code niet bekend is."});
    });
}

} // namespace

constinit Rule const cd067{
    .id = "CD067",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Een verwijzende zorgverlener zonder code heeft een naam.",
    .bron = "CD067",
    .check = &check,
};

} // namespace rules::standard
