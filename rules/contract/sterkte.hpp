#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <string_view>

namespace rules::contract {

/// How strong what a standard rule finds about an agreement is under this contract: what the bundle says for the contract rules that
/// reject through it ([regels.R07.323] for TR418), the strongest when it says it for more than one; to reject where it says nothing.
[[nodiscard]] model::Gevolg sterkte_via(model::Contract const& contract, std::string_view standaardregel, std::int16_t bericht);

} // namespace rules::contract
