#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// Everything that is only looked at: index, metrics and probes at once on the io thread, so that they answer when all else is busy; the
/// routes under /v1/berichten/{id} and /v1/toewijzingen through the read thread. A partner sees the messages of organisations it may act
/// for; others do not exist for it. @pre inhoud(verzoek.doel.route) == Inhoud::geen
[[nodiscard]] boost::asio::awaitable<Answer> show(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
