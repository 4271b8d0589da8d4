#pragma once

#include "rules/contract/regel.hpp"
#include "xsd/model/verdict.hpp"

#include <optional>
#include <vector>

namespace rules::contract {

/// A rule that looks at a kind of message under a contract, and how strong its findings are there.
struct Actief {
    ContractRegel const* regel = nullptr;
    model::Gevolg gevolg = model::Gevolg::signaleren;
};

/// The rules with a check of their own that act on a message of this number: what the bundle chose, else the default of
/// legitimiteit(). A strength the standard leaves no room for becomes a signal here, however it got into the bundle.
[[nodiscard]] std::vector<Actief> actieve_regels(model::Contract const& contract, std::int16_t bericht);

/// Appends what the contract rules find in a message that the standard's rules did not refuse as a whole: a message that comes again
/// would only repeat it. Of a 323 they look at the approved debets; a credit is never looked at (IV085). Findings have no retourcode:
/// a prestatie is rejected only by the standard's own rules on agreements (TR341, TR346, TR381, TR418, TR321), which read the same
/// bundle. Nothing without a contract that has agreements. The outcome of the verdict is not touched.
void beoordeel(Zaak const& zaak, model::Verdict& verdict);

/// What beoordeel() has to know first: only what a rule that acts and an agreement that exists need. Empty without agreements.
[[nodiscard]] model::ContractVraag vraag(model::Message const& bericht, model::Facts const& feiten, model::Contract const& contract);

} // namespace rules::contract
