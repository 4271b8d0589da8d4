#pragma once

#include "xsd/prescan.hpp"

namespace xsd {

constexpr std::size_t most_findings = 20;

/// Whether Xerces reported nothing worse than a text that is too long in UTF-16 units but not in characters: the standard counts
/// characters, Xerces counts units, and they differ for characters outside the basic plane. Such a report is no fault.
/// @param code, error_text  as Xerces reports them; the text is used for this decision only and never shown
/// @param value       UTF-8 text of the element
[[nodiscard]] bool is_only_utf16_length(unsigned code, char16_t const* error_text, std::string_view value);

/// Validates once more, slowly, and says everything that is wrong in words: element, facet, allowed form, place.
/// @pre payload passed prescan and its root is the Bericht of `bericht`
/// @returns at most most_findings, in the order of the message; empty when the message is valid
[[nodiscard]] model::Findings explain(SchemaSet::Impl::Bericht const& bericht, Prescan const& seen, std::span<std::byte const> payload);

} // namespace xsd
