#pragma once

#include "store/logboek.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// Proofs out of the audit log as JSON, in the form that deploy/audit/controleer.py reads (docs/audit.md). Errors: of the store. The
/// thread of the reader that the log is of.
namespace gateway::audit {

/// That a leaf stands in the log over `grootte` leaves: {index, grootte, pad}; hashes as hex. @pre index < grootte
[[nodiscard]] model::Result<boost::json::object> opname_json(store::Logboek& log, std::uint64_t index, std::uint64_t grootte);

/// That the log over `tot` leaves begins with that over `van`: {van, tot, pad, controlepunt_van, controlepunt_tot}; the notes are null
/// where nothing was signed. @pre van <= tot, and the log has `tot` leaves
[[nodiscard]] model::Result<boost::json::object> groei_json(store::Logboek& log, std::uint64_t van, std::uint64_t tot);

/// Every leaf that tells of decisions on a message: {bericht, controlepunt, bladen: [{index, gebeurtenis, regel, nonce, grootte, pad}]}.
/// `regel` is base64; nonce null: erased; pad null: not signed yet; nullopt: there is no such message.
[[nodiscard]] model::Result<std::optional<boost::json::object>> bericht_json(store::Logboek& log, std::int64_t bericht);

[[nodiscard]] boost::json::object controlepunt_json(store::Controlepunt const& punt);

} // namespace gateway::audit
