// CD086, RedenAfwijzingVerzoek: "Als VerzoekAntwoord de waarde 2 (Aanvraag in onderzoek) heeft, dan leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    if (antwoord.verzoek_antwoord != "2" || !antwoord.reden_afwijzing_verzoek) return;
    uit.push_back({.plaats = {model::Klasse::antwoord, 0, 0, "RedenAfwijzingVerzoek", antwoord.lijn},
                   .melding = "Het verzoek is in onderzoek, maar er staat een reden van afwijzing.",
                   .waarde = antwoord.reden_afwijzing_verzoek->str(),
                   .grens = "geen RedenAfwijzingVerzoek bij VerzoekAntwoord 2 (in onderzoek)",
                   .oplossing = "Laat RedenAfwijzingVerzoek weg, of vul VerzoekAntwoord met 1."});
}

} // namespace

constinit Rule const cd086{
    .id = "CD086",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_319,
    .zin = "Een verzoek dat in onderzoek is, heeft geen reden van afwijzing.",
    .bron = "CD086",
    .check = &check,
};

} // namespace rules::standard
