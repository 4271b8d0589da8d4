// TR315: "VorigReferentieNummer van de Prestatie moet uniek zijn in het bericht."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    std::vector<std::string_view> keys;
    std::vector<model::Place> places;
    for_each_prestatie(zaak.als<model::Bericht323>().declaratie.clienten,
                       [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
                           if (!prestatie.product_referentie.vorig_referentie_nummer) return;
                           keys.emplace_back(*prestatie.product_referentie.vorig_referentie_nummer);
                           places.push_back(plaats);
                       });
    auto const first = first_equal(keys);
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        if (first[i] == i) continue;
        uit.push_back({.plaats = at(places[i], "ProductReferentie/VorigReferentieNummer"),
                       .melding = fmt::format("Prestatie {} wordt in dit bericht vaker gecrediteerd, eerder bij {}.", keys[i],
                                              ordinal(places[first[i]])),
                       .waarde = std::string(keys[i]),
                       .grens = "elk VorigReferentieNummer een keer per bericht",
                       .oplossing = "Crediteer een prestatie een keer: laat deze regel weg of corrigeer het nummer."});
    }
}

} // namespace

constinit Rule const tr315{
    .id = "TR315",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Een prestatie wordt in een bericht hoogstens een keer gecrediteerd.",
    .bron = "TR315",
    .check = &check,
};

} // namespace rules::standard
