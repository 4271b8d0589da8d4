// TR061: "Bij een Client moet minimaal een Adres voorkomen waarvan Soort de waarde 01 (BRP-adres), 02 (Correspondentie-adres) of
// 03 (Verblijfadres) heeft." Adres is the Contact with that Soort here, as in the official XSLT (Contactgegevens).
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <algorithm>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& client = zaak.als<model::Bericht301>().client;
    auto const lasting = [](model::Contact const& contact) {
        return contact.soort == "01" || contact.soort == "02" || contact.soort == "03";
    };
    if (std::ranges::none_of(client.contactgegevens, lasting))
        uit.push_back({.plaats = at(client_plaats(client), "Contactgegevens"),
                       .melding = "De client heeft alleen een tijdelijk adres.",
                       .waarde = "Soort 04",
                       .grens = "ten minste een Contact met Soort 01, 02 of 03",
                       .oplossing = "Voeg het BRP-adres, correspondentieadres of verblijfadres toe."});
}

} // namespace

constinit Rule const tr061{
    .id = "TR061",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een client heeft een BRP-adres, correspondentieadres of verblijfadres.",
    .bron = "TR061",
    .check = &check,
};

} // namespace rules::standard
