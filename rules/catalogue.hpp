#pragma once

#include "rules/rule.hpp"

#include <span>

namespace rules {

/// All rules in the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> catalogue();

} // namespace rules
