// TR134: "Vullen met een bestaande datum die niet groter is dan de Dagtekening van het bericht."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const grens = dagtekening(zaak.bericht);
    auto const compare = [&](model::Place const& plaats, model::Date datum) {
        if (datum <= grens) return;
        uit.push_back({.plaats = plaats,
                       .melding = fmt::format("De datum {} ligt na de dagtekening van het bericht.", model::to_dutch(datum)),
                       .waarde = model::to_dutch(datum),
                       .grens = fmt::format("uiterlijk {} (Dagtekening)", model::to_dutch(grens)),
                       .oplossing = "Corrigeer de datum, of stuur het bericht op of na die dag."});
    };
    for_each_geboortedatum(zaak.bericht, [&](model::Geboortedatum const& geboortedatum, model::Place const& plaats) {
        compare(at(plaats, "Geboortedatum/Datum"), geboortedatum.datum);
    });
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud))
        for_each_product(*bericht, [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
            compare(at(plaats, "Toewijzingsdatum"), product.toewijzingsdatum);
        });
    if (auto const* bericht = std::get_if<model::Bericht305>(&zaak.bericht.inhoud))
        for_each_item(bericht->client.start_producten, model::Klasse::start_product,
                      [&](auto const& start, model::Place const& plaats) { compare(at(plaats, "Begindatum"), start.begindatum); });
    if (auto const* bericht = std::get_if<model::Bericht307>(&zaak.bericht.inhoud))
        for_each_item(bericht->client.stop_producten, model::Klasse::stop_product,
                      [&](auto const& stop, model::Place const& plaats) { compare(at(plaats, "Einddatum"), stop.einddatum); });
    if (auto const* bericht = std::get_if<model::Bericht323>(&zaak.bericht.inhoud))
        compare(at(declaratie_plaats(bericht->declaratie.lijn), "DeclaratiePeriode/Begindatum"),
                bericht->declaratie.declaratie_periode.begindatum);
    for_each_prestatie(declaratie_clienten(zaak.bericht), [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        compare(at(plaats, "ProductPeriode/Begindatum"), prestatie.product_periode.begindatum);
    });
}

constexpr std::array<std::int16_t, 6> berichten{301, 305, 307, 315, 323, 325};

} // namespace

constinit Rule const tr134{
    .id = "TR134",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = berichten,
    .zin = "Wat gebeurd moet zijn, ligt niet na de dagtekening van het bericht.",
    .bron = "TR134",
    .check = &check,
};

} // namespace rules::standard
