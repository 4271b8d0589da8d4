// CS338: "Indien eenheid de waarde 14, 16, 83 of 84 heeft en Einddatum groter dan 31-12-2020 of leeg is, dan Frequentie vullen
// met de waarde 2, 4 of 6."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cs338{
    .id = "CS338",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_317,
    .zin = "Etmalen, dagdelen, euro's en stuks (inspanning) gaan per week, per maand of als totaal.",
    .bron = "CS338",
    .check = &frequentie_bij_eenheid,
};

} // namespace rules::standard
