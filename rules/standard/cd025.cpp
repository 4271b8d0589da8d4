// CD025, Huis of an Adres: "Als Adres / LandCode de waarde NL (Nederland) heeft, dan verplicht vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        if (contact.adres && contact.adres->land_code == model::Code("NL") && !contact.adres->huis)
            uit.push_back({.plaats = at(plaats, "Adres/Huis"),
                           .melding = "Een Nederlands adres heeft een huisnummer nodig.",
                           .grens = "Huis bij LandCode NL",
                           .oplossing = "Vul Huis met ten minste Huisnummer."});
    });
}

} // namespace

constinit Rule const cd025{
    .id = "CD025",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een adres in Nederland heeft een huisnummer.",
    .bron = "CD025",
    .check = &check,
};

} // namespace rules::standard
