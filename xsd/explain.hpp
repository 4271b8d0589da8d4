#pragma once

#include "xsd/prescan.hpp"

namespace xsd {

constexpr std::size_t most_findings = 20;

/// Validates once more, slowly, and says everything that is wrong in words: element, facet, allowed form, place.
/// @pre payload passed prescan and its root is the Bericht of `bericht`
/// @returns at most most_findings, in the order of the message; empty when the message is valid
[[nodiscard]] model::Findings explain(SchemaSet::Impl::Bericht const& bericht, Prescan const& seen, std::span<std::byte const> payload);

/// The same for another document. @pre payload passed prescan and its root is that of `root`
[[nodiscard]] model::Findings explain(Schemas const& schemas, ElementOutline const& root, Prescan const& seen,
                                      std::span<std::byte const> payload);

} // namespace xsd
