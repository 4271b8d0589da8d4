// CD043, BeschikkingIngangsdatum of an AangevraagdProduct: "Indien Beschikkingnummer gevuld is, verplicht vullen, anders leeg
// laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht315>().client.aangevraagde_producten;
    for_each_item(producten, model::Klasse::aangevraagd_product, [&](model::AangevraagdProduct const& product, model::Place const& plaats) {
        auto const& datum = product.beschikking_ingangsdatum;
        if (product.beschikking_nummer && !datum)
            uit.push_back({.plaats = at(plaats, "BeschikkingIngangsdatum"),
                           .melding = fmt::format("Aangevraagd product {} noemt een beschikking zonder ingangsdatum.", plaats.item + 1),
                           .grens = "een BeschikkingIngangsdatum bij een BeschikkingNummer",
                           .oplossing = "Vul BeschikkingIngangsdatum."});
        if (!product.beschikking_nummer && datum)
            uit.push_back(
                {.plaats = at(plaats, "BeschikkingIngangsdatum"),
                 .melding = fmt::format("Aangevraagd product {} heeft de ingangsdatum van een beschikking zonder nummer.", plaats.item + 1),
                 .waarde = model::to_dutch(*datum),
                 .grens = "geen BeschikkingIngangsdatum zonder BeschikkingNummer",
                 .oplossing = "Laat BeschikkingIngangsdatum weg, of vul BeschikkingNummer."});
    });
}

} // namespace

constinit Rule const cd043{
    .id = "CD043",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "De ingangsdatum van een beschikking staat er precies als haar nummer er staat.",
    .bron = "CD043",
    .check = &check,
};

} // namespace rules::standard
