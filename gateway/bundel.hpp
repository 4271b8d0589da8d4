#pragma once

#include "rules/contract/load.hpp"
#include "store/store.hpp"

namespace gateway {

/// A checked bundle as the store keeps it, active for every gemeente it names. Pure.
[[nodiscard]] store::Bundel stored_form(model::Contract const& contract, rules::contract::Files files, std::int64_t moment_ms);

} // namespace gateway
