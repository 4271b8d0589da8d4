// CS139, Geboortedatum: "DatumGebruik en Datum moeten met elkaar in overeenstemming zijn": 3 is 01-01-1900, 2 is 01-01-EEJJ, 1
// is 01-MM-EEJJ.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_geboortedatum(zaak.bericht, [&](model::Geboortedatum const& geboortedatum, model::Place const& plaats) {
        if (!geboortedatum.datum_gebruik) return;
        auto const gebruik = geboortedatum.datum_gebruik->view();
        auto const [jaar, maand, dag] = model::civil(geboortedatum.datum);
        auto const expected = gebruik == "3" ? model::date(1900, 1, 1) : model::date(jaar, gebruik == "2" ? 1 : maand, 1);
        if (geboortedatum.datum.value == expected) return;
        auto const grens = model::to_dutch(expected);
        uit.push_back({.plaats = at(plaats, "Geboortedatum/Datum"),
                       .melding = fmt::format("Bij DatumGebruik {} hoort de datum {}.", gebruik, grens),
                       .waarde = model::to_dutch(geboortedatum.datum),
                       .grens = grens,
                       .oplossing = fmt::format("Vul Datum met {}, of laat DatumGebruik weg als de hele datum bekend is.", grens)});
    });
}

} // namespace

constinit Rule const cs139{
    .id = "CS139",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_305_307_315,
    .zin = "Een deels onbekende geboortedatum is ingevuld zoals DatumGebruik zegt.",
    .bron = "CS139",
    .check = &check,
};

} // namespace rules::standard
