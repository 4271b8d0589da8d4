#include "rules/standard/across.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace rules::standard {
namespace {

// TR374: "Een verzoek mag alleen worden verstuurd als er geen onderhanden verzoek is voor de betreffende client van dezelfde
// aanbieder."
// Pending until it is refused (319 with VerzoekAntwoord 1) or honoured by a toewijzing; "in onderzoek" is pending. A 315 with several
// products is so until each of them is answered.
void check(Zaak const& zaak, Meldingen& uit) {
    auto const* wijziging = std::get_if<model::Bericht317>(&zaak.bericht.inhoud);
    auto const& bsn = wijziging != nullptr ? wijziging->client.bsn : zaak.als<model::Bericht315>().client.bsn;
    std::string const* hangend = nullptr;
    for (auto const& [referentie, verzoek] : zaak.feiten.verzoeken)
        if (verzoek.bsn == bsn && verzoek.hangend() && (hangend == nullptr || referentie < *hangend)) hangend = &referentie;
    if (hangend == nullptr) return;
    auto const plaats = wijziging != nullptr
                            ? model::Place{.klasse = model::Klasse::verzoek, .lijn = wijziging->client.verzoek.lijn}
                            : model::Place{.klasse = model::Klasse::client, .lijn = zaak.als<model::Bericht315>().client.lijn};
    uit.push_back({.plaats = plaats,
                   .melding = "Er is nog een verzoek van deze aanbieder voor deze cliënt in behandeling.",
                   .waarde = fmt::format("verzoek {}", *hangend),
                   .grens = "geen verzoek dat nog niet is afgewezen of gehonoreerd",
                   .oplossing = "Wacht op de toewijzing of de afwijzing van het lopende verzoek."});
}

constexpr std::array<std::int16_t, 2> berichten{315, 317};

} // namespace

constinit Rule const tr374{
    .id = "TR374",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9374",
    .berichten = berichten,
    .zin = "Voor een cliënt heeft een aanbieder één verzoek tegelijk in behandeling.",
    .bron = "TR374",
    .check = CheckBericht(check),
};

} // namespace rules::standard
