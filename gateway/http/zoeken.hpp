#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <expected>
#include <string>

namespace gateway::http {

/// A page of messages as it was asked for.
struct BerichtVraag {
    store::BerichtFilter filter;
    store::BerichtId voor = 0; ///< only lower numbers
    std::int64_t aantal = 0;
};

/// @returns why the query is not understood, Dutch, naming the parameter and the expected form. Pure.
[[nodiscard]] std::expected<BerichtVraag, std::string> bericht_vraag(Doel const& doel);

/// GET /v1/berichten and POST /v1/berichten/_zoek, of which the body also takes what must never stand in an address. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> zoeken(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
