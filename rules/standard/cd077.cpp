// CD077, Omvang of a ToegewezenProduct: "Indien Budget gevuld is, dan leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.budget && product.omvang)
            uit.push_back({.plaats = at(plaats, "Omvang"),
                           .melding = fmt::format("Toewijzing {} heeft een budget en ook een omvang.", product.toewijzing_nummer.value),
                           .waarde = fmt::format("Volume {}, Eenheid {}, Frequentie {}", product.omvang->volume.value,
                                                 product.omvang->eenheid.view(), product.omvang->frequentie.view()),
                           .grens = "geen Omvang bij een Budget",
                           .oplossing = "Laat Omvang weg, of laat Budget weg."});
    });
}

} // namespace

constinit Rule const cd077{
    .id = "CD077",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing met een budget heeft geen omvang.",
    .bron = "CD077",
    .check = &check,
};

} // namespace rules::standard
