#pragma once

#include "rules/contract/regel.hpp"

#include <span>
#include <string>

namespace rules::contract {

// One file each, named by its number; small ones that belong together share a file named by both.
extern ContractRegel const r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22,
    r23, r24, r25, r26, r27, r28, r29, r30, r31, r32, r33, r34, r35, r36, r37, r38;

/// All contract rules in the order they run: by number. Lives for the whole program.
[[nodiscard]] std::span<ContractRegel const* const> regels();

/// What a rule does on each message it looks at, for people: "301: aanhouden (of signaleren); 315, 317: voorstel 2; 323: via TR418".
[[nodiscard]] std::string werking(ContractRegel const& regel);

} // namespace rules::contract
