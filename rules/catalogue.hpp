#pragma once

#include "rules/rule.hpp"

#include <span>

namespace rules {

/// All rules in the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> catalogue();

/// The meaning of a WJ001 retourcode in plain Dutch; empty for a code that does not exist.
[[nodiscard]] std::string_view betekenis(std::string_view retourcode);

} // namespace rules
