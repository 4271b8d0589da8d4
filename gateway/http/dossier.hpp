#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// GET /v1/toewijzingen/{gemeente}/{domein}/{nummer}/dossier: the zip of `audit prove --toewijzing`. On the report thread. 409 while a
/// message in it is not under a checkpoint. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> dossier(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
