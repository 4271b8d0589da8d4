// TR316: "Debetregels mogen niet in hetzelfde bericht gecrediteerd worden": VorigReferentieNummer is the ReferentieNummer of no
// Prestatie in the message.
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& clienten = zaak.als<model::Bericht323>().declaratie.clienten;
    std::vector<std::string_view> numbers;
    auto credits = false;
    for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& prestatie, auto const&) {
        numbers.emplace_back(prestatie.product_referentie.referentie_nummer);
        credits = credits || prestatie.product_referentie.vorig_referentie_nummer;
    });
    if (!credits) return;
    std::ranges::sort(numbers);
    for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        auto const& vorig = prestatie.product_referentie.vorig_referentie_nummer;
        if (!vorig || !std::ranges::binary_search(numbers, std::string_view(*vorig))) return;
        uit.push_back({.plaats = at(plaats, "ProductReferentie/VorigReferentieNummer"),
                       .melding = fmt::format("De prestatie {} die hier wordt gecrediteerd, staat in hetzelfde bericht.", *vorig),
                       .waarde = *vorig,
                       .grens = "een ReferentieNummer uit een eerder bericht",
                       .oplossing = "Laat de debetregel en zijn creditregel allebei weg, of crediteer in een volgend bericht."});
    });
}

} // namespace

constinit Rule const tr316{
    .id = "TR316",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Een creditregel verwijst niet naar een prestatie in hetzelfde bericht.",
    .bron = "TR316",
    .check = &check,
};

} // namespace rules::standard
