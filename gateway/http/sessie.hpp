#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace gateway::http {

/// GET, POST and DELETE /v1/sessie: who is signed in, signing in with a name and a password, signing out. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> sessie(Services& services, Verzoek const& verzoek);

/// A session as its holder sees it: JSON. @pre verzoek.sessie
[[nodiscard]] std::string sessie_json(aanmelden::Sessie const& sessie);

/// Values of Set-Cookie.
[[nodiscard]] std::string koekje_van(std::string_view waarde);
[[nodiscard]] std::string leeg_koekje();

} // namespace gateway::http
