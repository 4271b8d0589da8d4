#include "rules/contract/looptijd.hpp"

#include <algorithm>
#include <numeric>

namespace rules::contract {

namespace {

model::Date last_day(model::Date begin, std::int32_t jaren) { return model::add_years(begin, jaren) - 1; }

std::int32_t all_options(model::Contractvorm const& vorm) { return std::accumulate(vorm.opties.begin(), vorm.opties.end(), 0); }

Looptijd of_years(model::Contractvorm const& vorm, model::Date begin, std::int32_t erbij) {
    if (vorm.basis_jaren == 0) return {.einde_basis = model::date(9999, 12, 31), .einde = std::nullopt};
    return {.einde_basis = last_day(begin, vorm.basis_jaren), .einde = last_day(begin, vorm.basis_jaren + erbij)};
}

} // namespace

Looptijd looptijd(model::Contractvorm const& vorm, model::Date begin, std::int32_t verlengingen) {
    return of_years(vorm, begin, std::accumulate(vorm.opties.begin(), vorm.opties.begin() + verlengingen, 0));
}

Looptijd boeggolf(model::Contractvorm const& vorm, model::Date begin, std::vector<bool> const& goed) {
    auto const verdiend = static_cast<std::int32_t>(std::ranges::count(goed, true));
    return of_years(vorm, begin, std::min(verdiend, all_options(vorm)));
}

std::int32_t beoordelingen_op_tijd(model::Contractvorm const& vorm, std::vector<bool> const& goed) {
    std::int32_t jaren = vorm.basis_jaren;
    std::int32_t gehouden = 0;
    // The review of year n is held at its end; in the last year there is nothing left to extend.
    for (bool const g : goed) {
        if (gehouden + 1 >= jaren) break;
        ++gehouden;
        if (g) jaren = std::min(jaren + 1, vorm.basis_jaren + all_options(vorm));
    }
    return gehouden;
}

std::optional<model::Date> uiterste_einde(model::Contractvorm const& vorm, model::Date begin) {
    return of_years(vorm, begin, all_options(vorm)).einde;
}

} // namespace rules::contract
