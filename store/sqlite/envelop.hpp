#pragma once

#include "store/envelop.hpp"
#include "store/sqlite/connection.hpp"

/// Envelopes.
namespace store::sqlite {

/// What the envelope of an outgoing row says; nullopt: there is no such row.
model::Result<std::optional<EnvelopUit>> read_envelop_uit(Connection& db, std::int64_t uit);

} // namespace store::sqlite
