#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR339: "ProductCategorie in Prestatie moet gelijk zijn aan ProductCategorie in het ToegewezenProduct indien deze opgenomen is."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    auto const& product = regel.toewijzing->product;
    if (!product || product->categorie == regel.prestatie.product_categorie) return;
    uit.push_back({.plaats = regel.plaats("ProductCategorie"),
                   .melding = "De ProductCategorie is een andere dan die van de toewijzing.",
                   .waarde = regel.prestatie.product_categorie.str(),
                   .grens = product->categorie.str(),
                   .oplossing = "Neem de ProductCategorie over uit de toewijzing."});
}

} // namespace

constinit Rule const tr339{
    .id = "TR339",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9339",
    .berichten = in_323,
    .zin = "De ProductCategorie is die van de toewijzing, als die er een noemt.",
    .bron = "TR339",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
