#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {
namespace {

void check_intensiteit(Lijn const& lijn, ContractMeldingen& uit) {
    auto const& p = *lijn.product;
    if (lijn.omvang == nullptr || lijn.omvang->frequentie != "2" || lijn.omvang->eenheid != p.eenheid) return;
    std::int64_t const volume = lijn.omvang->volume;
    bool const te_weinig = p.min_intensiteit > 0 && volume < p.min_intensiteit;
    bool const te_veel = p.max_intensiteit > 0 && volume > p.max_intensiteit;
    if (!te_weinig && !te_veel) return;
    auto const grens = te_veel ? p.max_intensiteit : p.min_intensiteit;
    uit.push_back({.element = "Omvang/Volume",
                   .melding = fmt::format("De intensiteit is {} dan bij product {} hoort.", te_veel ? "hoger" : "lager", lijn.code),
                   .waarde = fmt::format("{} per week", standard::hoeveelheid(volume, p.eenheid)),
                   .grens = fmt::format("{} {} per week", te_veel ? "hoogstens" : "minstens", standard::hoeveelheid(grens, p.eenheid)),
                   .berekening = fmt::format("{} - {} = {}", std::max<std::int64_t>(volume, grens), std::min<std::int64_t>(volume, grens),
                                             standard::hoeveelheid(te_veel ? volume - grens : grens - volume, p.eenheid)),
                   .oplossing = "Kies het product dat bij deze intensiteit hoort.",
                   .herkomst = p.herkomst});
}

void check_profiel(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product != nullptr) check_intensiteit(lijn, uit);
    if (!zaak.contract.parameters.profiel_verplicht || lijn.groep->percelen.empty()) return;
    if (lijn.product != nullptr && !lijn.product->profiel.empty()) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = "Uit het product blijkt geen profiel, complexiteit en intensiteit.",
                   .waarde = lijn.naam(),
                   .grens = "een product met een profiel",
                   .oplossing = "Gebruik een productcode die voor een profiel staat.",
                   .herkomst = lijn.product != nullptr ? lijn.product->herkomst : "bundel.toml"});
}

// Who only says what a client needs leaves the rest to client and aanbieder. Elsewhere the contract wants a product and a volume.
void check_detail(ContractZaak const& /*zaak*/, Lijn const& lijn, ContractMeldingen& uit) {
    auto const& percelen = lijn.groep->percelen;
    if (percelen.empty() || std::ranges::any_of(percelen, &model::Perceel::zonder_detail)) return;
    // What a change keeps is not repeated in it.
    bool const zonder_omvang = lijn.omvang == nullptr && !lijn.budget && lijn.feit == nullptr;
    if (!lijn.code.empty() && !zonder_omvang) return;
    uit.push_back({.element = lijn.code.empty() ? lijn.product_element : "",
                   .melding = lijn.code.empty() ? "Het contract vraagt een product; er staat alleen wat de cliënt nodig heeft."
                                                : "Het contract vraagt een omvang of een budget bij het product.",
                   .waarde = lijn.naam(),
                   .grens = "een productcode met een omvang of een budget",
                   .oplossing = "Noem product en omvang, of maak in het contract ruimte voor toewijzen zonder detail.",
                   .herkomst = percelen.front()->herkomst});
}

} // namespace

constinit ContractRegel const r25{
    .id = "R25",
    .zin = "Het product staat voor een profiel met complexiteit en intensiteit, en de omvang past bij die intensiteit.",
    .bron = "OP302; profielen (P14, P25)",
    .voorstel = "4",
    .check = check_profiel,
};

constinit ContractRegel const r26{
    .id = "R26",
    .zin = "Een toewijzing zonder product of omvang mag alleen waar het contract het HOE aan cliënt en aanbieder laat.",
    .bron = "OP302; toegang (P04)",
    .voorstel = "4",
    .check = check_detail,
};

} // namespace rules::contract
