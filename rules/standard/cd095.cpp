// CD095, Omvang of an AangevraagdProduct: "Indien Code in AangevraagdProduct leeg is en ToewijzingEinddatum van het
// AangevraagdProduct groter dan 31-12-2020 of leeg is, dan leeg laten."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {

constinit Rule const cd095{
    .id = "CD095",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Een aangevraagd product zonder productcode dat na 2020 doorloopt heeft geen omvang.",
    .bron = "CD095",
    .check = &omvang_zonder_code,
};

} // namespace rules::standard
