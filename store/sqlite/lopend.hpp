#pragma once

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

namespace store::sqlite {

/// What Reader::lopende_producten promises.
model::Result<std::vector<LopendProduct>> read_lopende_producten(Connection& db, std::span<std::string const> gemeenten, model::Date op);

} // namespace store::sqlite
