#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR019: "Bij een output- of inspanningsgerichte werkwijze moet de melding van de start of de stop van de ondersteuning gerelateerd
// zijn aan een toewijzing op basis van het ToewijzingNummer."
// Without a ToewijzingNummer the work is taakgericht (IV096) and there is no toewijzing to be found.
void check(Zaak const& zaak, Aanlevering const& aanlevering, Leveringen const&, Meldingen& uit) {
    if (aanlevering.verwijderen || !aanlevering.start.nummer) return;
    auto const* toewijzing = toewijzing_van_client(zaak, *aanlevering.start.nummer);
    if (toewijzing != nullptr && !verwijderd(*toewijzing)) return;
    uit.push_back({.plaats = at(aanlevering.plaats, "ToewijzingNummer"),
                   .melding = toewijzing == nullptr ? "Er is geen toewijzing met dit nummer aan deze aanbieder voor deze cliënt."
                                                    : "De toewijzing met dit nummer is verwijderd.",
                   .waarde = fmt::format("{}", *aanlevering.start.nummer),
                   .grens = "het nummer van een toewijzing van deze gemeente aan deze aanbieder voor deze cliënt",
                   .oplossing = "Neem het ToewijzingNummer over uit de toewijzing, of laat het leeg als er taakgericht wordt gewerkt."});
}

} // namespace

constinit Rule const tr019{
    .id = "TR019",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9019",
    .berichten = in_305_307,
    .zin = "Een start of stop met een ToewijzingNummer hoort bij een toewijzing van de cliënt die niet verwijderd is.",
    .bron = "TR019, IV096",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
