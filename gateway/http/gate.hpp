#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/router.hpp"

#include <boost/beast/http/message.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

/// What Beast lets through and we do not: one reading of each request, or none (reliability.md 2.4). Pure functions, so that tests need
/// no socket. A refusal always ends the connection.
namespace gateway::http {

/// Largest head of a request, request line and fields with their line ends.
constexpr std::size_t head_limit = 8192;
constexpr std::size_t field_limit = 100;
/// Largest body of JSON, bytes.
constexpr std::uint64_t json_limit = std::uint64_t{64} * 1024;

/// Looks at the head as it came over the wire, whole or its first part ending at any byte but between CR and LF: a first line without
/// version, folded lines, bare CR or LF, control characters and too many fields, which parsing hides or waits for.
[[nodiscard]] std::optional<Answer> refuse_head(std::string_view head);

/// A request that may go on to its body.
struct Toegang {
    Doel doel;
    bool head = false; ///< HEAD: the answer goes without its body
    bool chunked = false;
    std::uint64_t length = 0;     ///< announced; 0 when chunked
    std::uint64_t body_limit = 0; ///< bytes
    bool expects_continue = false;
    std::string content_type; ///< as sent; empty without a body
    std::string soap_action;  ///< as sent, quotes and all; empty when it is not there
    std::string accept{};        ///< as sent
    std::string if_match{};      ///< as sent
    std::string if_none_match{}; ///< as sent
    std::string last_event_id{}; ///< as sent
    std::string gebruiker{};  ///< for whom the own system says it asks, as sent; empty when it is not there
    std::string reden{};      ///< and why
    std::string accept_encoding{}; ///< as sent
    std::string cookie{};          ///< as sent, and so are the next six
    std::string csrf{};            ///< Ketenpoort-Csrf
    std::string origin{};
    std::string sec_fetch_site{};
    std::string host{};
    std::string doorgestuurd_voor{}; ///< X-Forwarded-For
};

/// Judges a parsed head. @param max_message bytes of the largest message
[[nodiscard]] std::expected<Toegang, Answer> admit(boost::beast::http::request_header<> const& header, std::uint64_t max_message);

/// 413: the body is larger than `limit` bytes.
[[nodiscard]] Answer too_large(std::uint64_t limit);

} // namespace gateway::http
