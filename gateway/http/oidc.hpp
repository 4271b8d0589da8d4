#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// GET /v1/sessie/oidc sends the browser to the provider, GET /v1/sessie/oidc/terug signs in who comes back: code flow with PKCE (S256),
/// state bound to the browser, nonce. 404 when no provider is set. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> oidc(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
