#pragma once

#include "store/audit.hpp"
#include "store/sqlite/connection.hpp"

namespace store::sqlite {

/// A quick look at the end of the audit log: as many leaves as the tree's right edge says, the last ones (at most 1,024) hash to
/// what is written beside them, and the small subtrees of the edge follow from them. Says nothing of older leaves.
/// Errors: store_corrupt.
model::Result<void> check_audit(Connection& db, audit::Frontier const& frontier);

} // namespace store::sqlite
