#include "gateway/aanmelden/onderweg.hpp"

#include "xsd/model/sha256.hpp"

#include <algorithm>

namespace gateway::aanmelden {

namespace {

constexpr std::size_t most = 1000;

} // namespace

void Onderweg::vertrek(std::string_view state, Reis reis, std::int64_t nu_ms) {
    std::erase_if(all_, [&](auto const& one) { return one.second.tot_ms <= nu_ms; });
    if (all_.size() >= most) all_.erase(std::ranges::min_element(all_, {}, [](auto const& one) { return one.second.tot_ms; }));
    reis.tot_ms = nu_ms + langste_reis_ms;
    all_.insert_or_assign(model::sha256_hex(state), std::move(reis));
}

std::optional<Reis> Onderweg::terug(std::string_view state, std::string_view browser, std::int64_t nu_ms) {
    auto const at = all_.find(model::sha256_hex(state));
    if (at == all_.end()) return std::nullopt;
    auto reis = std::move(at->second);
    all_.erase(at);
    // Hashes are compared, so that the time it takes tells nothing of the secret.
    if (reis.tot_ms <= nu_ms || model::sha256_hex(reis.browser) != model::sha256_hex(browser)) return std::nullopt;
    return reis;
}

} // namespace gateway::aanmelden
