// CD076, Einddatum of a ToegewezenProduct, AangevraagdProduct, TeWijzigenProduct or NieuwProduct:
// "Verplicht vullen indien Frequentie waarde 2 (per week)."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.omvang && regel.omvang->frequentie == "2" && !regel.einde)
            uit.push_back({.plaats = at(regel.plaats, regel.einde_element),
                           .melding = fmt::format("{} is per week maar heeft geen einddatum.", regel.naam_vooraan()),
                           .grens = fmt::format("een {} bij Frequentie 2 (per week)", regel.einde_element),
                           .oplossing = fmt::format("Vul {}, of kies een andere frequentie.", regel.einde_element)});
    });
}

} // namespace

constinit Rule const cd076{
    .id = "CD076",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een toewijzing of verzoek per week heeft een einddatum.",
    .bron = "CD076",
    .check = &check,
};

} // namespace rules::standard
