#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

namespace gateway::http {

/// GET /v1/partners: the partner book as it is in force, with its links the certificate each partner last came in with, and until
/// when our own is valid. io thread.
[[nodiscard]] Answer partners(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
