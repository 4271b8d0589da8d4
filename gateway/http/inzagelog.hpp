#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/gate.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <expected>
#include <string>

/// The access log at the door: who asks, and no personal data without a record of it on disk.
namespace gateway::http {

/// Who asks, of a route that shows anything of persons; nobody, of any other. @returns 400 when the request says it wrongly
/// @param sessie of who signed in; nullptr: nobody did
[[nodiscard]] std::expected<Wie, Answer> wie_vraagt(Toegang const& toegang, Peer const& peer, aanmelden::Sessie const* sessie, std::string vanwaar);

/// 403 when a reason must be given for this and is not.
[[nodiscard]] std::optional<Answer> vraagt_reden(Services const& services, Verzoek const& verzoek);

/// Records what is about to be shown, and gives it back; when that cannot be done, an answer without it. What a route without personal
/// data answers, and what answers no question (a wrong parameter, a busy house), goes on as it is. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> leg_vast(Services& services, Verzoek const& verzoek, Answer answer);

/// GET /v1/inzage, POST /v1/inzage/_zoek, and POST /v1/inzage, by which a command records what it is about to read beside the daemon.
/// io thread.
[[nodiscard]] boost::asio::awaitable<Answer> inzagelog(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
