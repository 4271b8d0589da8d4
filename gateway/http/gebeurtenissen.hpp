#pragma once

#include "gateway/services.hpp"
#include "gateway/tls/stream.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// Server-sent events: what happened, as numbers and counts, never a person.
namespace gateway::http {

/// How far the peer had heard, from Last-Event-ID; nullopt: it says nothing, or not what we gave it. Pure.
[[nodiscard]] std::optional<store::Gehoord> gehoord(std::string_view last_event_id);

/// One event of the stream, with the id to go on from. Pure.
[[nodiscard]] std::string event(store::Gebeurd const& gebeurd);

/// @param wie who signed in: only what is of their gemeenten is told; nullptr: everything. It outlives this.
/// Tells what happens until the peer goes or `over` says so. It looks once a second: what is told is what is on disk, so that nothing has
/// to be remembered for a peer, and one that comes back hears what it missed. io thread.
[[nodiscard]] boost::asio::awaitable<void> vertel(tls::Stream& stream, Services& services, std::optional<store::Gehoord> heard,
                                                  aanmelden::Aangemeld const* wie, std::function<bool()> over);

} // namespace gateway::http
