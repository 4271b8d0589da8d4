#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR337: "De DeclaratieIdentificatie dient overeen te komen met de BerichtIdentificatie van een eerder ontvangen
// Declaratiebericht."
// The rules that compare a 325 with its 323 (TR304, TR366, TR367, TR371, TR376) are silent when there is no such 323.
void check(Zaak const& zaak, Meldingen& uit) {
    if (zaak.feiten.declaratie) return;
    uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = "DeclaratieIdentificatie"},
                   .melding = "Er is geen declaratie van deze aanbieder aan deze gemeente met deze DeclaratieIdentificatie.",
                   .waarde = zaak.als<model::Bericht325>().header.declaratie_identificatie.identificatie,
                   .grens = "de BerichtIdentificatie van een ontvangen declaratie",
                   .oplossing = "Neem de Identificatie en de Dagtekening van de declaratie ongewijzigd over."});
}

} // namespace

constinit Rule const tr337{
    .id = "TR337",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "",
    .berichten = in_325,
    .zin = "Een declaratie-antwoord verwijst met DeclaratieIdentificatie naar een ontvangen declaratie.",
    .bron = "TR337",
    .check = CheckBericht(check),
};

} // namespace rules::standard
