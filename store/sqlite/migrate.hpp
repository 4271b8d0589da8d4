#pragma once

#include "store/sqlite/connection.hpp"

#include <span>
#include <string_view>

namespace store::sqlite {

/// One step from a form of the database to the next; the n-th of the list makes form n (PRAGMA user_version).
struct Migration {
    std::string_view naam; ///< "0001_start.sql"
    std::string_view sql;
};

/// The steps this program knows, in order.
[[nodiscard]] std::span<Migration const> migrations();

/// Brings a database to the newest form, each step in a transaction of its own, so that a stop in between leaves a whole form.
/// Errors: store_version when the database is of a newer program, and those of the database.
model::Result<void> migrate(Connection& db, std::span<Migration const> steps);

/// Gives a new database the newest form, without what only readers, reports and erasing look things up by: in a scratch store nobody does,
/// and each costs a write a row.
model::Result<void> maak_kladblok(Connection& db);

} // namespace store::sqlite
