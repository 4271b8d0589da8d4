#pragma once

#include "store/sqlite/rows.hpp"

#include <optional>
#include <span>
#include <vector>

/// What decisions found, in the form in which it is counted and searched.
namespace store::sqlite {

/// Puts these findings in the place of those that were there for the message.
/// @param bericht nullptr: refused at level 1, so that nobody is known to have sent it
model::Result<void> book_bevindingen(Connection& db, BerichtId id, model::Date vandaag, model::Message const* bericht,
                                     std::span<model::Finding const> bevindingen);

model::Result<std::vector<BevindingGroep>> read_groepen(Connection& db, BevindingFilter const& filter, Groepeer per, bool per_maand);
model::Result<std::vector<BevindingRegel>> read_bevindingen(Connection& db, BevindingFilter const& filter,
                                                            std::optional<BevindingCursor> const& na, std::int64_t aantal);

} // namespace store::sqlite
