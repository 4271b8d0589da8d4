#pragma once

#include "store/sqlite/rows.hpp"
#include "store/sqlite/toewijzingen.hpp"

/// Retours that come in from a receiver: 302, 306, 308, 316, 318, 320.
namespace store::sqlite {

/// Whether this is one of those.
[[nodiscard]] bool is_retour(model::Message const& bericht);

/// The message it answers: with the same sender, receiver and Identificatie (a retour repeats its header unswapped, IV028), and approved
/// here; others were never passed on. @pre is_retour(bericht)
model::Result<void> load_heenbericht(Connection& db, model::Message const& bericht, model::Facts& facts);

/// The toewijzingen (keys of their table) that an approved 301 brought a version of.
model::Result<std::vector<std::int64_t>> toewijzingen_of(Connection& db, BerichtId bericht);

/// Marks its heenbericht as answered. When the receiver rejected it, what it booked counts as not sent (OP286): toewijzingen go back to
/// the version before, verzoeken to where they stood, starts and stops are gone or back. One exception: a toewijzing with live debets
/// and no other version stays as it is, for prestaties were approved on it. @pre is_retour(bericht)
model::Result<void> book_retour(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                model::Facts const& feiten);

} // namespace store::sqlite
