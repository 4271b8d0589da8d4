#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::aanmelden {

/// Somebody who was sent to the provider and has yet to come back.
struct Reis {
    std::string nonce;
    std::string bewijs;  ///< PKCE code_verifier (RFC 7636)
    std::string browser; ///< what the browser holds: who comes back is who went
    std::string terug;   ///< where the console wants them
    std::int64_t tot_ms = 0;
};

/// Everybody who is. Bounded: who went first is forgotten first. io thread only.
class Onderweg {
public:
    void vertrek(std::string_view state, Reis reis, std::int64_t nu_ms);
    /// Each state is good for one return. nullopt: nobody left with it, or too long ago, or in another browser.
    [[nodiscard]] std::optional<Reis> terug(std::string_view state, std::string_view browser, std::int64_t nu_ms);

private:
    std::map<std::string, Reis, std::less<>> all_; ///< by the SHA-256 of the state
};

constexpr std::int64_t langste_reis_ms = std::int64_t{10} * 60 * 1000;

} // namespace gateway::aanmelden
