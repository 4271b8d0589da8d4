#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR318: "Indien iedere DeclaratiePeriode zorg is geleverd, moet DeclaratiePeriode de kalendermaand volgend op voorgaande
// DeclaratiePeriode zijn."
// The same period again is a second declaratie or a correction (IV090); a later one may leave a gap, because no care need have
// been delivered in between. Only an earlier one is certainly wrong.
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& laatste = zaak.feiten.laatste_declaratie_periode;
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    auto const periode = declaratie.declaratie_periode.period();
    if (!laatste || periode.begin >= laatste->begin) return;
    uit.push_back({.plaats = {model::Klasse::declaratie, 0, 0, "DeclaratiePeriode", declaratie.lijn},
                   .melding = "De DeclaratiePeriode ligt vóór de laatste periode waarover al een declaratie is verwerkt.",
                   .waarde = tekst(periode),
                   .grens = fmt::format("{} of later", tekst(*laatste)),
                   .oplossing = "Declareer oudere prestaties in de huidige DeclaratiePeriode, met hun eigen ProductPeriode."});
}

} // namespace

constinit Rule const tr318{
    .id = "TR318",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "8214",
    .berichten = in_323,
    .zin = "De DeclaratiePeriode ligt niet vóór de laatste periode waarover deze aanbieder al declareerde.",
    .bron = "TR318, IV090, OP284",
    .check = CheckBericht(check),
};

} // namespace rules::standard
