#include "gateway/bewaren/uitvoer.hpp"

#include "gateway/inzage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace gateway::bewaren {

namespace {

constexpr std::int64_t group = 16; ///< steps in one transaction

/// The plan as it was begun, now or earlier.
model::Result<store::Bewaarplan> begonnen(store::Store& store, store::Reader& reader, Plan const& nu, Opdrachtgever const& wie, Klok const& klok) {
    auto const earlier = reader.bewaarplan(wie.hash);
    if (!earlier) return std::unexpected(earlier.error());
    if (*earlier) return **earlier;
    if (hash(nu) != wie.hash)
        return std::unexpected(model::Error{
            model::ErrorCode::wrong_use,
            fmt::format("Wat weg mag is veranderd sinds dat plan; er is niets gewist. Het plan van nu is {}: bekijk het eerst.", hash(nu))});
    store::Bewaarplan plan{.hash = wie.hash, .json = opdracht_json(nu), .moment_ms = klok().utc_ms, .door = wie.door};
    auto const done = store.transact([&plan](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.bewaar_plan(plan);
        if (!id) return std::unexpected(id.error());
        plan.id = *id;
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return plan;
}

} // namespace

model::Result<Uitslag> voer_uit(store::Store& store, store::Reader& reader, Pipeline const& pipeline, std::span<Regel const> regels, Plan const& nu,
                                Opdrachtgever const& wie, Klok const& klok, std::function<void(std::int64_t, std::int64_t)> const& voortgang) {
    auto const plan = begonnen(store, reader, nu, wie, klok);
    if (!plan) return std::unexpected(plan.error());
    auto const opdracht = lees_opdracht(plan->json);
    if (!opdracht) return std::unexpected(opdracht.error());
    if (auto done = noteer_clienten(store, reader, pipeline); !done) return std::unexpected(done.error());
    // Since it was begun somebody may hold on to something.
    auto const still = maak_plan(reader, regels, opdracht->op);
    if (!still) return std::unexpected(still.error());
    std::unordered_set<std::int64_t> mag;
    for (auto const& stap : still->stappen) mag.insert(stap.bericht);

    Uitslag uit{.eerder = plan->stappen};
    auto const berichten = static_cast<std::int64_t>(opdracht->berichten.size());
    auto const alle = berichten + (opdracht->inzage_voor_ms != 0 ? 1 : 0);
    for (auto van = plan->stappen; van < alle;) {
        auto const tot = std::min({van + group, alle, van < berichten ? berichten : alle});
        Uitslag erbij;
        auto const done = store.transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const moment = klok().utc_ms;
            auto const grond = fmt::format("bewaarplan {}{}{}", wie.hash, wie.grond.empty() ? "" : ": ", wie.grond);
            for (auto nummer = van; nummer < tot; ++nummer) {
                store::Bewaarstap stap{.plan = plan->id, .nummer = nummer, .bericht = 0, .uitslag = "gewist", .moment_ms = moment};
                if (nummer == berichten) {
                    auto const gewist = tx.wis_inzagen(opdracht->inzage_voor_ms, moment, wie.door, grond);
                    if (!gewist) return std::unexpected(gewist.error());
                    erbij.inzagen += *gewist;
                } else {
                    stap.bericht = opdracht->berichten[static_cast<std::size_t>(nummer)];
                    if (mag.contains(stap.bericht)) {
                        auto const gewist = tx.wis_bericht(stap.bericht, {.moment_ms = moment, .door = wie.door, .grond = grond});
                        if (!gewist) return std::unexpected(gewist.error());
                        ++erbij.gewist;
                    } else {
                        stap.uitslag = "overgeslagen";
                        ++erbij.overgeslagen;
                    }
                }
                if (auto kept = tx.bewaar_stap(stap); !kept) return kept;
            }
            return {};
        });
        if (!done) return std::unexpected(done.error());
        uit.gewist += erbij.gewist;
        uit.overgeslagen += erbij.overgeslagen;
        uit.inzagen += erbij.inzagen;
        van = tot;
        voortgang(van, alle);
    }
    return uit;
}

} // namespace gateway::bewaren
