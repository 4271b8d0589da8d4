#pragma once

#include "xsd/schema_set.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

/// `count` small messages as a gateway meets them, mixed: 315, 319, 301, 305, 323, 317 and 307 of many clients at once, in an order in
/// which each client's own come far apart. All good under deploy/contracts/noorderdal beside those of berichten.hpp.
/// `reeks` keeps runs apart (below 20).
std::vector<std::string> gemengd(xsd::SchemaSet const& schemas, std::size_t count, std::size_t reeks);

} // namespace bench
