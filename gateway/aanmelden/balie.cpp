#include "gateway/aanmelden/balie.hpp"

#include "gateway/aanmelden/base64url.hpp"
#include "gateway/aanmelden/wachtwoord.hpp"

#include <fstream>

namespace gateway::aanmelden {

Balie::Balie(Toeval bytes)
    : toeval(std::move(bytes)), sessies([this] { return geheim(); }), niemand(versleutel(geheim(), Zout{})) {}

model::Result<void> Balie::lees_oidc(Config const& config) {
    if (config.oidc_uitgever.starts_with("https://")) {
        auto context = tls::Context::client({{}, {}, config.oidc_ca.empty() ? "/etc/ssl/certs/ca-certificates.crt" : config.oidc_ca, {}});
        if (!context) return std::unexpected(context.error());
        oidc_tls = std::move(*context);
    }
    if (config.oidc_uitgever.empty() || config.oidc_geheim.empty()) return {};
    std::ifstream file(config.oidc_geheim);
    std::getline(file, oidc_geheim);
    if (oidc_geheim.empty())
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, config.oidc_geheim + ": hier staat geen geheim dat gelezen kan worden"});
    return {};
}

std::string Balie::geheim() const { return base64url(toeval()); }

} // namespace gateway::aanmelden
