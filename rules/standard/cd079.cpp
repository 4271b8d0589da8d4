// CD079, Product of a ToegewezenProduct: "Indien Budget leeg is, dan verplicht vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (!product.budget && !product.product)
            uit.push_back({.plaats = at(plaats, "Product"),
                           .melding = fmt::format("Toewijzing {} heeft geen product en geen budget.", product.toewijzing_nummer.value),
                           .grens = "een Product, tenzij er een Budget is",
                           .oplossing = "Vul Product, of vul Budget."});
    });
}

} // namespace

constinit Rule const cd079{
    .id = "CD079",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing zonder budget noemt een product.",
    .bron = "CD079",
    .check = &check,
};

} // namespace rules::standard
