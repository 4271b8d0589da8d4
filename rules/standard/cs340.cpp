// CS340, DeclaratiePeriode: "De periode is exact gelijk aan 1 hele kalendermaand."
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    auto const periode = declaratie.declaratie_periode.period();
    auto const maand = model::Period{model::first_of_month(periode.begin), model::last_of_month(periode.begin)};
    if (periode == maand) return;
    auto const grens = tekst(maand);
    uit.push_back({.plaats = at(declaratie_plaats(declaratie.lijn), "DeclaratiePeriode"),
                   .melding = "De declaratieperiode is geen hele kalendermaand.",
                   .waarde = tekst(periode),
                   .grens = grens,
                   .oplossing = fmt::format("Declareer een hele kalendermaand, bijvoorbeeld {}.", grens)});
}

} // namespace

constinit Rule const cs340{
    .id = "CS340",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Een declaratie gaat over precies een kalendermaand.",
    .bron = "CS340",
    .check = &check,
};

} // namespace rules::standard
