#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace gateway::http {

/// Why a message would not be taken now: stopping, no space, full house. Looked at before the body is read, and again after.
[[nodiscard]] std::optional<Answer> refuse_message(Services& services);

/// The answer when nothing could be decided, counted in the metrics.
[[nodiscard]] Answer not_decided(Services& services, model::Error const& error);

/// The two hops of a message: read on a work thread, decide and commit on the store thread; then the answer. With `proef` nothing is kept.
/// io thread. From a partner: 403 and nothing kept unless it may speak for the Afzender with this kind of message.
[[nodiscard]] boost::asio::awaitable<Answer> decide_message(Services& services, Verzoek const& verzoek, bool proef);

} // namespace gateway::http
