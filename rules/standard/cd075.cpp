// CD075, Einddatum of a ToegewezenProduct: "Verplicht vullen indien Budget gevuld is."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.budget && !product.einddatum)
            uit.push_back({.plaats = at(plaats, "Einddatum"),
                           .melding = fmt::format("Toewijzing {} heeft een budget maar geen einddatum.", product.toewijzing_nummer.value),
                           .grens = "een Einddatum bij een Budget",
                           .oplossing = "Vul Einddatum."});
    });
}

} // namespace

constinit Rule const cd075{
    .id = "CD075",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing met een budget heeft een einddatum.",
    .bron = "CD075",
    .check = &check,
};

} // namespace rules::standard
