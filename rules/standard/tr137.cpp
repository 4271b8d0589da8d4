// TR137, Einddatum: "Vullen met een waarde die groter is dan, of gelijk is aan de Begindatum van de aangeduide periode én die
// niet groter is dan de Dagtekening van het bericht."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = dagtekening(zaak.bericht);
    auto const compare = [&](model::Place const& plaats, std::string_view element, model::Period periode) {
        if (periode.einde >= periode.begin && periode.einde <= grens) return;
        auto const late = periode.einde > grens;
        auto const allowed = fmt::format("van {} tot en met {} (Dagtekening)", model::to_dutch(periode.begin), model::to_dutch(grens));
        uit.push_back({.plaats = at(plaats, element),
                       .melding = fmt::format("De einddatum {} ligt {}.", model::to_dutch(periode.einde),
                                              late ? "na de dagtekening van het bericht" : "voor de begindatum van de periode"),
                       .waarde = model::to_dutch(periode.einde),
                       .grens = allowed,
                       .oplossing = late ? "Declareer pas als de periode voorbij is." : "Kies een einddatum op of na de begindatum."});
    };
    if (auto const* bericht = std::get_if<model::Bericht323>(&zaak.bericht.inhoud))
        compare(declaratie_plaats(bericht->declaratie.lijn), "DeclaratiePeriode/Einddatum",
                bericht->declaratie.declaratie_periode.period());
    for_each_prestatie(declaratie_clienten(zaak.bericht), [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        compare(plaats, "ProductPeriode/Einddatum", prestatie.product_periode.period());
    });
}

} // namespace

constinit Rule const tr137{
    .id = "TR137",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323_325,
    .zin = "Een gedeclareerde periode eindigt niet voor haar begin en niet na de dagtekening.",
    .bron = "TR137",
    .check = &check,
};

} // namespace rules::standard
