#include "gateway/opnieuw.hpp"

namespace gateway {

namespace {

constexpr std::int64_t at_most = 10'000;

} // namespace

model::Result<Heropend> heropen(store::Transaction& tx, store::UitId id, std::int64_t moment_ms, std::string_view door) {
    auto const uit = tx.uit(id);
    if (!uit) return std::unexpected(uit.error());
    Heropend out;
    out.onbekend = !uit->has_value();
    if (out.onbekend) return out;
    out.niet_opgegeven = (*uit)->stand.toestand != store::outbox::Toestand::opgegeven;
    if (out.niet_opgegeven) return out;
    if (auto done = tx.heropen_uit(**uit, moment_ms, door); !done) return std::unexpected(done.error());
    out.ids.push_back(id);
    return out;
}

model::Result<Heropend> heropen_alle(store::Transaction& tx, store::UitFilter filter, std::int64_t moment_ms, std::string_view door) {
    filter.toestand = store::outbox::Toestand::opgegeven;
    auto const dood = tx.uit_lijst(filter, 0, at_most);
    if (!dood) return std::unexpected(dood.error());
    Heropend out;
    for (auto const& uit : *dood) {
        if (auto done = tx.heropen_uit(uit, moment_ms, door); !done) return std::unexpected(done.error());
        out.ids.push_back(uit.id);
    }
    return out;
}

} // namespace gateway
