// CS335: "RedenWijziging 13 (verwijderd) mag alleen gebruikt worden indien de ingangsdatum gelijk is aan de einddatum."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.reden_wijziging != model::Code("13")) return;
        if (product.einddatum && product.einddatum->value == product.ingangsdatum.value) return;
        uit.push_back(
            {.plaats = at(plaats, "RedenWijziging"),
             .melding = fmt::format("Toewijzing {} is verwijderd, maar eindigt niet op de ingangsdatum.", product.toewijzing_nummer.value),
             .waarde = fmt::format("Einddatum {}", product.einddatum ? model::to_dutch(*product.einddatum) : "ontbreekt"),
             .grens = fmt::format("Einddatum {}, gelijk aan de ingangsdatum", model::to_dutch(product.ingangsdatum)),
             .oplossing = fmt::format("Vul Einddatum met {}, of gebruik een andere reden.", model::to_dutch(product.ingangsdatum))});
    });
}

} // namespace

constinit Rule const cs335{
    .id = "CS335",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een verwijderde toewijzing eindigt op haar ingangsdatum.",
    .bron = "CS335",
    .check = &check,
};

} // namespace rules::standard
