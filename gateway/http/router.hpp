#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gateway::http {

/// The resources we have. Each is one row of the table in router.cpp.
enum class Route : std::uint8_t { index, berichten, proef, bericht, origineel, retour, besluit, metrics, live, ready };

/// A path that exists, whatever the method.
struct Doel {
    Route route = Route::index;
    store::BerichtId id = 0; ///< of the routes under /v1/berichten/{id}
};

/// nullopt: no such path. Exact match on the bytes: no decoding, no dot segments, no trailing slash. Pure.
[[nodiscard]] std::optional<Doel> find_route(std::string_view path);

/// Fixed word for metrics and the log; never holds an id.
[[nodiscard]] std::string_view name(Route route);
/// "GET, HEAD" or "POST".
[[nodiscard]] std::string_view allowed(Route route);
/// Takes a message as its body (POST); the others take none and answer GET and HEAD.
[[nodiscard]] bool takes_message(Route route);

} // namespace gateway::http
