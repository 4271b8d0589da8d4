#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR382: "De sleutelelementen uit het startbericht moeten in het stopbericht, waarin wordt aangegeven dat de betreffende levering
// (tijdelijk) beëindigd wordt, ongewijzigd worden overgenomen."
// A stop refers to the last start of its levering (OP155). It comes after its start, however the two were sent.
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen) return;
    bool const bekend = stand.gestart(aanlevering.start);
    auto const laatste = stand.laatste_start(aanlevering.start);
    if (bekend && laatste == aanlevering.start.begin) return;
    uit.push_back({.plaats = aanlevering.plaats,
                   .melding = bekend ? "Deze stop hoort niet bij de laatste start van de levering."
                                     : "Er is geen actuele start met dezelfde toewijzing, product en begindatum.",
                   .waarde = tekst(aanlevering.start),
                   .grens = laatste ? fmt::format("de start van {}", model::to_dutch(*laatste)) : "een start die is goedgekeurd",
                   .oplossing = "Neem ToewijzingNummer, Product en Begindatum ongewijzigd over van de laatste start."});
}

} // namespace

constinit Rule const tr382{
    .id = "TR382",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9069",
    .berichten = in_307,
    .zin = "Een stop neemt de sleutel van de laatste start van de levering ongewijzigd over.",
    .bron = "TR382, OP155",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
