#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/grootboek.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// What stands on a budget: the sum of the accounts it selects. Another bundle over the same past only adds up otherwise. Pure.
namespace rules::contract {

using Rekeningstand = std::pair<model::Rekening, model::Stand>;

/// Whether a budget counts an account. An account without a product code is in a perceel when all of its categorie is.
[[nodiscard]] bool telt(model::Contract const& contract, model::Budget const& budget, model::Rekening const& rekening);

struct Budgetstand {
    model::Money bedrag; ///< agreed; of a group the sum
    model::Stand stand;
    /// Of the amount in basis points, rounded down; above 10000 it is exceeded. 0 for a budget of nothing.
    [[nodiscard]] static std::int64_t basispunten(model::Money deel, model::Money geheel);
    /// bedrag - beslag; below 0 it is exceeded. What is committed and what is free always add up to the amount.
    [[nodiscard]] model::Money vrij() const { return bedrag - stand.beslag; }
};

/// Over accounts per aanbieder. @pre sorted by account
[[nodiscard]] Budgetstand stand(model::Contract const& contract, model::Budget const& budget, std::span<Rekeningstand const> rekeningen);
/// Over the facts of one decision, which hold the sums over all aanbieders apart.
[[nodiscard]] Budgetstand stand(model::Contract const& contract, model::Budget const& budget, model::ContractFeiten const& feiten);

/// The budgets that can count accounts of an aanbieder in a gemeente: its own, those of the gemeente and of the region.
[[nodiscard]] std::vector<model::Budget const*> budgetten_van_partijen(model::Contract const& contract, std::string_view aanbieder,
                                                                       std::string_view gemeente);
/// The budgets added up with this one (CSW 1.5.8), itself included: those of its groep; only itself without one.
[[nodiscard]] std::vector<model::Budget const*> groep_van(model::Contract const& contract, model::Budget const& budget);
/// The sum over groep_van(). `feiten` as in stand().
template <class Feiten>
[[nodiscard]] Budgetstand groepsstand(model::Contract const& contract, model::Budget const& budget, Feiten const& feiten) {
    Budgetstand som;
    for (auto const* lid : groep_van(contract, budget)) {
        auto const een = stand(contract, *lid, feiten);
        som.bedrag += een.bedrag;
        som.stand.gevraagd += een.stand.gevraagd;
        som.stand.vastgelegd += een.stand.vastgelegd;
        som.stand.toegekend += een.stand.toegekend;
        som.stand.beslag += een.stand.beslag;
        som.stand.toewijzingen += een.stand.toewijzingen;
    }
    return som;
}

} // namespace rules::contract
