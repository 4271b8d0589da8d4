#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "store/store.hpp"

namespace gateway::http {

/// Whether a route is one of the audit log's.
[[nodiscard]] bool is_audit(Route route);

/// Checkpoints, tiles (C2SP tlog-tiles: hashes behind each other, 256 in a full one) and proofs of what was signed last. Errors: of the
/// store. Read thread. @pre is_audit(doel.route)
[[nodiscard]] model::Result<Answer> toon_audit(store::Reader& reader, Doel const& doel);

} // namespace gateway::http
