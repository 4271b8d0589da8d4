#pragma once

#include "gateway/gezien.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway::http {

/// What goes back to the peer, before it is HTTP.
struct Answer {
    unsigned status = 500;
    std::string type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers; ///< beside the ones every answer has
    bool close = false;                                       ///< end the connection after it
    Gezien gezien{};                                          ///< whose data is in it, when the route shows any
};

/// A fault as application/problem+json (RFC 9457): type, title, status, detail and what `extra` adds. `detail` is Dutch, says what
/// would pass, and repeats nothing the peer sent.
[[nodiscard]] Answer problem(unsigned status, std::string_view detail, boost::json::object extra = {});

/// 503 with Retry-After: nothing was decided and the same request may be sent again.
[[nodiscard]] Answer try_again(std::string_view detail, std::int64_t seconds);

[[nodiscard]] Answer json(unsigned status, std::string body);

/// What tells one state of a resource from another: a hash of what is served, in quotes as it stands in a header. Pure.
[[nodiscard]] std::string etag_van(std::string_view body);
/// Whether a list of ETags (If-Match, If-None-Match) has this one, or is `*`. Pure.
[[nodiscard]] bool noemt_etag(std::string_view lijst, std::string_view etag);
/// Gives a 200 its ETag, unless it has one, and makes it a 304 when the peer has that state already. Pure.
void geef_etag(Answer& answer, std::string_view if_none_match);

/// Whether a text can stand in a header: no CR, LF, NUL or other control character. Beast would write them through.
[[nodiscard]] bool header_safe(std::string_view value) noexcept;

} // namespace gateway::http
