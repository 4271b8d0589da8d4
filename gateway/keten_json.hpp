#pragma once

#include "gateway/keten.hpp"
#include "store/store.hpp"

#include <boost/json/object.hpp>

#include <string>

/// The case chain as JSON (docs/api.md) and, made from that JSON, as Dutch text.
namespace gateway {

/// The chain that is asked for; nullopt: nothing is known of it, or was on that day. Of messages that were not wholly approved the decision
/// record is read for its findings. @param vandaag the day to look at deadlines on when no `op` is asked for
/// Errors: those of the store. Read thread.
[[nodiscard]] model::Result<std::optional<boost::json::object>> keten_json(store::Reader& reader, KetenVraag const& vraag,
                                                                           model::Kalender const& kalender, model::Date vandaag);

/// One line per step with what is left after it, then the deadlines. Ends with a line end. Pure.
[[nodiscard]] std::string keten_tekst(boost::json::object const& keten);

} // namespace gateway
