#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/wijziging.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR357: "Als GewensteIngangsdatum kleiner dan of gelijk is aan de dagtekening, dan is GewensteIngangsdatum gelijk aan ingangsdatum van
// het originele ToegewezenProduct."
void check(Zaak const& zaak, TeWijzigen const& regel, Meldingen& uit) {
    model::Date const gewenst = regel.product.gewenste_ingangsdatum;
    auto const gedateerd = dagtekening(zaak.bericht);
    if (gewenst > gedateerd || gewenst == regel.toewijzing.ingangsdatum) return;
    uit.push_back({.plaats = at(regel.plaats, "GewensteIngangsdatum"),
                   .melding = "Een wijziging die niet in de toekomst ingaat, geldt voor de hele looptijd van de toewijzing.",
                   .waarde = model::to_dutch(gewenst),
                   .grens = fmt::format("na {}, of {}", model::to_dutch(gedateerd), model::to_dutch(regel.toewijzing.ingangsdatum)),
                   .oplossing = "Kies een datum na de dagtekening, of de Ingangsdatum van de toewijzing."});
}

} // namespace

constinit Rule const tr357{
    .id = "TR357",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9357",
    .berichten = in_317,
    .zin = "Een wijziging gaat in na de dagtekening, of op de Ingangsdatum van de toewijzing.",
    .bron = "TR357",
    .check = CheckBericht(over_te_wijzigen<check>),
};

} // namespace rules::standard
