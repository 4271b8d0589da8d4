#include "gateway/aanmelden/sessies.hpp"

#include "xsd/model/sha256.hpp"

#include <algorithm>

namespace gateway::aanmelden {

namespace {

constexpr std::size_t most = 10'000;
constexpr std::ptrdiff_t most_of_one = 10;

} // namespace

bool Aangemeld::heeft(store::Rol rol) const { return std::ranges::find(rollen, rol) != rollen.end(); }

bool Aangemeld::alle() const { return std::ranges::find(gemeenten, store::alle_gemeenten) != gemeenten.end(); }

bool Aangemeld::mag(std::string_view gemeente) const { return alle() || std::ranges::find(gemeenten, gemeente) != gemeenten.end(); }

std::int64_t Sessie::verloopt_ms() const { return std::min(laatst_ms + rust_ms, uiterlijk_ms()); }

std::pair<std::string, std::shared_ptr<Sessie const>> Sessies::begin(Aangemeld wie, std::int64_t nu_ms) {
    ruim_op(nu_ms);
    auto const oldest = [this](std::string const* of) {
        auto found = all_.end();
        for (auto at = all_.begin(); at != all_.end(); ++at)
            if ((of == nullptr || at->second->wie.gebruiker == *of) && (found == all_.end() || at->second->laatst_ms < found->second->laatst_ms))
                found = at;
        return found;
    };
    auto const of_one = std::ranges::count_if(all_, [&](auto const& one) { return one.second->wie.gebruiker == wie.gebruiker; });
    if (auto const gone = of_one >= most_of_one ? oldest(&wie.gebruiker) : all_.size() >= most ? oldest(nullptr) : all_.end(); gone != all_.end()) {
        gone->second->beeindigd = true;
        all_.erase(gone);
    }
    auto cookie = geheim_();
    auto sessie = std::make_shared<Sessie>(Sessie{std::move(wie), geheim_(), nu_ms, nu_ms});
    all_.insert_or_assign(model::sha256_hex(cookie), sessie);
    return {std::move(cookie), std::move(sessie)};
}

std::shared_ptr<Sessie const> Sessies::vind(std::string_view cookie, std::int64_t nu_ms, bool verleng) {
    auto const at = all_.find(model::sha256_hex(cookie));
    if (at == all_.end()) return nullptr;
    if (!at->second->geldig(nu_ms)) {
        at->second->beeindigd = true;
        all_.erase(at);
        return nullptr;
    }
    if (verleng) at->second->laatst_ms = std::max(at->second->laatst_ms, nu_ms);
    return at->second;
}

void Sessies::eindig(std::string_view cookie) {
    auto const at = all_.find(model::sha256_hex(cookie));
    if (at == all_.end()) return;
    at->second->beeindigd = true;
    all_.erase(at);
}

void Sessies::eindig_van(std::string_view gebruiker) {
    std::erase_if(all_, [&](auto const& one) {
        if (one.second->wie.gebruiker != gebruiker) return false;
        one.second->beeindigd = true;
        return true;
    });
}

void Sessies::ruim_op(std::int64_t nu_ms) {
    std::erase_if(all_, [&](auto const& one) {
        if (one.second->geldig(nu_ms)) return false;
        one.second->beeindigd = true;
        return true;
    });
}

} // namespace gateway::aanmelden
