#include "rules/contract/sterkte.hpp"

#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/regels.hpp"

#include <algorithm>
#include <optional>

namespace rules::contract {

model::Gevolg sterkte_via(model::Contract const& contract, std::string_view standaardregel, std::int16_t bericht) {
    std::optional<model::Gevolg> strongest;
    for (auto const* regel : regels()) {
        if (regel->via.find(standaardregel) == std::string_view::npos) continue;
        auto const* instelling = contract.regel(regel->id, bericht);
        if (instelling == nullptr || !instelling->aan || !mag(regel->id, bericht, instelling->gevolg)) continue;
        // Gevolg runs from the strongest to the weakest.
        strongest = strongest ? std::min(*strongest, instelling->gevolg) : instelling->gevolg;
    }
    return strongest.value_or(model::Gevolg::afkeuren);
}

} // namespace rules::contract
