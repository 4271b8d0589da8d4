#include "rules/standard/across.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace rules::standard {
namespace {

// TR304: "Bsn moet overeenkomen met Bsn van een Client."
// In a 317 or 323: a client for whom this gemeente sent this aanbieder a 301. In a 325: a client of the 323 that it answers.
void check(Zaak const& zaak, Meldingen& uit) {
    auto const report = [&](std::uint32_t index, std::uint32_t lijn, std::string melding, std::string oplossing) {
        uit.push_back({.plaats = {model::Klasse::client, index, 0, "Bsn", lijn},
                       .melding = std::move(melding),
                       .grens = "een cliënt die uit eerdere berichten bekend is",
                       .oplossing = std::move(oplossing)});
    };
    auto const require_known = [&](std::uint32_t index, auto const& client) {
        if (!zaak.feiten.clienten.contains(client.bsn))
            report(index, client.lijn, "Voor deze cliënt heeft de gemeente deze aanbieder geen toewijzing gestuurd.",
                   "Controleer het Bsn; vraag de gemeente om een toewijzing als die ontbreekt.");
    };
    if (auto const* bericht = std::get_if<model::Bericht317>(&zaak.bericht.inhoud)) return require_known(0, bericht->client);
    if (auto const* bericht = std::get_if<model::Bericht323>(&zaak.bericht.inhoud)) {
        auto const& clienten = bericht->declaratie.clienten;
        for (std::uint32_t i = 0; i < clienten.size(); ++i) require_known(i, clienten[i]);
        return;
    }
    auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord;
    if (!antwoord || !zaak.feiten.declaratie) return;
    for (std::uint32_t i = 0; i < antwoord->clienten.size(); ++i)
        if (!zaak.feiten.declaratie->bsns.contains(antwoord->clienten[i].bsn))
            report(i, antwoord->clienten[i].lijn, "Deze cliënt komt niet voor in de declaratie die beantwoord wordt.",
                   "Neem in het antwoord alleen cliënten uit de declaratie op.");
}

constexpr std::array<std::int16_t, 3> berichten{317, 323, 325};

} // namespace

constinit Rule const tr304{
    .id = "TR304",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "8187",
    .berichten = berichten,
    .zin = "De Bsn is van een cliënt met een toewijzing van deze gemeente aan deze aanbieder.",
    .bron = "TR304",
    .check = CheckBericht(check),
};

} // namespace rules::standard
