#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// GET /v1/contracten, /v1/contracten/{bundel} and /v1/contracten/{bundel}/verschillen. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> contracten(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
