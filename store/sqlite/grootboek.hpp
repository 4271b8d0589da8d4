#pragma once

#include "store/grootboek.hpp"
#include "store/sqlite/rows.hpp"
#include "store/sqlite/toewijzingen.hpp"

#include <utility>
#include <vector>

/// The money ledger, and where clients are placed.
namespace store::sqlite {

/// What the contract rules asked for. Toewijzingen that can no longer be declared on come a few hundred at a time.
model::Result<model::ContractFeiten> load_contract_feiten(Connection& db, model::Message const& bericht, model::ContractVraag const& vraag);

/// Books what a decision puts in the ledger. The commitments of a 323 go with its debets (book_declaratie). @pre its toewijzingen are
/// booked
model::Result<void> book_grootboek(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                   model::Grootboek const& grootboek);

/// Takes back what `heen` booked, now that its receiver rejected it: each verzoek and toewijzing it touched goes back to what the last
/// message that still counts made of it, with lines of their own under `retour`. What was approved stays.
/// @pre the rejection is booked, verzoeken are made again, toewijzingen not yet
model::Result<void> draai_terug(Connection& db, BerichtId retour, BerichtId heen);

model::Result<std::vector<std::pair<model::Rekening, model::Stand>>> read_rekeningen(Connection& db, RekeningFilter const& filter);
/// At most `aantal` lines after line `na`, in order of booking.
model::Result<std::vector<Boekingregel>> read_boekingen(Connection& db, RekeningFilter const& filter, std::int64_t na, std::int64_t aantal);

} // namespace store::sqlite
