#pragma once

#include "rules/rule.hpp"

#include <span>

namespace rules::standard {

/// The rules that need nothing but the message itself: those of level 1 that carry an id of their own (enforced by the schema)
/// and all of level 2. In the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> within_message();

} // namespace rules::standard
