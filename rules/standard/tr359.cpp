#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR359: "Als een antwoordbericht wordt verstuurd, mag er niet al eerder een toewijzingsbericht gestuurd zijn met dezelfde
// ReferentieAanbieder."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    auto const verzoek = zaak.feiten.verzoeken.find(antwoord.referentie_aanbieder);
    if (verzoek == zaak.feiten.verzoeken.end() || verzoek->second.toestand != model::VerzoekToestand::gehonoreerd) return;
    uit.push_back({.plaats = {.klasse = model::Klasse::antwoord, .element = "ReferentieAanbieder", .lijn = antwoord.lijn},
                   .melding = "Het verzoek is al gehonoreerd met een toewijzing.",
                   .waarde = antwoord.referentie_aanbieder,
                   .grens = "een verzoek waarop nog geen toewijzing is gestuurd",
                   .oplossing = "Stuur geen antwoord op een verzoek dat met een toewijzing is gehonoreerd."});
}

} // namespace

constinit Rule const tr359{
    .id = "TR359",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9359",
    .berichten = in_319,
    .zin = "Een verzoek dat met een toewijzing is gehonoreerd, krijgt geen antwoord meer.",
    .bron = "TR359",
    .check = CheckBericht(check),
};

} // namespace rules::standard
