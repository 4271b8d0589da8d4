#pragma once

#include <string_view>

namespace gateway::http {

/// The description of this API, OpenAPI 3 in JSON: openapi.json beside this file, as it was when the program was built.
[[nodiscard]] std::string_view openapi();

} // namespace gateway::http
