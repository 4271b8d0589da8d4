// CD078, Budget of a ToegewezenProduct: "Indien Omvang gevuld is, dan leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.omvang && product.budget)
            uit.push_back({.plaats = at(plaats, "Budget"),
                           .melding = fmt::format("Toewijzing {} heeft een omvang en ook een budget.", product.toewijzing_nummer.value),
                           .waarde = euro(*product.budget),
                           .grens = "geen Budget bij een Omvang",
                           .oplossing = "Laat Budget weg, of laat Omvang weg."});
    });
}

} // namespace

constinit Rule const cd078{
    .id = "CD078",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing met een omvang heeft geen budget.",
    .bron = "CD078",
    .check = &check,
};

} // namespace rules::standard
