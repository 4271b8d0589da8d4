#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

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

} // namespace

constinit Rule const tr384{
    .id = "TR384",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9384",
    .berichten = in_323,
    .zin = "Op een verwijderde toewijzing wordt niet gedeclareerd.",
    .bron = "TR384",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
