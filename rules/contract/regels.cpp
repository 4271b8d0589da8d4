#include "rules/contract/regels.hpp"

#include <array>

namespace rules::contract {

std::span<ContractRegel const* const> regels() {
    static constexpr std::array all{&r01, &r02, &r03, &r04, &r05, &r06, &r07, &r08, &r09, &r10, &r11, &r12, &r13,
                                    &r14, &r15, &r16, &r17, &r18, &r19, &r20, &r21, &r22, &r23, &r24, &r25, &r26,
                                    &r27, &r28, &r29, &r30, &r31, &r32, &r33, &r34, &r35, &r36, &r37, &r38};
    return all;
}

} // namespace rules::contract
