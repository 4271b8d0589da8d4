// CD041, Omvang of a ToegewezenProduct: "Indien Code in Product gevuld is, verplicht vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.product && product.product->code && !product.omvang)
            uit.push_back({.plaats = at(plaats, "Omvang"),
                           .melding = fmt::format("Toewijzing {} noemt productcode {} maar geen omvang.", product.toewijzing_nummer.value,
                                                  *product.product->code),
                           .grens = "een Omvang bij elke Product/Code",
                           .oplossing = "Vul Omvang met Volume, Eenheid en Frequentie."});
    });
}

} // namespace

constinit Rule const cd041{
    .id = "CD041",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing van een product met een code heeft een omvang.",
    .bron = "CD041",
    .check = &check,
};

} // namespace rules::standard
