#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// What waits for an organisation to fetch it: GET /v1/postbus/{organisatie} lists, GET /v1/postbus/{organisatie}/{id} gives the message,
/// DELETE /v1/postbus/{organisatie}/{id} says that it was stored there; only then it is delivered. A partner sees the postbus of its
/// own organisations only: 404 elsewhere. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> postbus(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
