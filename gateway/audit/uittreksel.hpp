#pragma once

#include "xsd/model/bericht.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>

/// What of a message may be shown to somebody who may know of one client only. Pure.
namespace gateway::audit {

/// The client that a toewijzing is of, as this message has it; nullopt: it does not name the toewijzing.
[[nodiscard]] std::optional<std::string> client_van(model::Message const& bericht, std::int64_t toewijzing);

/// Everybody whom the message is about, by BSN.
[[nodiscard]] std::set<std::string, std::less<>> clienten(model::Message const& bericht);

/// What a message of several clients (323, 325) says of one: {berichtsoort, let_op, clienten: [{plaats, prestaties}]}. Totals are left out:
/// with the lines of one client they tell of the others. Without clienten: it says nothing of that one.
[[nodiscard]] boost::json::object uittreksel(model::Message const& bericht, std::string_view bsn);

/// What a decision record on such a message says of one client: findings about others are left out, of those about the whole message only
/// the rule is given. @param besluit_json as it is stored  @returns nullopt when it is not such a record
[[nodiscard]] std::optional<boost::json::object> besluit_uittreksel(std::string_view besluit_json, model::Message const& bericht,
                                                                    std::string_view bsn);

/// A decision record on such a message without what it says of one client. Its places count the clients of then: which of them are gone
/// stands in "gewist". @param bericht as it stands, this client in it  @returns nullopt when it is not such a record
[[nodiscard]] std::optional<std::string> besluit_zonder(std::string_view besluit_json, model::Message const& bericht, std::string_view bsn);

} // namespace gateway::audit
