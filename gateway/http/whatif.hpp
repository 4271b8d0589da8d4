#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// /v1/whatif and /v1/whatif/{run}: begin one, look at it, stop or forget it. Who has some gemeenten asks only about bundles that are all
/// theirs, gets only what is of those gemeenten, and sees no run that was not limited so. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> whatif(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
