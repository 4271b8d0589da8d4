#pragma once

#include "xsd/model/bericht.hpp"
#include "xsd/model/verdict.hpp"
#include "xsd/schema_set.hpp"

#include <cstddef>
#include <expected>
#include <span>

namespace xsd {

/// Reads one message: byte checks, well-formedness, schema validation (level 1) and the typed message, in one streaming pass.
/// This is the one door for foreign XML (style.md 3): bytes in, message or findings out. Lossless: write() gives back the same
/// infoset. Thread-safe; each thread keeps its own parser. Never logs and never quotes values: a finding names element and facet.
/// @returns the message, or at least one finding of level 1, at most 20, each with line, column, XPath and what would pass.
///          A BSN is never in a finding; other values are, cut to 60 characters.
[[nodiscard]] std::expected<model::Message, model::Findings> read(SchemaSet const& schemas, std::span<std::byte const> payload);

/// The same for bytes that read() took before under schemas with the same hash: well-formedness and the typed message, without the schemas.
/// The message is the one that read() gives. @pre these very bytes passed level 1 under the schemas of their release as they are now
[[nodiscard]] std::expected<model::Message, model::Findings> read_again(SchemaSet const& schemas, std::span<std::byte const> payload);

/// Schema validation only, as read() does it but without building a message: for our own answers and for the bench.
[[nodiscard]] model::Findings validate(SchemaSet const& schemas, std::span<std::byte const> payload);

} // namespace xsd
