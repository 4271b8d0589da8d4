// CS338: "Indien eenheid de waarde 14, 16, 83 of 84 heeft en Einddatum groter dan 31-12-2020 of leeg is, dan Frequentie vullen
// met de waarde 2, 4 of 6."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace rules::standard {
namespace {

bool one_of(std::string_view code, std::initializer_list<std::string_view> codes) { return std::ranges::find(codes, code) != codes.end(); }

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = model::date(2020, 12, 31);
    for_each_product(zaak.als<model::Bericht301>(), [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
        if (!product.omvang || (product.einddatum && product.einddatum->value <= grens)) return;
        auto const eenheid = product.omvang->eenheid.view();
        auto const frequentie = product.omvang->frequentie.view();
        if (!one_of(eenheid, {"14", "16", "83", "84"}) || one_of(frequentie, {"2", "4", "6"})) return;
        uit.push_back({.plaats = at(plaats, "Omvang/Frequentie"),
                       .melding = fmt::format("Toewijzing {}: frequentie {} past niet bij eenheid {}.", product.toewijzing_nummer.value,
                                              frequentie, eenheid),
                       .waarde = std::string(frequentie),
                       .grens = fmt::format("2, 4 of 6 bij Eenheid {}", eenheid),
                       .oplossing = "Wijs toe per week (2), per maand (4) of als totaal (6)."});
    });
}

} // namespace

constinit Rule const cs338{
    .id = "CS338",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Etmalen, dagdelen, euro's en stuks (inspanning) worden per week, per maand of als totaal toegewezen.",
    .bron = "CS338",
    .check = &check,
};

} // namespace rules::standard
