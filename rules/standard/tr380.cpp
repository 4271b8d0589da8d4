// TR380, GewensteIngangsdatum of a NieuwProduct: "Vullen met een datum die groter is dan de dagtekening van het bericht."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = dagtekening(zaak.bericht);
    auto const& producten = zaak.als<model::Bericht317>().client.verzoek.nieuwe_producten;
    for_each_item(producten, model::Klasse::nieuw_product, [&](model::NieuwProduct const& product, model::Place const& plaats) {
        auto const gewenst = product.gewenste_ingangsdatum.value;
        if (gewenst > grens) return;
        uit.push_back({.plaats = at(plaats, "GewensteIngangsdatum"),
                       .melding = fmt::format("De gewenste ingangsdatum {} ligt niet na de dagtekening.", model::to_dutch(gewenst)),
                       .waarde = model::to_dutch(gewenst),
                       .grens = fmt::format("na {} (Dagtekening)", model::to_dutch(grens)),
                       .oplossing = "Vraag een ingangsdatum na de dagtekening van het bericht."});
    });
}

} // namespace

constinit Rule const tr380{
    .id = "TR380",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_317,
    .zin = "Een nieuw product wordt gevraagd voor een dag na de dagtekening van het verzoek.",
    .bron = "TR380",
    .check = &check,
};

} // namespace rules::standard
