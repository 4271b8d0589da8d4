#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <cstdint>

namespace rules::standard {
namespace {

// TR351: "Ieder TeWijzigenProduct in een verzoek om wijziging is gerelateerd aan een actueel ToegewezenProduct op basis van
// ToewijzingNummer."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht317>().client.verzoek.te_wijzigen_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i)
        require_actueel(zaak, producten[i].toewijzing_nummer,
                        {.klasse = model::Klasse::te_wijzigen_product, .item = i, .element = "ToewijzingNummer", .lijn = producten[i].lijn},
                        uit);
}

} // namespace

constinit Rule const tr351{
    .id = "TR351",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9351",
    .berichten = in_317,
    .zin = "Elk TeWijzigenProduct noemt een actuele toewijzing van de cliënt bij deze aanbieder.",
    .bron = "TR351",
    .check = CheckBericht(check),
};

} // namespace rules::standard
