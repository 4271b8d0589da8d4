#pragma once

#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <cstddef>

/// What people decide on parked messages, as pure functions.
namespace rules {

/// Gives every parked finding from number `from` on what a person decided on it: approved and accepted ones become a signal, rejected
/// ones reject with the person's code (one that is taken back with none); the finding says who did it and why. Findings nobody decided on stay parked.
void apply_besluiten(model::Findings& bevindingen, std::size_t from, model::Facts const& feiten);

/// Whether any finding from number `from` on keeps a message or prestatie from being approved.
[[nodiscard]] bool blocks(model::Findings const& bevindingen, std::size_t from = 0);
/// Whether any finding from number `from` on waits for a person.
[[nodiscard]] bool parks(model::Findings const& bevindingen, std::size_t from = 0);

} // namespace rules
