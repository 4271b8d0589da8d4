#pragma once

#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

namespace rules {

/// The rules of level 2: within the message, no facts needed. All of them run. Any thread; pure.
/// @returns every finding, with XPath, in document order per rule
[[nodiscard]] model::Findings judge_within(model::Message const& bericht);

/// The whole decision: level 2, and when that is clean levels 3 and 4 with the contract rules (process.md 2).
/// Deterministic in its arguments; any thread; pure. @param binnen what judge_within() found
/// @pre bericht.release
[[nodiscard]] model::Verdict judge(model::Message const& bericht, model::Findings binnen, model::Facts const& feiten, model::Date vandaag);
[[nodiscard]] model::Verdict judge(model::Message const& bericht, model::Facts const& feiten, model::Date vandaag);

} // namespace rules
