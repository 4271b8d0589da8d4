#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// GET /v1/termijnen: what is open, the soonest first. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> termijnen(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
