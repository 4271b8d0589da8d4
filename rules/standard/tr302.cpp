// TR302: "Een Product mag alleen vaker in een toewijzingsbericht voorkomen indien de zorgperiodes elkaar niet overlappen."
// Without a code it holds for the whole categorie, without a categorie for every other product. Wmo categories 11 to 14 may overlap
// anything. Removed toewijzingen (reason 13 or 01, ending on their first day) do not count.
#include "rules/standard/stapeling.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

bool removed(model::ToegewezenProduct const& product) {
    auto const& reden = product.reden_wijziging;
    return (reden == model::Code("13") || reden == model::Code("01")) && product.einddatum &&
           product.einddatum->value == product.ingangsdatum.value;
}

void check(Zaak const& zaak, Meldingen& uit) {
    std::vector<ProductRegel> regels;
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (!removed(product)) regels.push_back(product_regel(product, plaats));
    });
    meld_stapeling(regels, zaak.bericht.soort.domein, uit);
}

} // namespace

constinit Rule const tr302{
    .id = "TR302",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Toewijzingen van hetzelfde product overlappen elkaar niet.",
    .bron = "TR302",
    .check = &check,
};

} // namespace rules::standard
