// TR386: "Een Product mag alleen vaker in een verzoek om toewijzing voorkomen indien de zorgperiodes elkaar niet overlappen."
// Without a code it holds for the whole categorie, without a categorie for every other product. Wmo categories 11 to 14 may overlap
// anything.
#include "rules/standard/stapeling.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    std::vector<ProductRegel> regels;
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) { regels.push_back(regel); });
    meld_stapeling(regels, zaak.bericht.soort.domein, uit);
}

} // namespace

constinit Rule const tr386{
    .id = "TR386",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Aangevraagde producten van dezelfde soort overlappen elkaar niet.",
    .bron = "TR386",
    .check = &check,
};

} // namespace rules::standard
