// TR352: "Bij een verzoek om wijziging komt minstens 1 OngewijzigdProduct of TeWijzigenProduct voor."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& verzoek = zaak.als<model::Bericht317>().client.verzoek;
    if (!verzoek.te_wijzigen_producten.empty() || !verzoek.ongewijzigde_producten.empty()) return;
    uit.push_back({.plaats = {model::Klasse::verzoek, 0, 0, {}, verzoek.lijn},
                   .melding = "Het verzoek om wijziging noemt geen enkele bestaande toewijzing.",
                   .grens = "minstens een OngewijzigdProduct of TeWijzigenProduct",
                   .oplossing = "Noem alle actuele toewijzingen; is er geen, stuur dan een verzoek om toewijzing (315)."});
}

} // namespace

constinit Rule const tr352{
    .id = "TR352",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_317,
    .zin = "Een verzoek om wijziging noemt minstens een bestaande toewijzing.",
    .bron = "TR352",
    .check = &check,
};

} // namespace rules::standard
