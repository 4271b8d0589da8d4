#pragma once

#include "store/wissing.hpp"
#include "xsd/schema_set.hpp"

#include <memory>

namespace gateway {

/// Takes one client out of messages of several (323, 325), of our answers to them, and of the decisions on them. Totals stay as they were
/// sent: they are the declaratie's, not a client's. A declaratie of nobody else becomes empty: nothing is left of it.
/// Errors: unknown_release when the message is of a release that is not loaded. Any thread.
[[nodiscard]] store::Herschrijver herschrijver(std::shared_ptr<xsd::SchemaSet const> schemas);

} // namespace gateway
