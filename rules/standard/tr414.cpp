#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR414: "Als er al een StopProduct voor hetzelfde Bsn, ToewijzingNummer en Begindatum is, dan moet Einddatum >= zijn aan Einddatum
// uit actuele StopProduct."
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen) return;
    auto const* stops = stand.stops(aanlevering.start);
    if (stops == nullptr || aanlevering.einde >= *stops->eindes.rbegin()) return;
    uit.push_back({.plaats = at(aanlevering.plaats, "Einddatum"),
                   .melding = "De Einddatum ligt vóór die van de stop die al bij deze levering is gemeld.",
                   .waarde = model::to_dutch(aanlevering.einde),
                   .grens = fmt::format("{} of later", model::to_dutch(*stops->eindes.rbegin())),
                   .oplossing = "Verwijder eerst de eerdere stop als haar Einddatum onjuist was."});
}

} // namespace

constinit Rule const tr414{
    .id = "TR414",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9414",
    .berichten = in_307,
    .zin = "Een stop na een tijdelijke stop eindigt niet eerder dan die tijdelijke stop.",
    .bron = "TR414",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
