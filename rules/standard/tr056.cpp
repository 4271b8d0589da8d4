#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR056: "Identificatie moet per berichtsoort uniek zijn voor de verzendende partij."
// A rejected message keeps its Identificatie used. Exactly the same bytes again never come here: they get their first answer.
void check(Zaak const& zaak, Meldingen& uit) {
    if (!zaak.feiten.identificatie_gebruikt) return;
    auto const& identificatie = model::header(zaak.bericht).bericht_identificatie.identificatie;
    uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = "BerichtIdentificatie/Identificatie"},
                   .melding = "Deze afzender heeft al een ander bericht van deze soort met dezelfde Identificatie gestuurd.",
                   .waarde = identificatie,
                   .grens = "een Identificatie die deze afzender niet eerder gebruikte",
                   .oplossing = "Stuur het bericht opnieuw onder een nieuwe Identificatie."});
}

} // namespace

constinit Rule const tr056{
    .id = "TR056",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9056",
    .berichten = in_heen,
    .zin = "De Identificatie van een bericht is niet eerder door deze afzender gebruikt voor dezelfde berichtsoort.",
    .bron = "TR056",
    .check = CheckBericht(check),
};

} // namespace rules::standard
