// CS058, StatusAanlevering: "1 (eerste aanlevering) of 3 (verwijderen aanlevering) vullen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const compare = [&](auto const& levering, model::Place const& plaats) {
        auto const status = levering.status_aanlevering;
        if (status == "1" || status == "3") return;
        uit.push_back({.plaats = at(plaats, "StatusAanlevering"),
                       .melding = fmt::format("Een melding met status {} bestaat niet: zij is nieuw of wordt verwijderd.", status.view()),
                       .waarde = status.str(),
                       .grens = "1 (eerste aanlevering) of 3 (verwijderen aanlevering)",
                       .oplossing = "Verwijder een foute melding met status 3 en stuur de goede met status 1."});
    };
    if (auto const* bericht = std::get_if<model::Bericht305>(&zaak.bericht.inhoud))
        for_each_item(bericht->client.start_producten, model::Klasse::start_product, compare);
    if (auto const* bericht = std::get_if<model::Bericht307>(&zaak.bericht.inhoud))
        for_each_item(bericht->client.stop_producten, model::Klasse::stop_product, compare);
}

} // namespace

constinit Rule const cs058{
    .id = "CS058",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_305_307,
    .zin = "Een start of stop wordt aangeleverd of verwijderd, nooit gewijzigd.",
    .bron = "CS058",
    .check = &check,
};

} // namespace rules::standard
