#pragma once

#include "gateway/aanmelden/sessies.hpp"
#include "gateway/http/router.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What who signed in may do: one table of role by route, and of which gemeente something is. What has no row nobody may (a test finds it).
/// docs/aanmelden.md tells the same to people.
namespace gateway::http {

/// How it is known of which gemeente that is which a route shows or changes.
enum class Bereik : std::uint8_t {
    geen,      ///< of no gemeente: numbers of the log, the description of the API, one's own session
    parameter, ///< the parameter `gemeente` of the query or the body; who has one gemeente need not say it
    pad,       ///< {gemeente} in the path
    bericht,   ///< that of the message {id}
    werk,      ///< that of the item of work {id}
    bundel,    ///< those of the bundle {bundel}: one of them is enough to see it
    besluit,   ///< those of the bundle {bundel}: to decide about it one has them all
    gefilterd, ///< the handler looks itself, as it does for a list
    alles      ///< of all gemeenten together: only for who has them all
};

struct Recht {
    Route route;
    bool open = false; ///< also without signing in, whatever the settings say
    std::vector<store::Rol> rollen;
    Bereik bereik = Bereik::geen;
};

[[nodiscard]] std::span<Recht const> rechten();
/// nullptr: there is no row, so nobody may.
[[nodiscard]] Recht const* recht(Route route);

/// Whether one of their roles may use it. Pure.
[[nodiscard]] bool mag(aanmelden::Aangemeld const& wie, Route route);

/// Whether something of these organisations (a message's afzender and ontvanger) is of a gemeente of theirs. Pure.
[[nodiscard]] bool binnen_bereik(aanmelden::Aangemeld const& wie, std::span<std::string const> organisaties);

} // namespace gateway::http
