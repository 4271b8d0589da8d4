#pragma once

#include "store/keten.hpp"
#include "store/sqlite/rows.hpp"

/// The case chain: what it needs written that no other table has, and reading it.
namespace store::sqlite {

/// Remembers which toewijzingen a message names that books nothing on them.
model::Result<void> book_genoemd(Connection& db, BerichtId id, model::Message const& bericht);
/// Ties a 325 that came in to its 323, if that is here.
model::Result<void> book_declaratie_antwoord(Connection& db, BerichtId id, model::Message const& bericht);

/// The chain of a toewijzing, of what was decided up to and including `op`; nullopt: nothing was known of it then.
model::Result<std::optional<Keten>> read_keten(Connection& db, std::string_view gemeente, model::Domein domein, std::int64_t nummer,
                                               std::optional<model::Date> op);

} // namespace store::sqlite
