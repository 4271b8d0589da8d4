// CS003, Einddatum of a Contact/Periode, ToegewezenProduct, AangevraagdProduct, TeWijzigenProduct or NieuwProduct: "Indien van
// toepassing vullen met een waarde die groter is dan, of gelijk is aan de Begindatum (of Ingangsdatum) van de aangeduide periode."
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const compare = [&](model::Place const& plaats, std::string_view element, model::Date begin, model::Date einde) {
        if (einde >= begin) return;
        uit.push_back({.plaats = at(plaats, element),
                       .melding = fmt::format("De einddatum {} ligt voor het begin {}.", model::to_dutch(einde), model::to_dutch(begin)),
                       .waarde = model::to_dutch(einde),
                       .grens = fmt::format("op of na {}", model::to_dutch(begin)),
                       .oplossing = fmt::format("Kies een einddatum vanaf {}.", model::to_dutch(begin))});
    };
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud))
        for_each_contact(*bericht, [&](model::Contact const& contact, model::Place const& plaats) {
            if (contact.periode && contact.periode->begindatum && contact.periode->einddatum)
                compare(plaats, "Periode/Einddatum", *contact.periode->begindatum, *contact.periode->einddatum);
        });
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (regel.einde) compare(regel.plaats, regel.einde_element, *regel.begin, *regel.einde);
    });
}

} // namespace

constinit Rule const cs003{
    .id = "CS003",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301_315_317,
    .zin = "Een periode eindigt niet voordat zij begint.",
    .bron = "CS003",
    .check = &check,
};

} // namespace rules::standard
