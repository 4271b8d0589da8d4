#pragma once

#include "gateway/budget_json.hpp"
#include "gateway/http/answer.hpp"
#include "gateway/http/router.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>

namespace gateway::http {

/// GET /v1/budgetten and /v1/budgetten/{budget}/boekingen as asked for.
struct BudgetVerzoek {
    BudgetVraag vraag;
    bool boekingen = false;
    bool csv = false; ///< the list of budgets; lines of one are JSON
    std::int64_t na = 0;
    std::size_t aantal = 0;
};

/// What the address asks; why not, in Dutch, for a 400. Pure.
[[nodiscard]] std::expected<BudgetVerzoek, std::string> budget_verzoek(Doel const& doel);

/// The answer: the budgets, or the lines of one. Errors: those of Budgetten. Read thread.
[[nodiscard]] model::Result<Answer> toon_budgetten(Budgetten& budgetten, store::Reader& reader, BudgetVerzoek const& verzoek);

} // namespace gateway::http
