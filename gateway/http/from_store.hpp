#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace gateway::http {

/// What is asked of the store. Runs on the read thread.
using Lookup = std::function<model::Result<Answer>(store::Reader&)>;

/// Its answer, or a 503 when too many wait or the store cannot be read now. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> from_store(Services& services, Lookup lookup);

} // namespace gateway::http
