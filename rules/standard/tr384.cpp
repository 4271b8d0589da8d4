#include "rules/standard/across.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace rules::standard {
namespace {

// TR384: "Het is niet toegestaan te declareren op een toewijzing met RedenWijziging waarde '13' (Verwijderd)."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    auto const& reden = regel.toewijzing->reden_wijziging;
    if (!reden || *reden != "13") return;
    uit.push_back({.plaats = regel.plaats("ToewijzingNummer"),
                   .melding = "De gemeente heeft deze toewijzing verwijderd (RedenWijziging 13).",
                   .waarde = fmt::format("{}", regel.prestatie.toewijzing_nummer.value),
                   .grens = "een toewijzing die niet verwijderd is",
                   .oplossing = "Declareer op de toewijzing die ervoor in de plaats kwam, of neem contact op met de gemeente."});
}

constexpr std::array<std::int16_t, 1> berichten{323};

} // namespace

constinit Rule const tr384{
    .id = "TR384",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9384",
    .berichten = berichten,
    .zin = "Op een verwijderde toewijzing wordt niet gedeclareerd.",
    .bron = "TR384",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
