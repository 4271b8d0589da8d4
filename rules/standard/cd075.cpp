// CD075, Einddatum of a ToegewezenProduct, AangevraagdProduct, TeWijzigenProduct or NieuwProduct:
// "Verplicht vullen indien Budget gevuld is."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.budget && !regel.einde)
            uit.push_back({.plaats = at(regel.plaats, regel.einde_element),
                           .melding = fmt::format("{} heeft een budget maar geen einddatum.", regel.naam_vooraan()),
                           .grens = fmt::format("een {} bij een Budget", regel.einde_element),
                           .oplossing = fmt::format("Vul {}.", regel.einde_element)});
    });
}

} // namespace

constinit Rule const cd075{
    .id = "CD075",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toewijzing of verzoek met een budget heeft een einddatum.",
    .bron = "CD075",
    .check = &check,
};

} // namespace rules::standard
