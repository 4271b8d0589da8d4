// CD079, Product of a ToegewezenProduct, AangevraagdProduct or NieuwProduct: "Indien Budget leeg is, dan verplicht vullen."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.noemt_product && !regel.product && !regel.budget)
            uit.push_back({.plaats = at(regel.plaats, "Product"),
                           .melding = fmt::format("{} heeft geen product en geen budget.", regel.naam_vooraan()),
                           .grens = "een Product, tenzij er een Budget is",
                           .oplossing = "Vul Product, of vul Budget."});
    });
}

} // namespace

constinit Rule const cd079{
    .id = "CD079",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toewijzing of verzoek zonder budget noemt een product.",
    .bron = "CD079",
    .check = &check,
};

} // namespace rules::standard
