#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace gateway::http {

/// What a browser may do with an answer (reliability 2.5). On every answer, so that none is forgotten; one that says otherwise names the
/// header itself.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 7> vaste_koppen{{
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     "object-src 'none'; frame-ancestors 'none'"},
}};

} // namespace gateway::http
