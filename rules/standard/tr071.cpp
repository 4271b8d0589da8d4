#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace rules::standard {
namespace {

// TR071: "StatusAanlevering mag niet de waarde '3' bevatten als er voor de betreffende melding start zorg al een stop zorg is
// verstuurd."
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (!aanlevering.verwijderen || !stand.gestopt(aanlevering.start)) return;
    uit.push_back({.plaats = at(aanlevering.plaats, "StatusAanlevering"),
                   .melding = "Deze start kan niet verwijderd worden: er is al een stop bij gemeld.",
                   .waarde = fmt::format("3, voor {}", tekst(aanlevering.start)),
                   .grens = "een start zonder stop",
                   .oplossing = "Verwijder eerst de stop met een 307, daarna de start."});
}

constexpr std::array<std::int16_t, 1> berichten{305};

} // namespace

constinit Rule const tr071{
    .id = "TR071",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9071",
    .berichten = berichten,
    .zin = "Een start waarbij een stop is gemeld, wordt niet verwijderd.",
    .bron = "TR071, OP033",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
