#pragma once

#include "store/sqlite/connection.hpp"

#include <filesystem>

namespace store::sqlite {

/// Whether the database is of a program that did not know page sums yet, or is new.
model::Result<bool> zonder_sommen(Connection& db);
/// Gives every page its sum; an older database is written anew as a whole, in one transaction. A stop halfway leaves it as it was.
/// @param map for what does not fit in memory meanwhile
model::Result<void> geef_sommen(Connection& db, std::filesystem::path const& map);
/// From here on sums and side file are asked for.
model::Result<void> zet_kenmerk(Connection& db);

} // namespace store::sqlite
