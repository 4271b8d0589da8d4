#pragma once

#include "store/sqlite/clienten.hpp"
#include "store/sqlite/rows.hpp"
#include "store/werk.hpp"

/// Requests for a toewijzing or a change, and what becomes of them (315, 317, 319, 301).
namespace store::sqlite {

/// Which verzoek.
struct VerzoekSleutel {
    std::string gemeente;
    std::int64_t domein = 0;
    std::string aanbieder;
    std::string referentie;
};

/// Verzoeken by the references the message names, and for all but a 319 those of its client; for a 315 and 317 the references used
/// before. Nothing is asked for a message without references. @pre a 301, 315, 317 or 319
model::Result<void> load_verzoeken(Connection& db, Herkenning const& herkenning, model::Message const& bericht, model::Facts& facts);

/// Adds the steps of an approved message. @pre a 301, 315, 317 or 319
model::Result<void> book_verzoeken(Connection& db, BerichtId id, model::Message const& bericht);

/// Makes the state of every verzoek that this message touched again from history, without messages that a receiver rejected.
model::Result<void> herleid_verzoeken(Connection& db, BerichtId bericht);

/// Adds the step of a 301 that honours the verzoek of an item without naming it, and says whether it did: an approved 301 of the same
/// gemeente, domein, aanbieder and client that its receiver did not reject.
model::Result<bool> honoreer_verzoek(Connection& db, Werk const& werk, BerichtId toewijzing);

} // namespace store::sqlite
