#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR319: "Een declaratiebericht bevat alleen prestaties waarvan de ProductPeriode valt binnen de huidige, of een voorgaande
// declaratieperiode."
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit()) return;
    model::Date const einde = regel.prestatie.product_periode.einddatum;
    model::Date const grens = zaak.als<model::Bericht323>().declaratie.declaratie_periode.einddatum;
    if (einde <= grens) return;
    uit.push_back({.plaats = regel.plaats("ProductPeriode"),
                   .melding = "De ProductPeriode ligt niet binnen de DeclaratiePeriode of een eerdere.",
                   .waarde = tekst(regel.prestatie.product_periode.period()),
                   .grens = fmt::format("uiterlijk {}", model::to_dutch(grens)),
                   .oplossing = "Declareer deze prestatie in een declaratie over haar eigen maand of later."});
}

} // namespace

constinit Rule const tr319{
    .id = "TR319",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9319",
    .berichten = in_323,
    .zin = "De ProductPeriode valt in de DeclaratiePeriode of in een eerdere.",
    .bron = "TR319",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
