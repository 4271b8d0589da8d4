// CS100, DeclaratiePeriode and ProductPeriode: "Vullen met een datum die groter dan of gelijk is aan 01-01-2021."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const eerste = model::date(2021, 1, 1);
    auto const compare = [&](model::Place const& plaats, model::Date begin) {
        if (begin >= eerste) return;
        uit.push_back({.plaats = plaats,
                       .melding = fmt::format("De periode begint op {}, voor 01-01-2021.", model::to_dutch(begin)),
                       .waarde = model::to_dutch(begin),
                       .grens = "op of na 01-01-2021",
                       .oplossing = "Declareer een periode vanaf 01-01-2021."});
    };
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    compare(at(declaratie_plaats(declaratie.lijn), "DeclaratiePeriode/Begindatum"), declaratie.declaratie_periode.begindatum);
    for_each_prestatie(declaratie.clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        compare(at(plaats, "ProductPeriode/Begindatum"), prestatie.product_periode.begindatum);
    });
}

} // namespace

constinit Rule const cs100{
    .id = "CS100",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "De periodes in een declaratie beginnen op of na 1 januari 2021.",
    .bron = "CS100",
    .check = &check,
};

} // namespace rules::standard
