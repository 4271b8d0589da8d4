// TR002: "Geboortedatum mag niet meer dan 120 jaar voor de Dagtekening liggen, tenzij Geboortedatum onbekend is." Onbekend:
// DatumGebruik 3 and 01-01-1900.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = model::add_years(dagtekening(zaak.bericht), -120);
    for_each_geboortedatum(zaak.bericht, [&](model::Geboortedatum const& geboortedatum, model::Place const& plaats) {
        auto const datum = geboortedatum.datum.value;
        auto const unknown = geboortedatum.datum_gebruik == model::Code("3") && datum == model::date(1900, 1, 1);
        if (datum >= grens || unknown) return;
        uit.push_back({.plaats = at(plaats, "Geboortedatum/Datum"),
                       .melding = fmt::format("Geboortedatum {} ligt meer dan 120 jaar voor de dagtekening.", model::to_dutch(datum)),
                       .waarde = model::to_dutch(datum),
                       .grens = fmt::format("op of na {}", model::to_dutch(grens)),
                       .berekening = fmt::format("{} - 120 jaar = {}", model::to_dutch(dagtekening(zaak.bericht)), model::to_dutch(grens)),
                       .oplossing = "Controleer de geboortedatum; onbekend is 01-01-1900 met DatumGebruik 3."});
    });
}

} // namespace

constinit Rule const tr002{
    .id = "TR002",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_305_307_315,
    .zin = "Niemand is meer dan 120 jaar oud, tenzij de geboortedatum onbekend is.",
    .bron = "TR002",
    .check = &check,
};

} // namespace rules::standard
