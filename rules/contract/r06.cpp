#include "rules/contract/bekostiging.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

/// Minutes and hours are the same kind of time (IV081).
bool same(model::Code a, model::Code b) {
    auto const time = [](model::Code c) { return c == "01" || c == "04"; };
    return a == b || (time(a) && time(b));
}

// A gemeente may convert trajecten to plekken and back (P08): there the eenheid has to be of what it chose, whatever the product
// says. Elsewhere the product's own eenheid counts. A claim in another eenheid than an aspecifieke toewijzing allows is TR341's; one
// that follows its toewijzing stays a remark, because the toewijzing is what it is paid on.
void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || lijn.product == nullptr) return;
    model::Code eenheid;
    if (lijn.omvang != nullptr) eenheid = lijn.omvang->eenheid;
    if (lijn.prestatie != nullptr) eenheid = lijn.prestatie->eenheid;
    if (eenheid.empty()) return;
    auto const hier = lijn.perceel->bekostiging_in(zaak.gemeente);
    bool const anders = hier != lijn.perceel->bekostiging;
    if (anders ? past(hier, eenheid) : same(eenheid, lijn.product->eenheid)) return;
    auto const element = lijn.prestatie != nullptr ? "Eenheid" : "Omvang/Eenheid";
    auto const grens = anders ? fmt::format("een eenheid die past bij bekostiging {}", naam(hier))
                              : fmt::format("{}", standard::eenheid_naam(lijn.product->eenheid));
    uit.push_back(
        {.element = element,
         .melding = anders ? fmt::format("In gemeente {} wordt perceel {} bekostigd {}.", zaak.gemeente, lijn.perceel->id, naam(hier))
                           : fmt::format("Product {} wordt in een andere eenheid ingekocht.", lijn.code),
         .waarde = std::string(standard::eenheid_naam(eenheid)),
         .grens = grens,
         .oplossing = "Gebruik een product en een Eenheid die bij de bekostiging van het perceel horen.",
         .herkomst = anders ? lijn.perceel->herkomst : lijn.product->herkomst,
         .alleen_signaal = lijn.prestatie != nullptr});
}

} // namespace

constinit ContractRegel const r06{
    .id = "R06",
    .zin = "De eenheid past bij het product en bij de bekostiging van het perceel in deze gemeente.",
    .bron = "OP296, TR341; bekostiging (P05, P08)",
    .voorstel = "4",
    .via = "TR341",
    .een_keer = true,
    .check = check,
};

constinit ContractRegel const r07{
    .id = "R07",
    .zin = "Het tarief is dat van de prijslijst op de dag van levering, met de opslag die deze aanbieder heeft.",
    .bron = "TR418 (P06)",
    .via = "TR418",
};

constinit ContractRegel const r08{
    .id = "R08",
    .zin = "Een prestatie loopt niet over een wijziging van het tarief heen; zij wordt daar gesplitst.",
    .bron = "TR418 (P06)",
    .via = "TR418",
};

} // namespace rules::contract
