#pragma once

#include "store/sqlite/rows.hpp"
#include "store/sqlite/verzoek.hpp"
#include "store/werk.hpp"
#include "xsd/model/facts.hpp"

#include <span>

/// The work list.
namespace store::sqlite {

model::Result<void> add_werk(Connection& db, BerichtId id, model::Message const& bericht, model::Date sinds,
                             std::span<NieuwWerk const> items);
/// What the audit log commits to for a decision: every text with its length before it, so that no two decisions read the same.
[[nodiscard]] std::string canonical(WerkId werk, WerkBesluit const& besluit);
/// The row of a decision, and where the item stands after it. A verzoek follows its messages: only they open or close it.
model::Result<void> add_besluit(Connection& db, Werk const& werk, WerkBesluit const& besluit, bool klaar, std::int64_t audit_index,
                                SleutelId sleutel);
/// Why a person decided so; empty when it was erased. @pre the query gives the text, locked text, key of the message and leaf from this
/// column on
model::Result<std::string> toelichting_at(Connection& db, Query const& row, int column);
/// Brings the item of a verzoek to where the verzoek stands; nullopt: it is gone. Nothing when it has no item.
model::Result<void> follow_verzoek(Connection& db, VerzoekSleutel const& sleutel, std::optional<model::VerzoekFact> const& verzoek);

model::Result<std::optional<Werk>> read_werk(Connection& db, WerkId id);
model::Result<std::vector<Werk>> read_werkvoorraad(Connection& db, WerkFilter const& filter, std::optional<WerkCursor> const& na,
                                                   std::int64_t aantal);

} // namespace store::sqlite
