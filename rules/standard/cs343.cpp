// CS343: "Indien eenheid de waarde 14, 16, 83 of 84 heeft en ToewijzingEinddatum is groter dan 31-12-2020 of leeg, dan
// Frequentie vullen met waarde 2, 4 of 6."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cs343{
    .id = "CS343",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Etmalen, dagdelen, euro's en stuks (inspanning) worden per week, per maand of als totaal aangevraagd.",
    .bron = "CS343",
    .check = &frequentie_bij_eenheid,
};

} // namespace rules::standard
