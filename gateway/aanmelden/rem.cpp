#include "gateway/aanmelden/rem.hpp"

#include "xsd/model/sha256.hpp"

#include <algorithm>

namespace gateway::aanmelden {

namespace {

constexpr std::size_t most = 10'000;
constexpr unsigned steps = 10; ///< 1, 2, 4, ... 512, and then 900 seconds
constexpr std::int64_t longest_ms = std::int64_t{900} * 1000;
constexpr std::int64_t forgotten_ms = std::int64_t{24} * 3600 * 1000;

} // namespace

std::int64_t Rem::wacht(std::string_view sleutel, std::int64_t nu_ms) const {
    auto const at = all_.find(model::sha256_hex(sleutel));
    if (at == all_.end() || at->second.tot_ms <= nu_ms) return 0;
    return (at->second.tot_ms - nu_ms + 999) / 1000;
}

void Rem::fout(std::string_view sleutel, std::int64_t nu_ms) {
    auto const key = model::sha256_hex(sleutel);
    if (!all_.contains(key) && all_.size() >= most)
        all_.erase(std::ranges::min_element(all_, {}, [](auto const& one) { return one.second.laatst_ms; }));
    auto& stand = all_[key];
    if (nu_ms - stand.laatst_ms > forgotten_ms) stand.fouten = 0;
    stand.laatst_ms = nu_ms;
    ++stand.fouten;
    if (stand.fouten <= vrij_) return;
    auto const step = stand.fouten - vrij_ - 1;
    stand.tot_ms = nu_ms + (step < steps ? std::int64_t{1000} << step : longest_ms);
}

void Rem::goed(std::string_view sleutel) { all_.erase(model::sha256_hex(sleutel)); }

} // namespace gateway::aanmelden
