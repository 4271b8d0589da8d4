#pragma once

#include "xsd/schema_set.hpp"

#include <memory>
#include <string>

namespace gateway {

/// The built-in release, and when `map` is not empty those in its folders (xsd/releases/README.md), checked against the rules of the
/// program. Error: bad_release, with every fault on a line of its own.
[[nodiscard]] model::Result<std::shared_ptr<xsd::SchemaSet const>> load_releases(std::string const& map);

} // namespace gateway
