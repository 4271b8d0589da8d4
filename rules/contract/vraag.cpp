#include "rules/contract/budget.hpp"
#include "rules/contract/budgetstand.hpp"
#include "rules/contract/oordeel.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/common.hpp"

#include <algorithm>
#include <iterator>

namespace rules::contract {
namespace {

/// Which of the needs there are, over the rules that act.
Nodig needs(std::vector<Actief> const& actief) {
    Nodig all;
    for (auto const& [regel, gevolg] : actief) {
        all.rekeningen = all.rekeningen || regel->nodig.rekeningen;
        all.client = all.client || regel->nodig.client;
        all.plekken = all.plekken || regel->nodig.plekken;
        all.registraties = all.registraties || regel->nodig.registraties;
    }
    return all;
}

void add(std::vector<std::string>& all, std::string_view text) {
    if (std::ranges::find(all, text) == all.end()) all.emplace_back(text);
}

void ask_plekken(ContractZaak const& zaak, Lijn const& lijn, model::ContractVraag& vraag) {
    for (auto const& c : zaak.contract.capaciteit) {
        if (c.domein != zaak.domein || !zaak.bedoelt(c.perceel, c.product, lijn.code)) continue;
        if (!c.product.empty()) add(vraag.producten, c.product);
        else
            for (auto const& p : zaak.contract.producten)
                if (p.domein == c.domein && p.perceel == c.perceel) add(vraag.producten, p.code);
    }
}

void ask_rekeningen(ContractZaak const& zaak, Lijn const& lijn, model::ContractVraag& vraag) {
    auto const ask = [&](std::int32_t jaar) {
        vraag.jaar_van = vraag.jaar_van == 0 ? jaar : std::min(vraag.jaar_van, jaar);
        vraag.jaar_tot = std::max(vraag.jaar_tot, jaar);
    };
    std::vector<model::Budget const*> all;
    for (auto const* b : budgetten_van(zaak, lijn)) std::ranges::copy(groep_van(zaak.contract, *b), std::back_inserter(all));
    for (auto const* b : all) {
        ask(b->jaar);
        switch (b->niveau) {
        case model::BudgetNiveau::aanbieder: add(vraag.aanbieders, b->aanbieder); break;
        case model::BudgetNiveau::gemeente: add(vraag.gemeenten, b->gemeente); break;
        case model::BudgetNiveau::regio:
            for (auto const& g : zaak.contract.gemeenten) add(vraag.gemeenten, g.code);
            break;
        }
    }
    // Whether it may be outside the framework is a registratie, which is only asked for here.
    bool const buiten = lijn.overeenkomst != nullptr ? lijn.overeenkomst->rol == "buiten_raam" : lijn.groep->overeenkomsten.empty();
    if (lijn.perceel == nullptr || !buiten) return;
    // What all others deliver outside the framework counts to the same part of it.
    add(vraag.aanbieders, zaak.aanbieder);
    for (auto const& o : zaak.contract.overeenkomsten)
        if (o.perceel == lijn.perceel->id && o.rol == "buiten_raam") add(vraag.aanbieders, o.aanbieder);
    ask(model::civil(lijn.begin).year);
    if (lijn.einde) ask(model::civil(*lijn.einde).year);
}

/// On a 323 every toewijzing costs a look-up, so only for what a rule can find there.
void ask_declaratie(model::Message const& bericht, std::vector<Actief> const& actief, model::Contract const& contract,
                    model::ContractVraag& vraag) {
    bool const resultaat = std::ranges::any_of(contract.percelen, [](model::Perceel const& p) {
        return p.bekostiging == model::Bekostiging::resultaat ||
               std::ranges::any_of(p.per_gemeente, [](auto const& g) { return g.second == model::Bekostiging::resultaat; });
    });
    bool const nodig =
        std::ranges::any_of(actief, [&](Actief const& a) { return a.regel->nodig.registraties && (a.regel != &r32 || resultaat); });
    if (!nodig) return;
    standard::for_each_prestatie(standard::declaratie_clienten(bericht), [&](auto const&, model::Prestatie const& p, auto const&) {
        if (vraag.toewijzingen.empty() || vraag.toewijzingen.back() != p.toewijzing_nummer)
            vraag.toewijzingen.push_back(p.toewijzing_nummer);
    });
    std::ranges::sort(vraag.toewijzingen);
    auto const twice = std::ranges::unique(vraag.toewijzingen);
    vraag.toewijzingen.erase(twice.begin(), twice.end());
}

} // namespace

model::ContractVraag vraag(model::Message const& bericht, model::Facts const& feiten, model::Contract const& contract) {
    model::ContractVraag vraag;
    vraag.domein = bericht.soort.domein;
    if (!contract.heeft_afspraken()) return vraag;
    auto const actief = actieve_regels(contract, bericht.soort.nummer);
    if (bericht.soort.nummer == 323) {
        ask_declaratie(bericht, actief, contract, vraag);
        return vraag;
    }
    auto const nodig = needs(actief);
    Zaak const zaak{bericht, feiten, model::Date{}};
    ContractZaak const contractzaak(zaak, contract);
    for (auto const& lijn : contractzaak.lijnen()) {
        if (lijn.groep == nullptr) continue;
        if (nodig.registraties && lijn.nummer != 0) vraag.toewijzingen.push_back(lijn.nummer);
        if (nodig.client && !lijn.groep->percelen.empty()) vraag.client = true;
        if (nodig.plekken) ask_plekken(contractzaak, lijn, vraag);
        if (nodig.rekeningen) ask_rekeningen(contractzaak, lijn, vraag);
    }
    return vraag;
}

} // namespace rules::contract
