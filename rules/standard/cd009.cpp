// CD009, Periode of a Contact: "Alleen als Soort adres de waarde 04 (tijdelijk adres) heeft, is vullen toegestaan."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_contact(zaak.als<model::Bericht301>(), [&](model::Contact const& contact, model::Place const& plaats) {
        if (contact.periode && contact.soort != model::Code("04"))
            uit.push_back({.plaats = at(plaats, "Periode"),
                           .melding = "Een periode hoort alleen bij een tijdelijk adres.",
                           .waarde = fmt::format("Periode bij Soort {}", contact.soort.view()),
                           .grens = "een Periode alleen bij Soort 04 (tijdelijk adres)",
                           .oplossing = "Laat Periode weg, of maak Soort 04."});
    });
}

} // namespace

constinit Rule const cd009{
    .id = "CD009",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Alleen een tijdelijk adres heeft een periode.",
    .bron = "CD009",
    .check = &check,
};

} // namespace rules::standard
