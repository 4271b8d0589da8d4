#pragma once

#include "store/envelop.hpp"
#include "store/sqlite/connection.hpp"

/// Envelopes.
namespace store::sqlite {

/// What the envelope of an outgoing row says; nullopt: there is no such row.
model::Result<std::optional<EnvelopUit>> read_envelop_uit(Connection& db, std::int64_t uit);

/// What partners ask about messages they sent in (Reader).
model::Result<bool> read_ingediend_door(Connection& db, std::int64_t bericht, std::string_view oin);
model::Result<std::vector<VspInzending>> read_vsp_inzendingen(Connection& db, std::optional<std::string> const& traceer_id,
                                                              std::string_view conversatie_id, std::int64_t aantal);

} // namespace store::sqlite
