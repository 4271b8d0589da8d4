#include "rules/standard/across.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace rules::standard {
namespace {

// TR326: "Een Startbericht mag pas verstuurd worden als er géén actueel Startbericht bij ToegewezenProduct is."
// Actual: not removed and without a stop, a temporary one included (OP379).
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen) return;
    auto const begin = stand.loopt(aanlevering.start);
    if (!begin) return;
    uit.push_back({.plaats = aanlevering.plaats,
                   .melding = "De vorige levering is nog niet gestopt.",
                   .waarde = tekst(aanlevering.start),
                   .grens = fmt::format("geen start zolang die van {} geen stop heeft", model::to_dutch(*begin)),
                   .oplossing = "Meld eerst de stop van de lopende levering, of verwijder die start als zij onjuist was."});
}

constexpr std::array<std::int16_t, 1> berichten{305};

} // namespace

constinit Rule const tr326{
    .id = "TR326",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9326",
    .berichten = berichten,
    .zin = "Een start wordt pas gemeld als er bij de toewijzing geen levering loopt.",
    .bron = "TR326, OP379",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
