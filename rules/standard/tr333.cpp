#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR333: "DeclaratieNummer van de Declaratie moet uniek zijn voor de aanbieder binnen het wettelijk domein waarop de Declaratie
// betrekking heeft."
void check(Zaak const& zaak, Meldingen& uit) {
    if (!zaak.feiten.declaratie_nummer_gebruikt) return;
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    uit.push_back({.plaats = {model::Klasse::declaratie, 0, 0, "DeclaratieNummer", declaratie.lijn},
                   .melding = "Dit DeclaratieNummer is al gebruikt in een eerdere declaratie.",
                   .waarde = declaratie.declaratie_nummer,
                   .grens = "een DeclaratieNummer dat de aanbieder in dit domein niet eerder gebruikte",
                   .oplossing = "Stuur de declaratie opnieuw onder een nieuw DeclaratieNummer."});
}

} // namespace

constinit Rule const tr333{
    .id = "TR333",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9333",
    .berichten = in_323,
    .zin = "Het DeclaratieNummer is niet eerder gebruikt door deze aanbieder in dit domein.",
    .bron = "TR333",
    .check = CheckBericht(check),
};

} // namespace rules::standard
