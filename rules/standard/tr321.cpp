#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/volume.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace rules::standard {
namespace {

// TR321: "Indien in het ToegewezenProduct een Omvang is meegegeven, moet GeleverdVolume in de Prestatie passen binnen Volume in
// het ToegewezenProduct."
// The sum is in volume.hpp. Where the eenheden cannot be compared TR341 speaks.
// Output per maand over a broken month has the limit that the contract gives it; without one there is none.
void check_gebroken_maand(Zaak const& zaak, PrestatieZaak const& regel, std::int64_t per_eenheid, Meldingen& uit) {
    auto afspraak = gebroken_maand(zaak, regel);
    auto const& prestatie = regel.prestatie;
    if (!afspraak || prestatie.geleverd_volume <= afspraak->maximum * per_eenheid) return;
    auto const maximum = hoeveelheid(afspraak->maximum * per_eenheid, prestatie.eenheid);
    uit.push_back({.plaats = regel.plaats("GeleverdVolume"),
                   .melding = "Het GeleverdVolume is meer dan het contract voor een gebroken maand toelaat.",
                   .waarde = hoeveelheid(prestatie.geleverd_volume, prestatie.eenheid),
                   .grens = fmt::format("hoogstens {}", maximum),
                   .berekening = std::move(afspraak->berekening),
                   .oplossing = fmt::format("Declareer hoogstens {} over deze periode.", maximum),
                   .bron = std::move(afspraak->bron)});
}

void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr || !regel.toewijzing->omvang) return;
    auto const& toewijzing = *regel.toewijzing;
    auto const& prestatie = regel.prestatie;
    auto const per_eenheid = omrekening(toewijzing.omvang->eenheid, prestatie.eenheid);
    if (!per_eenheid) return;
    auto const grens = grens_periode(toewijzing, zaak.bericht.soort.domein, prestatie.product_periode.period());
    if (!grens) return check_gebroken_maand(zaak, regel, *per_eenheid, uit);
    if (prestatie.geleverd_volume <= grens->maximum * *per_eenheid) return;
    auto const maximum = hoeveelheid(grens->maximum * *per_eenheid, prestatie.eenheid);
    auto som = berekening(toewijzing, *grens);
    if (*per_eenheid != 1) som += fmt::format(" = {}", maximum);
    uit.push_back({.plaats = regel.plaats("GeleverdVolume"),
                   .melding = "Het GeleverdVolume is meer dan de toewijzing voor deze ProductPeriode toelaat.",
                   .waarde = hoeveelheid(prestatie.geleverd_volume, prestatie.eenheid),
                   .grens = fmt::format("hoogstens {}", maximum),
                   .berekening = std::move(som),
                   .oplossing = fmt::format("Declareer hoogstens {} over deze periode.", maximum)});
}

} // namespace

constinit Rule const tr321{
    .id = "TR321",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9321",
    .berichten = in_323,
    .zin = "Het GeleverdVolume past in de Omvang van de toewijzing voor deze ProductPeriode.",
    .bron = "TR321, IV077, IV078",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
