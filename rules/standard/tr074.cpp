#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

namespace rules::standard {
namespace {

// TR074: "Indien StatusAanlevering de waarde '1' bevat, dan moet de sleutel van de betreffende aanlevering niet alleen uniek zijn
// binnen het bericht zelf, maar ook in combinatie met alle reeds ontvangen berichten."
// What was removed (status 3) or rejected counts as never sent, so its key is free again.
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen || !stand.bekend(aanlevering)) return;
    uit.push_back({.plaats = aanlevering.plaats,
                   .melding = aanlevering.stop ? "Deze stop is al eerder aangeleverd." : "Deze start is al eerder aangeleverd.",
                   .waarde = tekst(aanlevering.start),
                   .grens = "een sleutel die nog niet is aangeleverd",
                   .oplossing = "Stuur een aanlevering één keer; verwijder eerst de oude als er iets aan verandert."});
}

} // namespace

constinit Rule const tr074{
    .id = "TR074",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9074",
    .berichten = in_305_307,
    .zin = "Een start of stop met StatusAanlevering 1 heeft een sleutel die nog niet is aangeleverd.",
    .bron = "TR074",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
