// CS336, RedenWijziging: "01 (Administratieve correctie (vervallen)) niet gebruiken."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (product.reden_wijziging == model::Code("01"))
            uit.push_back({.plaats = at(plaats, "RedenWijziging"),
                           .melding = fmt::format("Toewijzing {} gebruikt een vervallen reden.", product.toewijzing_nummer.value),
                           .waarde = "01",
                           .grens = "02 tot en met 14",
                           .oplossing = "Gebruik 13 (verwijderd) of 14 (administratieve correctie)."});
    });
}

} // namespace

constinit Rule const cs336{
    .id = "CS336",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "De vervallen reden wijziging 01 komt niet voor.",
    .bron = "CS336",
    .check = &check,
};

} // namespace rules::standard
