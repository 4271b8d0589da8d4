// CD005, LandCode of an Adres: "Als Postcode gevuld is, dan verplicht vullen, anders leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        if (!contact.adres || contact.adres->postcode.has_value() == contact.adres->land_code.has_value()) return;
        auto const& adres = *contact.adres;
        if (adres.postcode)
            uit.push_back({.plaats = at(plaats, "Adres/LandCode"),
                           .melding = "Het adres heeft een postcode maar geen landcode.",
                           .grens = "een LandCode bij elke Postcode",
                           .oplossing = "Vul LandCode, bijvoorbeeld NL."});
        else
            uit.push_back({.plaats = at(plaats, "Adres/LandCode"),
                           .melding = "Het adres heeft een landcode maar geen postcode.",
                           .waarde = adres.land_code->str(),
                           .grens = "geen LandCode zonder Postcode",
                           .oplossing = "Vul Postcode, of laat LandCode weg."});
    });
}

} // namespace

constinit Rule const cd005{
    .id = "CD005",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een adres met een postcode heeft ook een landcode, en een adres zonder postcode heeft er geen.",
    .bron = "CD005",
    .check = &check,
};

} // namespace rules::standard
