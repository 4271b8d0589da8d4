#include "rules/standard/across.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace rules::standard {
namespace {

// A retour repeats the header of its heenbericht (IV028), so that is what it is matched by: Afzender, Ontvanger and Identificatie, and
// the kind of message. There is one retour for each heenbericht. No message can answer a retour, so these findings have no retourcode:
// they are for the operator and for the caller of our API.
constexpr std::array<std::int16_t, 6> retouren{302, 306, 308, 316, 318, 320};

void report(std::string_view element, std::string melding, std::string waarde, std::string grens, std::string oplossing, Meldingen& uit) {
    uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = element},
                   .melding = std::move(melding),
                   .waarde = std::move(waarde),
                   .grens = std::move(grens),
                   .oplossing = std::move(oplossing),
                   .bron = {"lokaal", "IV028", ""}});
}

void check_onbekend(Zaak const& zaak, Meldingen& uit) {
    if (zaak.feiten.heenbericht) return;
    report("BerichtIdentificatie/Identificatie", "Er is geen heenbericht met deze Identificatie tussen deze afzender en ontvanger.",
           model::header(zaak.bericht).bericht_identificatie.identificatie, "de Identificatie van een heenbericht dat hier is goedgekeurd",
           "Neem de Header van het heenbericht ongewijzigd over, met Afzender en Ontvanger niet omgedraaid.", uit);
}

void check_dubbel(Zaak const& zaak, Meldingen& uit) {
    if (!zaak.feiten.heenbericht || !zaak.feiten.heenbericht->beantwoord) return;
    report("BerichtIdentificatie/Identificatie", "Op dit heenbericht is al een retourbericht ontvangen.",
           model::header(zaak.bericht).bericht_identificatie.identificatie, "één retourbericht per heenbericht",
           "Stuur op elk heenbericht één retourbericht; het eerste telt.", uit);
}

} // namespace

constinit Rule const retour_onbekend{
    .id = "RETOUR-ONBEKEND",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "",
    .berichten = retouren,
    .zin = "Een retourbericht beantwoordt een heenbericht dat hier bekend is.",
    .bron = "lokaal, IV028",
    .check = CheckBericht(check_onbekend),
};

constinit Rule const retour_dubbel{
    .id = "RETOUR-DUBBEL",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "",
    .berichten = retouren,
    .zin = "Op een heenbericht komt één retourbericht.",
    .bron = "lokaal, IV028",
    .check = CheckBericht(check_dubbel),
};

} // namespace rules::standard
