#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/services.hpp"

namespace gateway::http {

/// GET /v1/herhaling: the nightly replay as this daemon last ran it. Any thread.
[[nodiscard]] Answer herhaling(Services const& services);

} // namespace gateway::http
