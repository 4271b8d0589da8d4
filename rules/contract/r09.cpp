#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

using standard::euro;

/// What is granted or asked for in euros; nullopt: it is in another eenheid.
std::optional<model::Money> in_euros(Lijn const& lijn) {
    if (lijn.budget) return lijn.budget;
    if (lijn.omvang != nullptr && lijn.omvang->eenheid == "83" && lijn.omvang->frequentie == "6") return model::Money{lijn.omvang->volume};
    return std::nullopt;
}

// A maatwerktraject is negotiated with one aanbieder and costs the same in every gemeente, so an amount of money is a whole number of
// times that price. Of a product in euros that is no maatwerk the amount agreed is the most a client gets in a calendar year.
void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const bedrag = in_euros(lijn);
    if (lijn.product == nullptr || lijn.perceel == nullptr || !bedrag) return;
    auto const prijs = [&](model::Code eenheid) {
        return zaak.contract.tarief(zaak.domein, lijn.code, eenheid, zaak.aanbieder, lijn.begin);
    };
    auto const* afgesproken = prijs(lijn.product->eenheid);
    auto const element = lijn.budget ? "Budget" : "Omvang/Volume";
    if (lijn.product->maatwerk) {
        if (afgesproken != nullptr && afgesproken->tarief.cents > 0 && bedrag->cents % afgesproken->tarief.cents == 0) return;
        if (afgesproken == nullptr) {
            uit.push_back({.element = element,
                           .melding = "Met deze aanbieder is voor dit maatwerktraject geen prijs afgesproken.",
                           .waarde = euro(*bedrag),
                           .grens = "de prijs die met de aanbieder voor alle gemeenten is afgesproken",
                           .oplossing = "Leg de prijs van het maatwerktraject vast in tarieven.csv.",
                           .herkomst = lijn.product->herkomst});
            return;
        }
        uit.push_back({.element = element,
                       .melding = "Het bedrag wijkt af van de prijs van het maatwerktraject, die voor alle gemeenten gelijk is.",
                       .waarde = euro(*bedrag),
                       .grens = fmt::format("een of meer keer {}", euro(afgesproken->tarief)),
                       .berekening = fmt::format("{} = {} x {} + {}", model::to_dutch(*bedrag), bedrag->cents / afgesproken->tarief.cents,
                                                 model::to_dutch(afgesproken->tarief),
                                                 model::to_dutch(model::Money{bedrag->cents % afgesproken->tarief.cents})),
                       .oplossing = fmt::format("Wijs een veelvoud van {} toe.", euro(afgesproken->tarief)),
                       .herkomst = afgesproken->herkomst});
        return;
    }
    auto const* hoogstens = prijs("83");
    if (hoogstens == nullptr) return;
    auto const jaren = lijn.einde ? model::civil(*lijn.einde).year - model::civil(lijn.begin).year + 1 : 1;
    auto const grens = model::multiply(hoogstens->tarief, jaren);
    if (*bedrag <= grens) return;
    uit.push_back({.element = element,
                   .melding = "Het bedrag is hoger dan voor dit product per kalenderjaar is afgesproken.",
                   .waarde = euro(*bedrag),
                   .grens = fmt::format("{} per kalenderjaar", euro(hoogstens->tarief)),
                   .berekening = fmt::format("{} x {} = {}; {} te veel", model::to_dutch(hoogstens->tarief), jaren, model::to_dutch(grens),
                                             model::to_dutch(*bedrag - grens)),
                   .oplossing = fmt::format("Wijs hoogstens {} toe.", euro(grens)),
                   .herkomst = hoogstens->herkomst});
}

} // namespace

constinit ContractRegel const r09{
    .id = "R09",
    .zin = "Een maatwerktraject kost bij een aanbieder in alle gemeenten hetzelfde, en een product in euro's niet meer dan per jaar is "
           "afgesproken. Verschillende prijzen per gemeente weigert het laden van de bundel.",
    .bron = "OP296; maatwerktrajecten (P06)",
    .voorstel = "4",
    .check = check,
};

} // namespace rules::contract
