#pragma once

#include "rules/contract/budgetstand.hpp"
#include "rules/contract/ruimte.hpp"
#include "store/store.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What stands on the budgets of the active bundles, for the API and the command line (docs/grootboek.md).
namespace gateway {

/// Which budgets; what is left out matches all.
struct BudgetVraag {
    std::optional<std::string> id;
    std::optional<std::string> gemeente;
    std::optional<std::string> aanbieder;
    std::optional<std::int32_t> jaar;
    std::optional<std::string> perceel;
};

/// A budget of an active bundle and what stands on it.
struct Budgetpositie {
    std::shared_ptr<model::Contract const> contract;
    model::Budget const* budget = nullptr; ///< in `contract`
    rules::contract::Budgetstand stand;
    std::optional<rules::contract::Ruimte> ruimte; ///< of a bestedingsruimte; of its whole groep
};

/// Bundles read once: parsing one of fifty thousand tarieven takes a while. One thread at a time.
class Budgetten {
public:
    /// In the order of the bundles. Errors: those of the store, and bad_bundle.
    [[nodiscard]] model::Result<std::vector<Budgetpositie>> posities(store::Reader& reader, BudgetVraag const& vraag);
    /// A stored bundle as rules read it. Errors: those of the store, and bad_bundle.
    [[nodiscard]] model::Result<std::shared_ptr<model::Contract const>> contract(store::Reader& reader, std::string const& hash);

private:
    std::map<std::string, std::shared_ptr<model::Contract const>> contracten_; ///< by hash
};

/// The lines of the ledger that a budget counts, after line `na`, at most `aantal`, in order of booking. Errors: those of the store.
[[nodiscard]] model::Result<std::vector<store::Boekingregel>> boekingen(store::Reader& reader, model::Contract const& contract,
                                                                        model::Budget const& budget, std::int64_t na, std::size_t aantal);

[[nodiscard]] boost::json::object to_json(Budgetpositie const& positie);
[[nodiscard]] boost::json::object to_json(store::Boekingregel const& regel);

} // namespace gateway
