#pragma once

#include "rules/rule.hpp"

#include <span>

namespace rules::standard {

/// The rules that need nothing but the message itself: those of level 1 that carry an id of their own (enforced by the schema)
/// and all of level 2. In the order they run: by level, within a level by id. Lives for the whole program.
[[nodiscard]] std::span<Rule const* const> within_message();

extern Rule const cs015, cs025, cs319;

extern Rule const cd005, cd007, cd009, cd025, cd034, cd041, cd043, cd060, cd066, cd067, cd068, cd075, cd076, cd077, cd078, cd079, cd080;
extern Rule const cd085, cd086, cd087, cd095, cd096;
extern Rule const cs002, cs003, cs050, cs058, cs089, cs100, cs139, cs318, cs325, cs335, cs336, cs337, cs338, cs339, cs340, cs343;
extern Rule const datumbereik;
extern Rule const tr002, tr006, tr018, tr061, tr101, tr134, tr137, tr302, tr315, tr316, tr335, tr342, tr352, tr353, tr358, tr377, tr380;
extern Rule const tr383, tr386, tr409, tr410, tr416;

} // namespace rules::standard
