#include "store/sqlite/transaction.hpp"

/// The part of the writer that erases.
namespace store::sqlite {

model::Result<Gewist> SqliteTransaction::wis_client(std::string_view, Wissing const&) {
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, "wissen kan deze opslag nog niet"});
}

model::Result<Gewist> SqliteTransaction::wis_bericht(BerichtId, Wissing const&) {
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, "wissen kan deze opslag nog niet"});
}

} // namespace store::sqlite
