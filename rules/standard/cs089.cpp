// CS089, Postcode of an Adres: "Als LandCode de waarde NL (Nederland) heeft, dan moet het formaat overeenkomen met dat van een
// Nederlandse postcode": [1-9][0-9]{3}[a-zA-Z]{2}.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <algorithm>

namespace rules::standard {
namespace {

bool dutch(std::string_view postcode) {
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return postcode.size() == 6 && postcode[0] != '0' && std::ranges::all_of(postcode.substr(0, 4), digit) &&
           std::ranges::all_of(postcode.substr(4), letter);
}

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        if (contact.adres && contact.adres->land_code == model::Code("NL") && contact.adres->postcode && !dutch(*contact.adres->postcode))
            uit.push_back({.plaats = at(plaats, "Adres/Postcode"),
                           .melding = "Dit is geen Nederlandse postcode.",
                           .waarde = *contact.adres->postcode,
                           .grens = "vier cijfers en twee letters zonder spatie, het eerste cijfer geen 0",
                           .oplossing = "Vul bijvoorbeeld 1234AB, of de juiste LandCode."});
    });
}

} // namespace

constinit Rule const cs089{
    .id = "CS089",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een postcode in Nederland is vier cijfers en twee letters.",
    .bron = "CS089",
    .check = &check,
};

} // namespace rules::standard
