#pragma once

#include "store/sqlite/rows.hpp"

/// Starts and stops (305, 307).
namespace store::sqlite {

/// The live ones of the message's client at its aanbieder. @pre a 305 or 307
model::Result<void> load_leveringen(Connection& db, model::Message const& bericht, model::Facts& facts);

/// Adds those of an approved message. @pre a 305 or 307
model::Result<void> book_leveringen(Connection& db, BerichtId id, model::Message const& bericht);

} // namespace store::sqlite
