#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR135: "Vullen met een bestaande datum die niet in de toekomst ligt."
void check(Zaak const& zaak, Meldingen& uit) {
    model::Date const dagtekening = model::header(zaak.bericht).bericht_identificatie.dagtekening;
    if (dagtekening <= zaak.vandaag) return;
    uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = "BerichtIdentificatie/Dagtekening"},
                   .melding = "De Dagtekening van het bericht ligt in de toekomst.",
                   .waarde = model::to_dutch(dagtekening),
                   .grens = fmt::format("uiterlijk vandaag, {}", model::to_dutch(zaak.vandaag)),
                   .oplossing = "Stuur het bericht met de dag waarop het is gemaakt."});
}

} // namespace

constinit Rule const tr135{
    .id = "TR135",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "8848",
    .berichten = in_heen,
    .zin = "De Dagtekening van een bericht ligt niet in de toekomst.",
    .bron = "TR135",
    .check = CheckBericht(check),
};

} // namespace rules::standard
