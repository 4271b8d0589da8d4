#pragma once

#include "rules/contract/regel.hpp"

#include <cstdint>

/// Places and cases agreed (P16) against what is granted: R17, R18, R19 and R38.
namespace rules::contract {

/// The most that stand beside each other on one day, and the first day that is so.
struct Bezetting {
    std::int32_t hoogste = 0;
    model::Date op;
};

/// Whether an agreement on capacity speaks of this line, on its begin.
[[nodiscard]] bool geldt_voor(ContractZaak const& zaak, model::Capaciteit const& capaciteit, Lijn const& lijn);
/// Places taken on the busiest day of the line's period, itself and earlier lines of the message included. A new version of a
/// toewijzing takes the place of the old one.
[[nodiscard]] Bezetting bezetting(ContractZaak const& zaak, model::Capaciteit const& capaciteit, Lijn const& lijn);
/// Cases that begin in the calendar year of the line's begin, itself and earlier lines of the message included.
[[nodiscard]] std::int32_t gevallen(ContractZaak const& zaak, model::Capaciteit const& capaciteit, Lijn const& lijn);

} // namespace rules::contract
