#pragma once

#include "xsd/schema_set.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace xsd {

/// Which message a payload claims to be, from the namespace of its root element; nullopt when that cannot be told or is not loaded.
/// Looks at the first 16 KiB only and promises nothing about what follows: for naming a message that read() refused.
/// UTF-8 only; any thread; pure.
[[nodiscard]] std::optional<Herkend> recognise(SchemaSet const& schemas, std::span<std::byte const> payload);

} // namespace xsd
