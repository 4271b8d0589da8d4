#pragma once

#include "store/sqlite/rows.hpp"
#include "store/sqlite/verzoek.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Single rows of the ledger's tables, for who books and who takes back.
namespace store::sqlite {

/// Adds the lines, and what they change to the sums per account and per gemeente.
model::Result<void> add_boekingen(Connection& db, BerichtId id, std::span<model::Boeking const> boekingen);

/// A row of inzet_stap.
struct Stap {
    std::int64_t toewijzing = 0; ///< key of table toewijzing
    std::string client; ///< pseudonym
    model::Inzet inzet;
    std::vector<model::Verbintenis> verbintenissen;
};

/// The last step of a toewijzing that counts: those of messages that a receiver rejected left out, but for `ook`.
model::Result<std::optional<Stap>> last_stap(Connection& db, std::int64_t toewijzing, std::optional<BerichtId> ook);

model::Result<void> put_inzet(Connection& db, Stap const& stap);
model::Result<void> delete_inzet(Connection& db, model::Inzet const& inzet);

/// What a verzoek asked and what of that is still open.
struct Gevraagd {
    model::Money gesteld; ///< by 315 and 317 that were not rejected by their receiver
    model::Money nu;
};
model::Result<std::map<model::Rekening, Gevraagd>> read_gevraagd(Connection& db, VerzoekSleutel const& sleutel);

[[nodiscard]] model::Error verbintenissen_unreadable();

} // namespace store::sqlite
