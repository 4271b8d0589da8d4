#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string_view>

namespace gateway::http {

/// How a report goes out.
enum class Formaat : std::uint8_t { json, csv, html };

/// What `formaat` says, else the first of Accept that we have, else JSON; nullopt: `formaat` is none of them. Pure.
[[nodiscard]] std::optional<Formaat> rapport_formaat(std::string const* formaat, std::string_view accept);

/// GET /v1/rapporten, /v1/rapporten/{naam}: on the report thread, so that a long one keeps no other reader waiting. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> rapporten(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
