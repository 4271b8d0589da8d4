#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR355: "ReferentieAanbieder in het antwoordbericht komt voor in een eerder verzoek om toewijzing of verzoek om wijziging."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    if (zaak.feiten.verzoeken.contains(antwoord.referentie_aanbieder)) return;
    uit.push_back({.plaats = {.klasse = model::Klasse::antwoord, .element = "ReferentieAanbieder", .lijn = antwoord.lijn},
                   .melding = "Deze aanbieder stuurde deze gemeente geen verzoek met deze ReferentieAanbieder.",
                   .waarde = antwoord.referentie_aanbieder,
                   .grens = "de ReferentieAanbieder van een goedgekeurd verzoek",
                   .oplossing = "Neem de ReferentieAanbieder over uit het verzoek dat beantwoord wordt."});
}

} // namespace

constinit Rule const tr355{
    .id = "TR355",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9355",
    .berichten = in_319,
    .zin = "Een antwoord noemt de ReferentieAanbieder van een eerder verzoek.",
    .bron = "TR355",
    .check = CheckBericht(check),
};

} // namespace rules::standard
