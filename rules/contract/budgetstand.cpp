#include "rules/contract/budgetstand.hpp"

#include "rules/contract/waarde.hpp"

#include <algorithm>
#include <tuple>

namespace rules::contract {
namespace {

void add(model::Stand& som, model::Stand const& een) {
    som.gevraagd += een.gevraagd;
    som.vastgelegd += een.vastgelegd;
    som.toegekend += een.toegekend;
    som.beslag += een.beslag;
    som.toewijzingen += een.toewijzingen;
}

std::string_view aanbieder_of(Rekeningstand const& r) { return r.first.aanbieder; }

Budgetstand som(model::Contract const& contract, model::Budget const& budget, std::span<Rekeningstand const> rekeningen) {
    Budgetstand uit{.bedrag = budget.bedrag, .stand = {}};
    for (auto const& [rekening, stand] : rekeningen)
        if (telt(contract, budget, rekening)) add(uit.stand, stand);
    return uit;
}

std::span<Rekeningstand const> van(std::span<Rekeningstand const> all, std::string_view aanbieder) {
    auto const own = std::ranges::equal_range(all, aanbieder, {}, aanbieder_of);
    return {own.begin(), own.end()};
}

} // namespace

bool telt(model::Contract const& contract, model::Budget const& budget, model::Rekening const& rekening) {
    if (budget.jaar != rekening.jaar || budget.domein != rekening.domein) return false;
    if (!budget.aanbieder.empty() && budget.aanbieder != rekening.aanbieder) return false;
    if (!budget.gemeente.empty() && budget.gemeente != rekening.gemeente) return false;
    if (budget.niveau == model::BudgetNiveau::regio &&
        contract.gemeenten.end() == std::ranges::find(contract.gemeenten, rekening.gemeente, &model::ContractGemeente::code))
        return false;
    if (!budget.product.empty()) return budget.product == rekening.code;
    if (budget.perceel.empty()) return true;
    auto const* perceel = perceel_van(contract, rekening.domein, rekening.categorie, rekening.code, model::date(rekening.jaar, 12, 31));
    return perceel != nullptr && perceel->id == budget.perceel;
}

std::int64_t Budgetstand::basispunten(model::Money deel, model::Money geheel) {
    constexpr std::int64_t heel = 10'000;
    return geheel.cents <= 0 ? 0 : deel.cents / geheel.cents * heel + deel.cents % geheel.cents * heel / geheel.cents;
}

Budgetstand stand(model::Contract const& contract, model::Budget const& budget, std::span<Rekeningstand const> rekeningen) {
    return som(contract, budget, budget.aanbieder.empty() ? rekeningen : van(rekeningen, budget.aanbieder));
}

Budgetstand stand(model::Contract const& contract, model::Budget const& budget, model::ContractFeiten const& feiten) {
    if (!budget.aanbieder.empty()) return som(contract, budget, van(feiten.rekeningen, budget.aanbieder));
    return som(contract, budget, feiten.gemeenten);
}

std::vector<model::Budget const*> budgetten_van_partijen(model::Contract const& contract, std::string_view aanbieder,
                                                         std::string_view gemeente) {
    using model::BudgetNiveau;
    std::vector<model::Budget const*> all;
    auto const add = [&](auto const& range) {
        for (auto const& budget : range) all.push_back(&budget);
    };
    auto const key = [](model::Budget const& b) { return std::tuple(b.niveau, std::string_view(b.aanbieder)); };
    add(std::ranges::equal_range(contract.budgetten, std::tuple(BudgetNiveau::aanbieder, aanbieder), {}, key));
    auto const place = [](model::Budget const& b) {
        return std::tuple(b.niveau, std::string_view(b.aanbieder), std::string_view(b.gemeente));
    };
    add(std::ranges::equal_range(contract.budgetten, std::tuple(BudgetNiveau::gemeente, std::string_view(), gemeente), {}, place));
    add(std::ranges::equal_range(contract.budgetten, BudgetNiveau::regio, {}, &model::Budget::niveau));
    return all;
}

std::vector<model::Budget const*> groep_van(model::Contract const& contract, model::Budget const& budget) {
    if (budget.groep.empty()) return {&budget};
    std::vector<model::Budget const*> all;
    for (auto const& b : contract.budgetten)
        if (b.groep == budget.groep) all.push_back(&b);
    return all;
}

} // namespace rules::contract
