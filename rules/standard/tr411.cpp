#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/wijziging.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR411: "Indien Code in Product bij de toewijzing met ToewijzingNummer gevuld is, dan Omvang verplicht vullen."
void check(Zaak const&, TeWijzigen const& regel, Meldingen& uit) {
    if (regel.product.omvang || !regel.toewijzing.product || !regel.toewijzing.product->code) return;
    uit.push_back({.plaats = regel.plaats,
                   .melding = "De toewijzing noemt een ProductCode; dan hoort bij een wijziging een Omvang.",
                   .waarde = fmt::format("geen Omvang, voor product {}", *regel.toewijzing.product->code),
                   .grens = "een Omvang met Volume, Eenheid en Frequentie",
                   .oplossing = "Vul de gewenste Omvang, ook als alleen de Einddatum verandert."});
}

} // namespace

constinit Rule const tr411{
    .id = "TR411",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9411",
    .berichten = in_317,
    .zin = "Van een toewijzing met een ProductCode wordt de Omvang gevraagd.",
    .bron = "TR411",
    .check = CheckBericht(over_te_wijzigen<check>),
};

} // namespace rules::standard
