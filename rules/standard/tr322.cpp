#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/volume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace rules::standard {
namespace {

// TR322: "Indien in het ToegewezenProduct een Omvang is meegegeven, moet de som van GeleverdVolume in alle ingediende Prestaties
// die betrekking hebben op dat ToegewezenProduct passen binnen de toegewezen Omvang."
// Counted are the toegekende debets that are not credited, after the credits of this message; rejected prestaties never.
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr || !regel.toewijzing->omvang) return;
    auto const& toewijzing = *regel.toewijzing;
    auto const& prestatie = regel.prestatie;
    auto const eenheid = toewijzing.omvang->eenheid;
    if (!omrekening(eenheid, prestatie.eenheid)) return;
    auto const grens = grens_totaal(toewijzing);
    if (!grens) return;
    // A toewijzing in uur may have prestaties in uur and in minuut: everything is summed in minuten.
    auto const reken_eenheid = eenheid == "04" ? model::Code("01") : eenheid;
    auto const maximum = grens->maximum * *omrekening(eenheid, reken_eenheid);
    auto const eerder = som_volume(regel.debetten, reken_eenheid);
    auto const deze = prestatie.geleverd_volume * *omrekening(prestatie.eenheid, reken_eenheid);
    if (eerder + deze <= maximum) return;
    auto const toon = [&](std::int64_t volume) {
        auto const hele_uren = eenheid == "04" && volume % 60 == 0;
        return hele_uren ? hoeveelheid(volume / 60, eenheid) : hoeveelheid(volume, reken_eenheid);
    };
    uit.push_back(
        {.plaats = regel.plaats("GeleverdVolume"),
         .melding = "Alle prestaties op deze toewijzing samen zijn meer dan over haar hele looptijd is toegewezen.",
         .waarde = toon(eerder + deze),
         .grens = fmt::format("hoogstens {}", toon(maximum)),
         .berekening = fmt::format("{}; al toegekend {} + deze prestatie {} = {}", berekening(toewijzing, *grens), toon(eerder), toon(deze),
                                   toon(eerder + deze)),
         .oplossing = fmt::format("Op deze toewijzing is nog {} te declareren.", toon(std::max<std::int64_t>(maximum - eerder, 0)))});
}

} // namespace

constinit Rule const tr322{
    .id = "TR322",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9322",
    .berichten = in_323,
    .zin = "Alle prestaties op een toewijzing passen samen in de Omvang over haar hele looptijd.",
    .bron = "TR322, IV077",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
