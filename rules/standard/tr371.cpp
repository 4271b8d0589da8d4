#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <string>
#include <string_view>

namespace rules::standard {
namespace {

// TR371: "Waarde moet overeenkomen met waarde van XsdVersie uit het declaratiebericht dat gerelateerd is op basis van
// DeclaratieIdentificatie."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& declaratie = zaak.feiten.declaratie;
    if (!declaratie) return;
    auto const& versie = zaak.als<model::Bericht325>().header.xsd_versie_declaratie;
    auto const report = [&](std::string_view element, std::string const& waarde, std::string const& verwacht) {
        if (waarde == verwacht) return;
        uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = element},
                       .melding = "De XsdVersie is een andere dan die van de declaratie die beantwoord wordt.",
                       .waarde = waarde,
                       .grens = verwacht,
                       .oplossing = "Neem de XsdVersie van de declaratie over."});
    };
    report("XsdVersieDeclaratie/BasisschemaXsdVersie", versie.basisschema_xsd_versie, declaratie->xsd_versie.basisschema_xsd_versie);
    report("XsdVersieDeclaratie/BerichtXsdVersie", versie.bericht_xsd_versie, declaratie->xsd_versie.bericht_xsd_versie);
}

} // namespace

constinit Rule const tr371{
    .id = "TR371",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "",
    .berichten = in_325,
    .zin = "XsdVersieDeclaratie in een declaratie-antwoord is de XsdVersie van de declaratie.",
    .bron = "TR371",
    .check = CheckBericht(check),
};

} // namespace rules::standard
