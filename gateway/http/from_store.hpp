#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string_view>

namespace gateway::http {

/// What is asked of the store. Runs on the read thread.
using Lookup = std::function<model::Result<Answer>(store::Reader&)>;

/// Its answer, or a 503 when too many wait or the store cannot be read now. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> from_store(Services& services, Lookup lookup);

/// The same of what may take seconds: on the report thread and its reader, so that it keeps no other read waiting. io thread.
/// @param wat a fixed word for the log, of what cannot be made
[[nodiscard]] boost::asio::awaitable<Answer> from_report(Services& services, std::string_view wat, Lookup lookup);

} // namespace gateway::http
