#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

using standard::tekst;

/// The agreement that ended last before a day; nullptr: none did.
model::Overeenkomst const* ended_before(Groep const& groep, model::Date dag) {
    model::Overeenkomst const* last = nullptr;
    for (auto const* o : groep.overeenkomsten)
        if (o->geldig.tot && *o->geldig.tot < dag && (last == nullptr || *last->geldig.tot < *o->geldig.tot)) last = o;
    return last;
}

// Care that was granted is delivered to its end and paid (UP031), so on a prestatie this is a remark for contract management.
void check_prestatie(Lijn const& lijn, ContractMeldingen& uit) {
    auto const* oud = ended_before(*lijn.groep, lijn.begin);
    auto const waarde = model::to_dutch(lijn.begin);
    if (oud != nullptr)
        uit.push_back({.element = lijn.begin_element,
                       .melding = "De overeenkomst liep af voor deze periode; de toewijzing blijft de grondslag van de betaling.",
                       .waarde = waarde,
                       .grens = fmt::format("de overeenkomst gold t/m {}", model::to_dutch(*oud->geldig.tot)),
                       .oplossing = "Verleng de overeenkomst, of beëindig de toewijzing met een 301 met een eerdere Einddatum.",
                       .herkomst = oud->herkomst});
    else
        uit.push_back({.element = lijn.begin_element,
                       .melding = fmt::format("Met deze aanbieder is voor {} geen overeenkomst die op deze periode geldt.", lijn.naam()),
                       .waarde = waarde,
                       .grens = "een overeenkomst voor het perceel",
                       .oplossing = "Leg de overeenkomst vast, of beëindig de toewijzing.",
                       .herkomst = "overeenkomsten.csv"});
}

/// A client who already has something of this aanbieder is no newcomer.
bool known_client(ContractZaak const& zaak, Lijn const& lijn) {
    if (!lijn.nieuw()) return true;
    for (auto const& i : zaak.feiten.inzet)
        if (i.zelfde_client && i.aanbieder == zaak.aanbieder &&
            model::overlaps({i.van, i.gestopt.value_or(i.tot.value_or(lijn.begin))}, {lijn.begin, lijn.begin}))
            return true;
    return false;
}

void check_clientenstop(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const& o = *lijn.overeenkomst;
    if (!o.clientenstop || !o.clientenstop->op(lijn.begin) || (lijn.product != nullptr && lijn.product->crisis)) return;
    if (known_client(zaak, lijn)) return;
    auto const tot = o.clientenstop->tot ? fmt::format("t/m {}", model::to_dutch(*o.clientenstop->tot)) : "tot nader bericht";
    uit.push_back({.element = lijn.begin_element,
                   .melding = "Voor deze aanbieder geldt een cliëntenstop: er komen geen nieuwe cliënten bij.",
                   .waarde = model::to_dutch(lijn.begin),
                   .grens = fmt::format("cliëntenstop van {} {}", model::to_dutch(o.clientenstop->van), tot),
                   .oplossing = "Kies een andere aanbieder, of laat de gemeente de cliëntenstop opheffen.",
                   .herkomst = o.herkomst,
                   .voorstel = model::Code("4")});
}

void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.groep->percelen.empty()) return;
    if (lijn.overeenkomst != nullptr) {
        if (lijn.prestatie == nullptr) check_clientenstop(zaak, lijn, uit);
        return;
    }
    if (lijn.prestatie != nullptr) return check_prestatie(lijn, uit);
    if (!lijn.groep->overeenkomsten.empty() || zaak.buiten_raam(lijn)) return; // R04, R20
    auto const waar = lijn.perceel != nullptr ? fmt::format("perceel {}", lijn.perceel->id) : lijn.naam();
    uit.push_back({.element = lijn.product_element,
                   .melding = fmt::format("Met deze aanbieder is geen overeenkomst voor {}.", waar),
                   .waarde = lijn.naam(),
                   .grens = fmt::format("een overeenkomst die op {} geldt", model::to_dutch(lijn.begin)),
                   .oplossing = "Kies een aanbieder met een overeenkomst voor dit perceel.",
                   .herkomst = lijn.perceel != nullptr ? lijn.perceel->herkomst : "overeenkomsten.csv"});
}

} // namespace

constinit ContractRegel const r01{
    .id = "R01",
    .zin = "De aanbieder heeft een overeenkomst voor het perceel van het product, en geen cliëntenstop.",
    .bron = "OP296, OP302; contractstandaard 1.5.9 (P01, P03)",
    .voorstel = "3",
    .een_keer = true,
    .nodig = {.client = true, .registraties = true},
    .check = check,
};

} // namespace rules::contract
