#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <filesystem>

namespace store::sqlite {

/// Locks what a store of form 10 or older has, and puts pseudonyms where BSNs stand; then writes the database anew, so that no free page
/// says what it was. In steps that each are whole, and goes on where it was stopped; does nothing when all is locked.
/// @param map for what does not fit in memory meanwhile  Errors: those of the database; store_full when there is no room to write it anew.
model::Result<void> vergrendel(Connection& db, std::filesystem::path const& map, Voortgang const& voortgang);

} // namespace store::sqlite
