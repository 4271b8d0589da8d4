#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/wijziging.hpp"

namespace rules::standard {
namespace {

// TR412: "Indien Code in Product bij de toewijzing met ToewijzingNummer leeg is en einddatum groter dan 31-12-2020 of leeg is, dan leeg
// laten." Without a Product at all it is TR375 that speaks.
void check(Zaak const&, TeWijzigen const& regel, Meldingen& uit) {
    auto const& product = regel.toewijzing.product;
    if (!regel.product.omvang || !product || product->code || tot_en_met_2020(regel.toewijzing)) return;
    uit.push_back({.plaats = at(regel.plaats, "Omvang"),
                   .melding = "De toewijzing is aspecifiek: zij noemt alleen een categorie en heeft dus geen Omvang.",
                   .waarde = tekst(*regel.product.omvang),
                   .grens = "geen Omvang",
                   .oplossing = "Laat Omvang leeg en vraag een ander Budget."});
}

} // namespace

constinit Rule const tr412{
    .id = "TR412",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9412",
    .berichten = in_317,
    .zin = "Van een aspecifieke toewijzing wordt geen Omvang gevraagd.",
    .bron = "TR412",
    .check = CheckBericht(over_te_wijzigen<check>),
};

} // namespace rules::standard
