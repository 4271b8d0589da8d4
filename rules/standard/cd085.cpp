// CD085, RedenAfwijzingVerzoek: "Als VerzoekAntwoord de waarde 1 (Verzoek afgewezen) heeft, dan vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    if (antwoord.verzoek_antwoord != "1" || antwoord.reden_afwijzing_verzoek) return;
    uit.push_back({.plaats = {model::Klasse::antwoord, 0, 0, "RedenAfwijzingVerzoek", antwoord.lijn},
                   .melding = "Het verzoek is afgewezen zonder reden.",
                   .grens = "een RedenAfwijzingVerzoek bij VerzoekAntwoord 1 (afgewezen)",
                   .oplossing = "Vul RedenAfwijzingVerzoek."});
}

} // namespace

constinit Rule const cd085{
    .id = "CD085",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_319,
    .zin = "Een afwijzing van een verzoek heeft een reden.",
    .bron = "CD085",
    .check = &check,
};

} // namespace rules::standard
