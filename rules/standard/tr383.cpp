// TR383: "ReferentieAanbieder is uniek voor elk AangevraagdProduct binnen het bericht."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht315>().client.aangevraagde_producten;
    std::vector<std::string_view> referenties;
    for (auto const& product : producten) referenties.emplace_back(product.referentie_aanbieder);
    auto const first = first_equal(referenties);
    for_each_item(producten, model::Klasse::aangevraagd_product, [&](model::AangevraagdProduct const& product, model::Place const& plaats) {
        if (first[plaats.item] == plaats.item) return;
        uit.push_back({.plaats = at(plaats, "ReferentieAanbieder"),
                       .melding = fmt::format("Aangevraagd product {} heeft dezelfde referentie als aangevraagd product {}.",
                                              plaats.item + 1, first[plaats.item] + 1),
                       .waarde = product.referentie_aanbieder,
                       .grens = "een eigen ReferentieAanbieder voor elk AangevraagdProduct",
                       .oplossing = "Geef elk aangevraagd product zijn eigen referentie."});
    });
}

} // namespace

constinit Rule const tr383{
    .id = "TR383",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Elk aangevraagd product heeft zijn eigen referentie.",
    .bron = "TR383",
    .check = &check,
};

} // namespace rules::standard
