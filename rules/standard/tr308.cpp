#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR308: "Einddatum in ProductPeriode in Prestatie moet kleiner dan of gelijk zijn aan Einddatum in ToegewezenProduct, indien die
// gevuld is."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    model::Date const einde = regel.prestatie.product_periode.einddatum;
    auto const& grens = regel.toewijzing->einddatum;
    if (!grens || einde <= *grens) return;
    uit.push_back({.plaats = regel.plaats("ProductPeriode/Einddatum"),
                   .melding = "De ProductPeriode eindigt na de Einddatum van de toewijzing.",
                   .waarde = model::to_dutch(einde),
                   .grens = fmt::format("op of vóór {}", model::to_dutch(*grens)),
                   .oplossing = "Declareer alleen dagen waarop de toewijzing geldt, of vraag de gemeente de toewijzing te verlengen."});
}

} // namespace

constinit Rule const tr308{
    .id = "TR308",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9308",
    .berichten = in_323,
    .zin = "De ProductPeriode eindigt niet na de Einddatum van de toewijzing.",
    .bron = "TR308",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
