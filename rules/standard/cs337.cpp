// CS337: "Einddatum in de ProductPeriode vullen met een datum die valt in dezelfde kalendermaand en jaar als de Begindatum van
// de ProductPeriode."
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_prestatie(zaak.als<model::Bericht323>().declaratie.clienten,
                       [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
                           auto const [begin, einde] = prestatie.product_periode.period();
                           if (model::same_month(begin, einde)) return;
                           uit.push_back({.plaats = at(plaats, "ProductPeriode/Einddatum"),
                                          .melding = fmt::format("De periode van prestatie {} loopt over de maandgrens heen.",
                                                                 prestatie.product_referentie.referentie_nummer),
                                          .waarde = tekst(model::Period{begin, einde}),
                                          .grens = fmt::format("einddatum in de maand van {}", model::to_dutch(begin)),
                                          .oplossing = "Declareer per kalendermaand een eigen prestatie."});
                       });
}

} // namespace

constinit Rule const cs337{
    .id = "CS337",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "De periode van een prestatie ligt binnen een kalendermaand.",
    .bron = "CS337",
    .check = &check,
};

} // namespace rules::standard
