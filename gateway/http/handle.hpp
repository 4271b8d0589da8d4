#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// Gives a request to its handler; a 500 or 503 when that could not do its work. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> handle(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
