// TR410: "Een Product mag alleen vaker in de berichtklassen NieuwProduct voorkomen als de zorgperiodes elkaar niet overlappen."
// Without a code it holds for the whole categorie, without a categorie for every other product. Wmo categories 11 to 14 may overlap
// anything.
#include "rules/standard/stapeling.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    std::vector<ProductRegel> regels;
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.plaats.klasse == model::Klasse::nieuw_product) regels.push_back(regel);
    });
    meld_stapeling(regels, zaak.bericht.soort.domein, uit);
}

} // namespace

constinit Rule const tr410{
    .id = "TR410",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_317,
    .zin = "Nieuwe producten van dezelfde soort overlappen elkaar niet.",
    .bron = "TR410",
    .check = &check,
};

} // namespace rules::standard
