#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace gateway::http {

/// POST and DELETE /v1/contracten/{bundel}/activering: a second person makes a proposed bundle active, or takes it back. The audit log has
/// both. Only for who signed in, and to make it active not for who proposed it. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> activering(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
