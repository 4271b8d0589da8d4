#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace rules::standard {
namespace {

// TR338: "De Prestatie is gerelateerd aan een ToegewezenProduct op basis van het Toewijzingnummer."
// A number that is known, but of another client or aanbieder, fails as well. Rules that need the toewijzing are then silent.
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.toewijzing != nullptr) return;
    std::int64_t const nummer = regel.prestatie.toewijzing_nummer;
    auto const* bekend = zaak.feiten.toewijzing(nummer);
    std::string_view melding = "Er is geen toewijzing met dit nummer.";
    if (bekend != nullptr)
        melding = bekend->bsn == regel.client.bsn ? "Dit ToewijzingNummer is niet van een toewijzing aan deze aanbieder."
                                                  : "Dit ToewijzingNummer is niet van een toewijzing voor deze cliënt.";
    uit.push_back({.plaats = regel.plaats("ToewijzingNummer"),
                   .melding = std::string(melding),
                   .waarde = fmt::format("{}", nummer),
                   .grens = "het nummer van een toewijzing van deze gemeente, aan deze aanbieder, voor deze cliënt",
                   .oplossing = "Neem het ToewijzingNummer over uit het toewijzingsbericht van deze cliënt."});
}

} // namespace

constinit Rule const tr338{
    .id = "TR338",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9338",
    .berichten = in_323,
    .zin = "Het ToewijzingNummer is van een toewijzing van deze gemeente aan deze aanbieder voor deze cliënt.",
    .bron = "TR338",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
