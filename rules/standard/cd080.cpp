// CD080, Omvang of a ToegewezenProduct: "Indien Code in Product leeg is en Einddatum van het ToegewezenProduct groter dan
// 31-12-2020 of leeg is, dan leeg laten."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cd080{
    .id = "CD080",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Een toewijzing zonder productcode die na 2020 doorloopt heeft geen omvang.",
    .bron = "CD080",
    .check = &omvang_zonder_code,
};

} // namespace rules::standard
