#include "gateway/http/router.hpp"

#include <array>
#include <charconv>

namespace gateway::http {

namespace {

struct Row {
    Route route;
    std::string_view path; ///< `{id}` stands for a message number
    std::string_view name;
};

constexpr std::array<Row, 10> rows{{
    {Route::index, "/", "index"},
    {Route::berichten, "/v1/berichten", "berichten"},
    {Route::proef, "/v1/proef", "proef"},
    {Route::bericht, "/v1/berichten/{id}", "bericht"},
    {Route::origineel, "/v1/berichten/{id}/origineel", "origineel"},
    {Route::retour, "/v1/berichten/{id}/retour", "retour"},
    {Route::besluit, "/v1/berichten/{id}/besluit", "besluit"},
    {Route::metrics, "/metrics", "metrics"},
    {Route::live, "/health/live", "live"},
    {Route::ready, "/health/ready", "ready"},
}};

/// 1 .. 999,999,999,999,999,999 without leading zero, so that a message has one address only.
std::optional<store::BerichtId> parse_id(std::string_view text) {
    if (text.empty() || text.size() > 18 || text.front() == '0' || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    store::BerichtId id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

} // namespace

std::optional<Doel> find_route(std::string_view path) {
    constexpr std::string_view placeholder = "{id}";
    for (auto const& row : rows) {
        auto const at = row.path.find(placeholder);
        if (at == std::string_view::npos) {
            if (row.path == path) return Doel{row.route, 0};
            continue;
        }
        auto const tail = row.path.substr(at + placeholder.size());
        if (path.size() <= at + tail.size() || !path.starts_with(row.path.substr(0, at)) || !path.ends_with(tail)) continue;
        if (auto const id = parse_id(path.substr(at, path.size() - at - tail.size()))) return Doel{row.route, *id};
    }
    return std::nullopt;
}

std::string_view name(Route route) {
    for (auto const& row : rows)
        if (row.route == route) return row.name;
    return {};
}

std::string_view allowed(Route route) { return takes_message(route) ? "POST" : "GET, HEAD"; }

bool takes_message(Route route) { return route == Route::berichten || route == Route::proef; }

} // namespace gateway::http
