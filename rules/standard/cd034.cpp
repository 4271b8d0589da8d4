// CD034, Postcode of an Adres: "Als Soort adres de waarde 1 (BRP-adres) of 3 (verblijfadres) heeft, dan verplicht vullen." The
// official XSLT looks from Contact, so a Contact without any Adres lacks it too.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        if ((contact.soort == "01" || contact.soort == "03") && !(contact.adres && contact.adres->postcode))
            uit.push_back({.plaats = at(plaats, "Adres/Postcode"),
                           .melding = "Een BRP-adres of verblijfadres heeft een postcode nodig.",
                           .grens = fmt::format("een Postcode bij Soort {}", contact.soort.view()),
                           .oplossing = "Vul Postcode (met LandCode)."});
    });
}

} // namespace

constinit Rule const cd034{
    .id = "CD034",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een BRP-adres en een verblijfadres hebben een postcode.",
    .bron = "CD034",
    .check = &check,
};

} // namespace rules::standard
