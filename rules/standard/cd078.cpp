// CD078, Budget of a ToegewezenProduct, AangevraagdProduct, TeWijzigenProduct or NieuwProduct:
// "Indien Omvang gevuld is, dan leeg laten."
#include "rules/standard/productregel.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.omvang && regel.budget)
            uit.push_back({.plaats = at(regel.plaats, "Budget"),
                           .melding = fmt::format("{} heeft een omvang en ook een budget.", regel.naam_vooraan()),
                           .waarde = euro(*regel.budget),
                           .grens = "geen Budget bij een Omvang",
                           .oplossing = "Laat Budget weg, of laat Omvang weg."});
    });
}

} // namespace

constinit Rule const cd078{
    .id = "CD078",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toewijzing of verzoek met een omvang heeft geen budget.",
    .bron = "CD078",
    .check = &check,
};

} // namespace rules::standard
