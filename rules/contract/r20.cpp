#include "rules/contract/budget.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {
namespace {

using standard::euro;

bool in_perceel(ContractZaak const& zaak, model::Budget const& b, std::string const& perceel) {
    return b.product.empty() ? b.perceel == perceel : zaak.in_perceel(b.product, perceel);
}

/// What is contracted in a perceel for a year: the budgets of the aanbieders in the framework, or where there are none the one of the
/// region or the gemeenten.
model::Money contracted(ContractZaak const& zaak, std::string const& perceel, std::int32_t jaar) {
    auto const outside = [&](std::string const& aanbieder) {
        auto const all = zaak.contract.van_aanbieder(aanbieder);
        return std::ranges::any_of(all, [&](auto const& o) { return o.perceel == perceel && o.rol == "buiten_raam"; });
    };
    model::Money aanbieders;
    model::Money anders;
    for (auto const& b : zaak.contract.budgetten) {
        if (b.domein != zaak.domein || b.jaar != jaar || !in_perceel(zaak, b, perceel)) continue;
        if (b.niveau != model::BudgetNiveau::aanbieder) anders += b.bedrag;
        else if (!outside(b.aanbieder)) aanbieders += b.bedrag;
    }
    return aanbieders.cents > 0 ? aanbieders : anders;
}

void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || !zaak.buiten_raam(lijn)) return;
    auto const& perceel = lijn.perceel->id;
    auto const herkomst = lijn.overeenkomst != nullptr ? lijn.overeenkomst->herkomst : lijn.perceel->herkomst;
    if (zaak.registratie("niet_leverbaar", lijn) == nullptr)
        uit.push_back({.element = lijn.product_element,
                       .melding = "Deze aanbieder werkt buiten de raamovereenkomst, en nergens staat dat zij niet kan leveren.",
                       .waarde = "niets geregistreerd",
                       .grens = "geregistreerd: de raamcontractanten kunnen niet leveren",
                       .oplossing = "Vraag eerst de raamcontractanten, of registreer dat zij niet kunnen leveren.",
                       .herkomst = herkomst,
                       .voorstel = model::Code("3")});
    auto const waarde = erbij(zaak, lijn);
    if (!waarde) return;
    for (auto const& [jaar, bedrag] : *waarde) {
        auto const gecontracteerd = contracted(zaak, perceel, jaar);
        if (gecontracteerd.cents == 0 || bedrag.cents <= 0) continue;
        auto const bp = zaak.contract.parameters.buiten_raam_bp;
        Positie p{.bedrag = model::multiply(gecontracteerd, bp, 10'000), .erbij = bedrag};
        for (auto const& [rekening, stand] : zaak.feiten.rekeningen)
            if (rekening.jaar == jaar && rekening.domein == zaak.domein && zaak.in_perceel(rekening.code, perceel)) {
                auto const all = zaak.contract.van_aanbieder(rekening.aanbieder);
                bool const binnen = std::ranges::any_of(all, [&](auto const& o) { return o.perceel == perceel && o.rol != "buiten_raam"; });
                if (!binnen) p.beslag += stand.beslag;
            }
        if (p.met() <= p.bedrag) continue;
        uit.push_back({.element = lijn.product_element,
                       .melding = fmt::format("Buiten de raamovereenkomst is in {} meer toegewezen dan het contract toelaat.", jaar),
                       .waarde = euro(p.met()),
                       .grens = fmt::format("{}: {},{:02} % van {}", euro(p.bedrag), bp / 100, bp % 100, euro(gecontracteerd)),
                       .berekening = som(p, "hoogstens", p.bedrag),
                       .oplossing = "Kies een aanbieder binnen de raamovereenkomst.",
                       .herkomst = herkomst,
                       .voorstel = model::Code("4")});
    }
}

} // namespace

constinit ContractRegel const r20{
    .id = "R20",
    .zin = "Buiten de raamovereenkomst om wordt alleen toegewezen als zij niet kan leveren, en voor hoogstens het afgesproken deel van "
           "de gecontracteerde waarde.",
    .bron = "OP302; ruimte buiten de raamovereenkomst (P17)",
    .voorstel = "3",
    .nodig = {.rekeningen = true, .registraties = true},
    .check = check,
};

} // namespace rules::contract
