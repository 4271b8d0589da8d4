#pragma once

#include "store/sqlite/rows.hpp"

#include <vector>

/// Lists and searches of messages.
namespace store::sqlite {

/// Notes the clients that a message names and of whom nothing was booked, so that it is found by them.
/// @param toegekend of a declaratie that was assessed: clients of whom every prestatie was approved are left out; empty: all are noted
model::Result<void> book_genoemde_clienten(Connection& db, BerichtId id, model::Message const& bericht,
                                           std::vector<std::vector<bool>> const& toegekend);

model::Result<std::vector<BerichtRegel>> read_berichten(Connection& db, BerichtFilter const& filter, BerichtId voor, std::int64_t aantal);
model::Result<std::vector<Telling>> read_tellingen(Connection& db, TelVraag const& vraag);
model::Result<std::vector<WerkTelling>> read_werktellingen(Connection& db, std::string_view gemeente, std::string_view aanbieder,
                                                           model::Date vandaag);
model::Result<Gebeurd> read_gebeurd(Connection& db, std::optional<Gehoord> const& na, std::int64_t aantal);

} // namespace store::sqlite
