#pragma once

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Toewijzingen that a start (305) is waited for.
namespace store::sqlite {

/// Makes again from history whether a start is waited for. @param toewijzingen keys of table toewijzing
model::Result<void> herleid_starts(Connection& db, std::span<std::int64_t const> toewijzingen);

/// The same for those that a message which was just booked names. @pre a 301 or 305
model::Result<void> herleid_starts(Connection& db, model::Message const& bericht);

/// The same for those of a stored 305 that its receiver rejected.
model::Result<void> herleid_starts_van(Connection& db, BerichtId bericht);

model::Result<std::vector<StartVerwacht>> read_starts_verwacht(Connection& db, model::Date vandaag, std::int64_t aantal);

} // namespace store::sqlite
