// CD096, Omvang of a NieuwProduct: "Indien Code in NieuwProduct leeg is en Einddatum groter dan 31-12-2020 of leeg is, dan leeg
// laten."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cd096{
    .id = "CD096",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_317,
    .zin = "Een nieuw product zonder productcode dat na 2020 doorloopt heeft geen omvang.",
    .bron = "CD096",
    .check = &omvang_zonder_code,
};

} // namespace rules::standard
