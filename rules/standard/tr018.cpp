// TR018, StopProduct: "Einddatum moet groter dan of gelijk zijn aan Begindatum."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& stops = zaak.als<model::Bericht307>().client.stop_producten;
    for_each_item(stops, model::Klasse::stop_product, [&](model::StopProduct const& stop, model::Place const& plaats) {
        if (stop.einddatum.value >= stop.begindatum.value) return;
        auto const begin = model::to_dutch(stop.begindatum);
        uit.push_back({.plaats = at(plaats, "Einddatum"),
                       .melding = fmt::format("De einddatum {} ligt voor de begindatum {}.", model::to_dutch(stop.einddatum), begin),
                       .waarde = model::to_dutch(stop.einddatum),
                       .grens = fmt::format("op of na {}", begin),
                       .oplossing = "Vul de laatste dag van de levering, of corrigeer Begindatum."});
    });
}

} // namespace

constinit Rule const tr018{
    .id = "TR018",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_307,
    .zin = "Een levering eindigt niet voordat zij begint.",
    .bron = "TR018",
    .check = &check,
};

} // namespace rules::standard
