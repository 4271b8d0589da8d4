// CD080, Omvang of a ToegewezenProduct: "Indien Code in Product leeg is en Einddatum van het ToegewezenProduct groter dan
// 31-12-2020 of leeg is, dan leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = model::date(2020, 12, 31);
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.omvang && !(product.product && product.product->code) && (!product.einddatum || product.einddatum->value > grens))
            uit.push_back({.plaats = at(plaats, "Omvang"),
                           .melding = fmt::format("Toewijzing {} heeft een omvang zonder productcode.", product.toewijzing_nummer.value),
                           .waarde = fmt::format("Volume {}, Eenheid {}, Frequentie {}", product.omvang->volume.value,
                                                 product.omvang->eenheid.view(), product.omvang->frequentie.view()),
                           .grens = "geen Omvang zonder Product/Code, tenzij de Einddatum uiterlijk 31-12-2020 is",
                           .oplossing = "Vul Product/Code, of laat Omvang weg."});
    });
}

} // namespace

constinit Rule const cd080{
    .id = "CD080",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing zonder productcode die na 2020 doorloopt heeft geen omvang.",
    .bron = "CD080",
    .check = &check,
};

} // namespace rules::standard
