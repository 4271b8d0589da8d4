#include "gateway/werk_termijn.hpp"

#include "gateway/run_on.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace gateway {

namespace {

constexpr std::int64_t at_once = 20; ///< a page of the work list

} // namespace

std::vector<store::Werk> verlopen(std::vector<store::Werk> const& open, model::Date vandaag) {
    std::vector<store::Werk> uit;
    std::ranges::copy_if(open, std::back_inserter(uit), [vandaag](store::Werk const& werk) {
        return werk.open && werk.soort == store::WerkSoort::aangehouden && werk.termijn && *werk.termijn < vandaag;
    });
    return uit;
}

WerkOpdracht goedkeuring_na_termijn(store::Werk const& werk) {
    WerkOpdracht opdracht;
    opdracht.besluit = "goedkeuren";
    opdracht.door = "systeem";
    opdracht.toelichting = fmt::format("de termijn van {} is verstreken", model::to_dutch(werk.termijn.value()));
    return opdracht;
}

namespace {

boost::asio::awaitable<void> approve(Services& services, store::Werk const& werk, Moment moment) {
    auto const opdracht = goedkeuring_na_termijn(werk);
    WerkUitslag uitslag;
    store::Store::Work work = [&services, &uitslag, &opdracht, moment, id = werk.id](store::Transaction& tx) -> model::Result<void> {
        auto done = beslis(services.pipeline, tx, id, opdracht, moment);
        if (!done) return std::unexpected(std::move(done.error()));
        uitslag = std::move(*done);
        return {};
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work), StoreThread::Commit::alone);
    bool const done = result && uitslag.soort == WerkUitslag::Soort::gedaan;
    services.log.write(done ? LogNiveau::info : LogNiveau::waarschuwing, done ? "werk_beslist" : "werk_niet_beslist",
                       {{"id", werk.id}, {"besluit", opdracht.besluit}});
    if (done && uitslag.bericht) services.metrics.decided(*uitslag.bericht);
}

} // namespace

boost::asio::awaitable<void> approve_overdue(Services& services) {
    if (services.config.aangehouden_na_termijn != "goedkeuren" || services.refuses() != nullptr) co_return;
    Moment const moment = services.klok();
    using Read = std::unique_ptr<model::Result<std::vector<store::Werk>>>;
    // Sorted by deadline, so what is past comes first. Page by page: what cannot be decided must not stand in the way of the rest.
    std::optional<store::WerkCursor> na;
    for (bool more = true; more;) {
        Read const open = co_await run_on(services.read, [&services, na] {
            return std::make_unique<model::Result<std::vector<store::Werk>>>(
                services.reader->werkvoorraad({true, store::WerkSoort::aangehouden, {}, {}}, na, at_once));
        });
        if (!*open) co_return; // the watch's own reads tell of a store that cannot be read
        auto const late = verlopen(**open, moment.vandaag);
        more = std::cmp_equal(late.size(), at_once);
        if (more) na = {late.back().termijn, late.back().id};
        for (auto const& werk : late) co_await approve(services, werk, moment);
    }
}

} // namespace gateway
