#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// The addresses of VSP: POST /berichten takes a message (204 once it is stored, 400 for metadata, 422 for a payload that will never be
/// taken); GET /berichten lists what waits for the peer over links `vsp_pull`, GET /berichten/{traceerId}/payload gives it, DELETE
/// /berichten/{traceerId} confirms. POST /berichten/zoeken lists of what waits only what is looked for; GET /berichtstatussen tells how messages
/// stand that the peer sent in. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> vsp(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
