// CD077, Omvang of a ToegewezenProduct, AangevraagdProduct, TeWijzigenProduct or NieuwProduct:
// "Indien Budget gevuld is, dan leeg laten."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.budget && regel.omvang)
            uit.push_back({.plaats = at(regel.plaats, "Omvang"),
                           .melding = fmt::format("{} heeft een budget en ook een omvang.", regel.naam_vooraan()),
                           .waarde = tekst(*regel.omvang),
                           .grens = "geen Omvang bij een Budget",
                           .oplossing = "Laat Omvang weg, of laat Budget weg."});
    });
}

} // namespace

constinit Rule const cd077{
    .id = "CD077",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toewijzing of verzoek met een budget heeft geen omvang.",
    .bron = "CD077",
    .check = &check,
};

} // namespace rules::standard
