#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"

namespace gateway::http {

/// GET /v1/regels: what each rule demands, of the standard and of contracts, for who has only its code. Pure.
[[nodiscard]] Answer regels(Verzoek const& verzoek);

} // namespace gateway::http
