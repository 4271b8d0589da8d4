#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR365: "Als er al een antwoordbericht is met dezelfde ReferentieAanbieder dan moet VerzoekAntwoord daar de waarde 2 (Aanvraag in
// onderzoek) hebben."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    auto const verzoek = zaak.feiten.verzoeken.find(antwoord.referentie_aanbieder);
    if (verzoek == zaak.feiten.verzoeken.end()) return;
    auto const& eerder = verzoek->second.laatste_antwoord;
    if (!eerder || *eerder == "2") return;
    uit.push_back({.plaats = {.klasse = model::Klasse::antwoord, .element = "VerzoekAntwoord", .lijn = antwoord.lijn},
                   .melding = "Het verzoek is al afgewezen.",
                   .waarde = antwoord.verzoek_antwoord.str(),
                   .grens = "een verzoek waarop niet is geantwoord, of alleen \"in onderzoek\"",
                   .oplossing = "Stuur geen tweede antwoord op een verzoek dat is afgewezen."});
}

} // namespace

constinit Rule const tr365{
    .id = "TR365",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9365",
    .berichten = in_319,
    .zin = "Op een verzoek dat is afgewezen, komt geen tweede antwoord.",
    .bron = "TR365",
    .check = CheckBericht(check),
};

} // namespace rules::standard
