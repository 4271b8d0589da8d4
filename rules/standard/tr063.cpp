#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR063: "Indien StatusAanlevering de waarde 3 (aanlevering verwijderen) bevat, dan moet voor de betreffende Client een eerdere
// aanlevering met dezelfde logische sleutel verstuurd zijn."
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (!aanlevering.verwijderen || stand.bekend(aanlevering)) return;
    uit.push_back({.plaats = at(aanlevering.plaats, "StatusAanlevering"),
                   .melding = "Er is niets om te verwijderen: er is geen goedgekeurde aanlevering met deze sleutel.",
                   .waarde = fmt::format("3, voor {}", tekst(aanlevering.start)),
                   .grens = aanlevering.stop ? "een eerdere stop met dezelfde toewijzing, product, begindatum, reden en einddatum"
                                             : "een eerdere start met dezelfde toewijzing, product en begindatum",
                   .oplossing = "Neem de sleutel van de te verwijderen aanlevering letterlijk over."});
}

} // namespace

constinit Rule const tr063{
    .id = "TR063",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9063",
    .berichten = in_305_307,
    .zin = "Met StatusAanlevering 3 wordt alleen verwijderd wat eerder met dezelfde sleutel is aangeleverd.",
    .bron = "TR063, IV008",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
