#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR340: "ProductCode in Prestatie moet gelijk zijn aan ProductCode in het ToegewezenProduct, indien deze opgenomen is."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    auto const& product = regel.toewijzing->product;
    if (!product || !product->code || *product->code == regel.prestatie.product_code) return;
    uit.push_back({.plaats = regel.plaats("ProductCode"),
                   .melding = "De ProductCode is een andere dan die van de toewijzing.",
                   .waarde = regel.prestatie.product_code,
                   .grens = *product->code,
                   .oplossing = "Neem de ProductCode over uit de toewijzing."});
}

} // namespace

constinit Rule const tr340{
    .id = "TR340",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9340",
    .berichten = in_323,
    .zin = "De ProductCode is die van de toewijzing, als die er een noemt.",
    .bron = "TR340",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
