#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR413: "Als er al een StopProduct voor hetzelfde Bsn, ToewijzingNummer, Begindatum en met RedenBeeindiging waarde 20 is, dan moet
// RedenBeeindiging <> aan waarde 20 zijn, indien StatusAanlevering waarde 1 of 2 heeft."
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen || aanlevering.reden != tijdelijk) return;
    auto const* stops = stand.stops(aanlevering.start);
    if (stops == nullptr || stops->tijdelijk == 0) return;
    uit.push_back({.plaats = at(aanlevering.plaats, "RedenBeeindiging"),
                   .melding = "Deze levering is al tijdelijk gestopt.",
                   .waarde = fmt::format("20, voor {}", tekst(aanlevering.start)),
                   .grens = "één tijdelijke stop bij een start",
                   .oplossing = "Meld na een tijdelijke stop een nieuwe start of een definitieve stop."});
}

} // namespace

constinit Rule const tr413{
    .id = "TR413",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9413",
    .berichten = in_307,
    .zin = "Bij een start is er hoogstens één tijdelijke stop.",
    .bron = "TR413",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
