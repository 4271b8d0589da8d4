#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR388: "De Einddatum van een ProductPeriode is altijd de laatste dag van de kalendermaand waarop de ProductPeriode betrekking
// heeft tenzij de Einddatum van de toewijzing eerder in de betreffende maand ligt."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    model::Date const einde = regel.prestatie.product_periode.einddatum;
    auto const& grens = regel.toewijzing->einddatum;
    auto const verwacht = grens && model::same_month(einde, *grens) ? *grens : model::last_of_month(einde);
    if (einde == verwacht) return;
    uit.push_back(
        {.plaats = regel.plaats("ProductPeriode/Einddatum"),
         .melding = "De ProductPeriode eindigt niet op de laatste dag van de maand of op de Einddatum van de toewijzing in die maand.",
         .waarde = model::to_dutch(einde),
         .grens = model::to_dutch(verwacht),
         .oplossing = fmt::format("Laat de ProductPeriode eindigen op {}.", model::to_dutch(verwacht))});
}

} // namespace

constinit Rule const tr388{
    .id = "TR388",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9388",
    .berichten = in_323,
    .zin = "De ProductPeriode eindigt op de laatste dag van de maand, of op de Einddatum als die eerder in die maand ligt.",
    .bron = "TR388, IV089",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
