#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <expected>
#include <string>

namespace gateway::http {

/// A page of the outbox as the query asks for it.
struct UitVraag {
    store::UitFilter filter;
    store::UitId na = 0;
    std::int64_t aantal = 50;
};

/// @returns why the query is not understood, Dutch, naming the parameter and the expected form. Pure.
[[nodiscard]] std::expected<UitVraag, std::string> uit_vraag(Doel const& doel);

/// GET /v1/uit, GET /v1/uit/{id}, POST /v1/uit/{id}/opnieuw, POST /v1/uit/opnieuw (all dead letters of the query's cause or bestemming).
/// io thread.
[[nodiscard]] boost::asio::awaitable<Answer> uit(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
