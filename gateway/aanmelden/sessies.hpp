#pragma once

#include "store/gebruikers.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Who is signed in. Sessions live in memory: a restart signs everybody out.
namespace gateway::aanmelden {

/// A person as the way of signing in made them known.
struct Aangemeld {
    std::string gebruiker; ///< as it comes in the access log
    std::string naam;      ///< for people
    std::vector<store::Rol> rollen;
    std::vector<std::string> gemeenten; ///< codes, or store::alle_gemeenten alone
    std::string_view via = "lokaal";    ///< "lokaal", "oidc"

    [[nodiscard]] bool heeft(store::Rol rol) const;
    [[nodiscard]] bool alle() const;
    [[nodiscard]] bool mag(std::string_view gemeente) const;
};

constexpr std::int64_t rust_ms = std::int64_t{15} * 60 * 1000;      ///< without a request (ASVS 5.0 V7.3, reliability 2.5)
constexpr std::int64_t langst_ms = std::int64_t{8} * 60 * 60 * 1000; ///< whatever happens

struct Sessie {
    Aangemeld wie;
    std::string csrf;
    std::int64_t begonnen_ms = 0;
    std::int64_t laatst_ms = 0;
    bool beeindigd = false; ///< for who holds it while it listens

    [[nodiscard]] std::int64_t verloopt_ms() const;
    [[nodiscard]] std::int64_t uiterlijk_ms() const { return begonnen_ms + langst_ms; }
    [[nodiscard]] bool geldig(std::int64_t nu_ms) const { return !beeindigd && nu_ms < verloopt_ms(); }
};

/// io thread only.
class Sessies {
public:
    /// @param geheim gives a new secret of 256 bits as text for cookies and headers
    explicit Sessies(std::function<std::string()> geheim) : geheim_(std::move(geheim)) {}

    /// Signs in, with a new secret whatever the browser had before. @returns what the cookie holds, and the session
    [[nodiscard]] std::pair<std::string, std::shared_ptr<Sessie const>> begin(Aangemeld wie, std::int64_t nu_ms);
    /// @param verleng whether this counts as something the person did  @returns nullptr: there is no such session, or not any more
    [[nodiscard]] std::shared_ptr<Sessie const> vind(std::string_view cookie, std::int64_t nu_ms, bool verleng);
    void eindig(std::string_view cookie);
    /// Ends every session of a user.
    void eindig_van(std::string_view gebruiker);
    [[nodiscard]] std::size_t aantal() const noexcept { return all_.size(); }

private:
    void ruim_op(std::int64_t nu_ms);

    std::function<std::string()> geheim_;
    std::map<std::string, std::shared_ptr<Sessie>, std::less<>> all_; ///< by the SHA-256 of the cookie: looking up tells nothing of it by its time
};

} // namespace gateway::aanmelden
