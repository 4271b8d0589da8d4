#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR387: "De Begindatum van een ProductPeriode is altijd de eerste dag van de kalendermaand waarop de ProductPeriode betrekking
// heeft tenzij de Ingangsdatum van de toewijzing later in de betreffende maand ligt."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    model::Date const begin = regel.prestatie.product_periode.begindatum;
    auto const ingang = regel.toewijzing->ingangsdatum;
    auto const verwacht = model::same_month(begin, ingang) ? ingang : model::first_of_month(begin);
    if (begin == verwacht) return;
    uit.push_back(
        {.plaats = regel.plaats("ProductPeriode/Begindatum"),
         .melding = "De ProductPeriode begint niet op de eerste dag van de maand of op de Ingangsdatum van de toewijzing in die maand.",
         .waarde = model::to_dutch(begin),
         .grens = model::to_dutch(verwacht),
         .oplossing = fmt::format("Laat de ProductPeriode beginnen op {}.", model::to_dutch(verwacht))});
}

} // namespace

constinit Rule const tr387{
    .id = "TR387",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9387",
    .berichten = in_323,
    .zin = "De ProductPeriode begint op de eerste dag van de maand, of op de Ingangsdatum als die later in die maand ligt.",
    .bron = "TR387, IV089",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
