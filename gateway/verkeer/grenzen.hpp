#pragma once

#include "gateway/verkeer/regio.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gateway::verkeer {

/// Watches that what is planned stays below the budgets and the capacity of the bundle. Careful: every commitment counts in full in
/// each year it touches, and a place is never free again, so what passes here passes the rules as well.
class Grenzen {
public:
    explicit Grenzen(model::Contract const& contract);

    /// Books when it fits everywhere. @param waarde the most the toewijzing can cost
    [[nodiscard]] bool boek(Regio const& regio, Aanbod const& aanbod, std::string_view gemeente, model::Period looptijd,
                            model::Money waarde);
    /// Whether a budget counts this product.
    [[nodiscard]] bool heeft_budget(Regio const& regio, Aanbod const& aanbod) const;

private:
    struct Stand {
        model::Money beslag;
        std::int32_t aantal = 0;
    };

    model::Contract const& contract_;
    std::vector<Stand> budgetten_; ///< beside Contract::budgetten
    std::vector<std::int32_t> plekken_;
};

} // namespace gateway::verkeer
