#include "gateway/partner_certificaten.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gateway {

namespace {

bool kent(Partners const& boek, std::string_view oin) {
    return std::ranges::find(boek.partners(), oin, &Partner::oin) != boek.partners().end();
}

} // namespace

std::int64_t PartnerCertificaat::dagen(std::int64_t utc_ms) const {
    using std::chrono::days;
    auto const tot = std::chrono::floor<days>(std::chrono::sys_seconds(std::chrono::seconds(geldig_tot)));
    auto const nu = std::chrono::floor<days>(std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(utc_ms)));
    return (tot - nu).count();
}

void PartnerCertificaten::zie(Partners const& boek, std::string_view oin, PartnerCertificaat certificaat) {
    if (!kent(boek, oin)) return;
    std::scoped_lock const lock(mutex_);
    if (auto const at = laatste_.find(oin); at != laatste_.end()) {
        at->second = std::move(certificaat);
        return;
    }
    // Who left the book makes room for who came.
    std::erase_if(laatste_, [&](auto const& one) { return !kent(boek, one.first); });
    laatste_.emplace(std::string(oin), std::move(certificaat));
}

std::optional<PartnerCertificaat> PartnerCertificaten::van(std::string_view oin) const {
    std::scoped_lock const lock(mutex_);
    auto const at = laatste_.find(oin);
    return at == laatste_.end() ? std::nullopt : std::optional(at->second);
}

} // namespace gateway
