#pragma once

#include "rules/rule.hpp"

#include <span>

namespace rules::standard {

/// The rules that need nothing but the message itself: those of level 1 that carry an id of their own (enforced by the schema)
/// and all of level 2. In the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> within_message();

extern Rule const cs015, cs025, cs319;

extern Rule const cd005, cd007, cd009, cd025, cd034, cd041, cd060, cd075, cd076, cd077, cd078, cd079, cd080, cd087;
extern Rule const cs002, cs003, cs050, cs089, cs100, cs139, cs318, cs325, cs335, cs336, cs337, cs338, cs339, cs340;
extern Rule const datumbereik;
extern Rule const tr002, tr006, tr061, tr101, tr134, tr137, tr302, tr315, tr316, tr335, tr342, tr358, tr416;

} // namespace rules::standard
