// CD041, Omvang of a ToegewezenProduct, AangevraagdProduct or NieuwProduct: "Indien Code in Product gevuld is, verplicht vullen."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.product && regel.product->code && !regel.omvang)
            uit.push_back({.plaats = at(regel.plaats, "Omvang"),
                           .melding = fmt::format("{} noemt productcode {} maar geen omvang.", regel.naam_vooraan(), *regel.product->code),
                           .grens = "een Omvang bij elke Product/Code",
                           .oplossing = "Vul Omvang met Volume, Eenheid en Frequentie."});
    });
}

} // namespace

constinit Rule const cd041{
    .id = "CD041",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toegewezen of gevraagd product met een code heeft een omvang.",
    .bron = "CD041",
    .check = &check,
};

} // namespace rules::standard
