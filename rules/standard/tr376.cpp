#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR376: "Het DeclaratieNummer dient overeen te komen met het DeclaratieNummer van een eerder ontvangen Declaratie."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord;
    auto const& declaratie = zaak.feiten.declaratie;
    if (!antwoord || !declaratie || antwoord->declaratie_nummer == declaratie->declaratie_nummer) return;
    uit.push_back({.plaats = {model::Klasse::declaratie, 0, 0, "DeclaratieNummer", antwoord->lijn},
                   .melding = "Het DeclaratieNummer is een ander dan dat van de declaratie die beantwoord wordt.",
                   .waarde = antwoord->declaratie_nummer,
                   .grens = declaratie->declaratie_nummer,
                   .oplossing = "Neem het DeclaratieNummer van de declaratie over."});
}

} // namespace

constinit Rule const tr376{
    .id = "TR376",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "",
    .berichten = in_325,
    .zin = "Het DeclaratieNummer in een declaratie-antwoord is dat van de declaratie.",
    .bron = "TR376",
    .check = CheckBericht(check),
};

} // namespace rules::standard
