#pragma once

#include "store/sqlite/rows.hpp"

#include <span>
#include <vector>

/// What people told beside the messages.
namespace store::sqlite {

/// Adds them; a line that is there already is not added again.
model::Result<void> add_registraties(Connection& db, std::span<model::Registratie const> registraties);

/// Those of these toewijzingen and those of the message's aanbieder, in its gemeente and domein; in order of import.
model::Result<void> load_registraties(Connection& db, model::Message const& bericht, std::span<std::int64_t const> toewijzingen,
                                      std::vector<model::Registratie>& uit);

/// Those of an aanbieder that name no toewijzing, in order of registration.
model::Result<std::vector<model::Registratie>> read_registraties(Connection& db, std::string_view aanbieder);

/// Rows `van` up to but not including `tot`, in order of registration.
model::Result<std::vector<model::Registratie>> read_registraties(Connection& db, std::int64_t van, std::int64_t tot);

} // namespace store::sqlite
