#pragma once

#include "store/sqlite/connection.hpp"
#include "xsd/model/rapport.hpp"

namespace store::sqlite {

/// Reader::rapport(). @pre the caller holds a read transaction, so that all parts see the same past
model::Result<void> read_rapport(Connection& db, model::RapportVraag const& vraag, model::RapportBezoeker& bezoeker);

} // namespace store::sqlite
