#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <cstdint>

namespace rules::standard {
namespace {

// TR366: "Iedere Prestatie in een declaratieantwoord is gerelateerd aan een declaratiebericht op basis van ProductReferentie."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord;
    auto const& declaratie = zaak.feiten.declaratie;
    if (!antwoord || !declaratie) return;
    for (std::uint32_t c = 0; c < antwoord->clienten.size(); ++c) {
        auto const& prestaties = antwoord->clienten[c].prestaties;
        for (std::uint32_t p = 0; p < prestaties.size(); ++p) {
            auto const& nummer = prestaties[p].product_referentie.referentie_nummer;
            if (declaratie->prestaties.contains(nummer)) continue;
            uit.push_back({.plaats = {model::Klasse::prestatie, c, p, "ProductReferentie/ReferentieNummer", prestaties[p].lijn},
                           .melding = "Deze prestatie komt niet voor in de declaratie die beantwoord wordt.",
                           .waarde = nummer,
                           .grens = "een ReferentieNummer uit de declaratie",
                           .oplossing = "Neem in het antwoord alleen prestaties uit de declaratie op."});
        }
    }
}

} // namespace

constinit Rule const tr366{
    .id = "TR366",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9366",
    .berichten = in_325,
    .zin = "Iedere prestatie in een declaratie-antwoord komt uit de declaratie die het beantwoordt.",
    .bron = "TR366",
    .check = CheckBericht(check),
};

} // namespace rules::standard
