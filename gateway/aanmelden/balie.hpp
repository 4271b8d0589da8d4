#pragma once

#include "gateway/aanmelden/onderweg.hpp"
#include "gateway/aanmelden/rem.hpp"
#include "gateway/aanmelden/sessies.hpp"
#include "gateway/admission.hpp"
#include "gateway/config.hpp"
#include "gateway/http_uitgaand.hpp"
#include "gateway/pool.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>

namespace gateway::aanmelden {

/// Everything that signing in keeps in memory. io thread, the pool's jobs apart.
struct Balie {
    using Toeval = std::function<std::array<std::byte, 32>()>;

    /// @param bytes gives random bytes, io thread
    explicit Balie(Toeval bytes);

    /// Reads the files that the settings name for OpenID Connect. Errors, Dutch, naming the file: wrong_use.
    [[nodiscard]] model::Result<void> lees_oidc(Config const& config);
    [[nodiscard]] std::string geheim() const; ///< 256 random bits as text

    Toeval toeval;
    Sessies sessies;
    Rem rem_paar{3};      ///< faults of one address with one name
    Rem rem_gebruiker{20}; ///< of one name, wherever from
    Rem rem_adres{20};    ///< of one address, whatever name
    Places plaatsen{8};   ///< passwords being looked at or waiting for it; each takes 19 MiB only while it is looked at
    Pool pool{"aanmelden", 1};
    Onderweg onderweg;                              ///< to a provider of OpenID Connect
    Uitgaande uitgaande;                            ///< what is asked of it
    std::shared_ptr<tls::Context const> oidc_tls{}; ///< how it is asked; nullptr: without TLS
    std::string oidc_geheim{};
    std::string const niemand; ///< a password of nobody: an unknown name costs as much time as a known one
};

} // namespace gateway::aanmelden
