#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <cstdint>

namespace rules::standard {
namespace {

// TR350: "Ieder OngewijzigdProduct in een verzoek om wijziging bericht is gerelateerd aan een actueel toegewezen product op basis van
// het ToewijzingNummer."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht317>().client.verzoek.ongewijzigde_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i)
        require_actueel(zaak, producten[i].toewijzing_nummer,
                        {.klasse = model::Klasse::ongewijzigd_product, .item = i, .element = "ToewijzingNummer", .lijn = producten[i].lijn},
                        uit);
}

} // namespace

constinit Rule const tr350{
    .id = "TR350",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9350",
    .berichten = in_317,
    .zin = "Elk OngewijzigdProduct noemt een actuele toewijzing van de cliënt bij deze aanbieder.",
    .bron = "TR350",
    .check = CheckBericht(check),
};

} // namespace rules::standard
