// CD076, Einddatum of a ToegewezenProduct: "Verplicht vullen indien Frequentie waarde 2 (per week)."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.omvang && product.omvang->frequentie == "2" && !product.einddatum)
            uit.push_back({.plaats = at(plaats, "Einddatum"),
                           .melding = fmt::format("Toewijzing {} is per week maar heeft geen einddatum.", product.toewijzing_nummer.value),
                           .grens = "een Einddatum bij Frequentie 2 (per week)",
                           .oplossing = "Vul Einddatum, of wijs toe met een andere frequentie."});
    });
}

} // namespace

constinit Rule const cd076{
    .id = "CD076",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing per week heeft een einddatum.",
    .bron = "CD076",
    .check = &check,
};

} // namespace rules::standard
