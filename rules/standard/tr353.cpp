// TR353: "Bij een verzoek om wijziging komt minstens 1 TeWijzigenProduct of NieuwProduct voor."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& verzoek = zaak.als<model::Bericht317>().client.verzoek;
    if (!verzoek.te_wijzigen_producten.empty() || !verzoek.nieuwe_producten.empty()) return;
    uit.push_back({.plaats = {model::Klasse::verzoek, 0, 0, {}, verzoek.lijn},
                   .melding = "Het verzoek om wijziging vraagt geen enkele wijziging.",
                   .grens = "minstens een TeWijzigenProduct of NieuwProduct",
                   .oplossing = "Noem wat er moet wijzigen of bijkomen, of stuur geen verzoek."});
}

} // namespace

constinit Rule const tr353{
    .id = "TR353",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_317,
    .zin = "Een verzoek om wijziging vraagt minstens een wijziging of nieuw product.",
    .bron = "TR353",
    .check = &check,
};

} // namespace rules::standard
