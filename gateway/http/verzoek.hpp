#pragma once

#include "gateway/http/router.hpp"
#include "gateway/partners.hpp"
#include "gateway/wie.hpp"

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
};

} // namespace gateway::http
