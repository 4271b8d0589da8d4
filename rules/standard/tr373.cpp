#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/wijziging.hpp"

namespace rules::standard {
namespace {

// TR373: "Indien in een TeWijzigenProduct het Budget of het totaal over toewijzingsperiode wordt gewijzigd, dient GewensteIngangsdatum
// gelijk te zijn aan de actuele toewijzing."
// The total is the volume at frequentie 6. Going from another frequentie to 6 makes a new toewijzing, with a date of its own (IV066).
bool totaal_gewijzigd(TeWijzigen const& regel) {
    auto const& nieuw = regel.product.omvang;
    auto const& oud = regel.toewijzing.omvang;
    return nieuw && oud && nieuw->frequentie == "6" && oud->frequentie == "6" &&
           (nieuw->volume.value != oud->volume.value || nieuw->eenheid != oud->eenheid);
}

void check(Zaak const&, TeWijzigen const& regel, Meldingen& uit) {
    model::Date const gewenst = regel.product.gewenste_ingangsdatum;
    bool const budget = regel.product.budget && regel.toewijzing.budget != regel.product.budget->value;
    if ((!budget && !totaal_gewijzigd(regel)) || gewenst == regel.toewijzing.ingangsdatum) return;
    uit.push_back({.plaats = at(regel.plaats, "GewensteIngangsdatum"),
                   .melding = budget ? "Een ander Budget geldt voor de hele looptijd van de toewijzing."
                                     : "Een ander totaal volume geldt voor de hele looptijd van de toewijzing.",
                   .waarde = model::to_dutch(gewenst),
                   .grens = model::to_dutch(regel.toewijzing.ingangsdatum),
                   .oplossing = "Vul als GewensteIngangsdatum de Ingangsdatum van de toewijzing."});
}

} // namespace

constinit Rule const tr373{
    .id = "TR373",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9373",
    .berichten = in_317,
    .zin = "Een ander Budget of totaal volume wordt gevraagd vanaf de Ingangsdatum van de toewijzing.",
    .bron = "TR373",
    .check = CheckBericht(over_te_wijzigen<check>),
};

} // namespace rules::standard
