// CS318, Naam of the Client: "NaamGebruik 6 (Niet-natuurlijk persoon) niet vullen." Listed for both domains; the official XSLT
// has it for iJw only.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& client = zaak.als<model::Bericht301>().client;
    if (client.naam.naam_gebruik == "6")
        uit.push_back({.plaats = at(client_plaats(client), "Naam/NaamGebruik"),
                       .melding = "Een client is een persoon, geen organisatie.",
                       .waarde = "6",
                       .grens = "1, 2, 3 of 4",
                       .oplossing = "Vul NaamGebruik met 1, of met 2, 3 of 4 als er een Partnernaam is."});
}

} // namespace

constinit Rule const cs318{
    .id = "CS318",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een client is een natuurlijk persoon.",
    .bron = "CS318",
    .check = &check,
};

} // namespace rules::standard
