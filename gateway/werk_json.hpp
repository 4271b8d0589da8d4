#pragma once

#include "gateway/werk_besluit.hpp"
#include "store/werk.hpp"
#include "xsd/model/kalender.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <string>
#include <string_view>

/// The work list as JSON, and a decision read from JSON. Any thread; pure.
namespace gateway {

/// {id, soort, toestand, stand, bericht, gemeente, domein, aanbieder, sleutel, regel, aantal, sinds, termijn, te_laat, werkdagen,
/// voorstel, besluiten}. `werkdagen`: left until the deadline, negative when it is past; null without one or when done.
[[nodiscard]] boost::json::object werk_json(store::Werk const& werk, model::Date vandaag, model::Kalender const& kalender);

/// The same with `bevindingen`: those of the message's last decision that the item is about. Of what is parked each says whether it is
/// still to be decided (`te_beslissen`). @param besluit_json of the item's message
[[nodiscard]] boost::json::object werk_json(store::Werk const& werk, std::string const& besluit_json, model::Date vandaag,
                                            model::Kalender const& kalender);

/// {besluit, door, toelichting, ...} with the fields that belong to the decision, each of the right form and nothing else.
/// @returns what is wrong with it, Dutch, naming the field; of what was sent it repeats nothing but the name of a field
[[nodiscard]] std::expected<WerkOpdracht, std::string> parse_opdracht(std::string_view body);

/// The same of a decision put together elsewhere (the command line).
[[nodiscard]] std::expected<WerkOpdracht, std::string> parse_opdracht(boost::json::object const& body);

} // namespace gateway
