#pragma once

#include "gateway/aanmelden/sessies.hpp"
#include "gateway/http/router.hpp"
#include "gateway/partners.hpp"
#include "gateway/wie.hpp"

#include <memory>
#include <string>

namespace gateway::http {

/// A request that passed the gate, as its handler gets it. It lives until the answer is there, so a handler may take it by reference.
struct Verzoek {
    Doel doel;
    Peer peer;
    std::string content_type; ///< as sent; empty without a body
    std::string soap_action;  ///< as sent, quotes and all; empty when it is not there
    std::string body;
    std::string accept{};        ///< as sent
    std::string if_match{};      ///< as sent
    std::string if_none_match{}; ///< as sent
    Wie wie{};                   ///< of a route that shows anything of persons
    std::string accept_encoding{}; ///< as sent
    std::shared_ptr<aanmelden::Sessie const> sessie{}; ///< of who signed in; nullptr: nobody did
    std::string koekje{};                              ///< the secret of that session; empty without
    std::string vanwaar{};                             ///< address at the other end
    std::string reis_koekje{};                         ///< of who comes back from a provider of OpenID Connect
};

} // namespace gateway::http
