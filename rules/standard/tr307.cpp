#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR307: "Begindatum in ProductPeriode in Prestatie moet groter dan of gelijk zijn aan Ingangsdatum in ToegewezenProduct."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    model::Date const begin = regel.prestatie.product_periode.begindatum;
    auto const ingang = regel.toewijzing->ingangsdatum;
    if (begin >= ingang) return;
    uit.push_back({.plaats = regel.plaats("ProductPeriode/Begindatum"),
                   .melding = "De ProductPeriode begint vóór de Ingangsdatum van de toewijzing.",
                   .waarde = model::to_dutch(begin),
                   .grens = fmt::format("op of na {}", model::to_dutch(ingang)),
                   .oplossing = "Declareer alleen dagen waarop de toewijzing geldt."});
}

} // namespace

constinit Rule const tr307{
    .id = "TR307",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9307",
    .berichten = in_323,
    .zin = "De ProductPeriode begint niet vóór de Ingangsdatum van de toewijzing.",
    .bron = "TR307",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
