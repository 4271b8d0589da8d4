#pragma once

#include "store/sqlite/connection.hpp"

#include <optional>
#include <string>

/// What people did beside messages and work, as the audit log commits to it.
namespace store::sqlite {

/// What a leaf "gebruiker" or "voorstel" commits to; nullopt: no row has this leaf.
model::Result<std::optional<std::string>> read_daad_vastgelegd(Connection& db, std::int64_t index);

} // namespace store::sqlite
