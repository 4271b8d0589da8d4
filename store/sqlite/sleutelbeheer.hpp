#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <map>
#include <string>

/// Which master key locks what in a store of this engine, and changing that.
namespace store::sqlite {

/// How many keys of the store each master key locks, by its id. @pre a transaction of this engine
model::Result<std::map<std::string, std::int64_t>> sleutels_per_hoofdsleutel(Transaction& tx);

/// Locks at most `hoogstens` keys that are not locked with the newest master key with that one. @returns how many; 0: all are.
/// @pre a transaction of this engine
model::Result<std::int64_t> pak_sleutels_in(Transaction& tx, std::int64_t hoogstens);

} // namespace store::sqlite
