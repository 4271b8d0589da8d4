// TR006: "De berichtklasse Contact moet een berichtelement Telefoon, en/of de combinatie Huis en Postcode bevatten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        auto const reachable = contact.telefoon || (contact.adres && contact.adres->huis && contact.adres->postcode);
        if (!reachable)
            uit.push_back({.plaats = plaats,
                           .melding = "Dit contact heeft geen telefoon en geen volledig adres.",
                           .grens = "Telefoon, of Huis met Postcode",
                           .oplossing = "Vul Telefoon, of vul in Adres zowel Huis als Postcode."});
    });
}

} // namespace

constinit Rule const tr006{
    .id = "TR006",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een contact heeft een telefoonnummer, of een huisnummer met postcode.",
    .bron = "TR006",
    .check = &check,
};

} // namespace rules::standard
