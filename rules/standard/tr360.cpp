#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR360: "Een antwoordbericht met in VerzoekAntwoord de waarde 2 (Aanvraag in onderzoek), mag alleen gestuurd worden indien er nog geen
// antwoordbericht is met deze ReferentieAanbieder."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    auto const verzoek = zaak.feiten.verzoeken.find(antwoord.referentie_aanbieder);
    if (antwoord.verzoek_antwoord != "2" || verzoek == zaak.feiten.verzoeken.end() || !verzoek->second.laatste_antwoord) return;
    uit.push_back({.plaats = {.klasse = model::Klasse::antwoord, .element = "VerzoekAntwoord", .lijn = antwoord.lijn},
                   .melding = "Op dit verzoek is al geantwoord; \"in onderzoek\" kan alleen het eerste antwoord zijn.",
                   .waarde = "2",
                   .grens = "een afwijzing (1), of een toewijzing",
                   .oplossing = "Wijs het verzoek af of honoreer het met een toewijzing."});
}

} // namespace

constinit Rule const tr360{
    .id = "TR360",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9360",
    .berichten = in_319,
    .zin = "\"In onderzoek\" is alleen het eerste antwoord op een verzoek.",
    .bron = "TR360",
    .check = CheckBericht(check),
};

} // namespace rules::standard
