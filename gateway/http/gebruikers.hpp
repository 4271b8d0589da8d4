#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// GET and POST /v1/gebruikers, DELETE /v1/gebruikers/{gebruiker}: users with a password of our own. Whoever is changed or removed is
/// signed out everywhere. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> gebruikers(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
