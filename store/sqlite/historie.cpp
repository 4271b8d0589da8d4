#include "store/sqlite/historie.hpp"

#include "store/sqlite/transaction.hpp"

namespace store::sqlite {

model::Result<void> SqliteTransaction::omgeving(std::string_view, std::int64_t) {
    return std::unexpected(model::Error{model::ErrorCode::internal, "nog niet gemaakt"});
}

} // namespace store::sqlite
