#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/wijziging.hpp"

namespace rules::standard {
namespace {

// TR375: "Indien Product in de toewijzing met ToewijzingNummer leeg is en Einddatum groter dan 31-12-2020 of leeg is, dan leeg laten."
void check(Zaak const&, TeWijzigen const& regel, Meldingen& uit) {
    if (!regel.product.omvang || regel.toewijzing.product || tot_en_met_2020(regel.toewijzing)) return;
    uit.push_back({.plaats = at(regel.plaats, "Omvang"),
                   .melding = "De toewijzing is generiek: zij noemt geen product en heeft dus geen Omvang.",
                   .waarde = tekst(*regel.product.omvang),
                   .grens = "geen Omvang",
                   .oplossing = "Laat Omvang leeg en vraag een ander Budget."});
}

} // namespace

constinit Rule const tr375{
    .id = "TR375",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9375",
    .berichten = in_317,
    .zin = "Van een generieke toewijzing wordt geen Omvang gevraagd.",
    .bron = "TR375",
    .check = CheckBericht(over_te_wijzigen<check>),
};

} // namespace rules::standard
