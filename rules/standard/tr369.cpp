#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::standard {
namespace {

// TR369: "Indien in het ToegewezenProduct een Budget is meegegeven, moet de som van GeleverdVolume in alle ingediende Prestaties
// die betrekking hebben op dat ToegewezenProduct passen binnen het toegewezen Budget."
// A Budget is in euros and a volume may be in hours, so what is summed is IngediendBedrag.
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr || !regel.toewijzing->budget) return;
    auto const budget = *regel.toewijzing->budget;
    auto const eerder = regel.debetten.bedrag();
    model::Money const deze = regel.prestatie.ingediend_bedrag.bedrag;
    if (eerder + deze <= budget) return;
    uit.push_back({.plaats = regel.plaats("IngediendBedrag/Bedrag"),
                   .melding = "Alle prestaties op deze toewijzing samen zijn meer dan het Budget van de toewijzing.",
                   .waarde = euro(eerder + deze),
                   .grens = fmt::format("hoogstens {}", euro(budget)),
                   .berekening = fmt::format("al toegekend {} + deze prestatie {} = {}", euro(eerder), euro(deze), euro(eerder + deze)),
                   .oplossing = fmt::format("Van het Budget is nog {} over.", euro(std::max(budget - eerder, model::Money{})))});
}

} // namespace

constinit Rule const tr369{
    .id = "TR369",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9369",
    .berichten = in_323,
    .zin = "Alle prestaties op een toewijzing met Budget blijven samen binnen dat Budget.",
    .bron = "TR369",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
