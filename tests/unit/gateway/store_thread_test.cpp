#include "gateway/store_thread.hpp"
#include "store/logboek.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <vector>

using namespace gateway;

namespace {

/// A transaction nobody looks into.
struct NoTransaction : store::Transaction {
    template <class T>
    using Result = model::Result<T>;
    Result<std::optional<store::BerichtRecord>> find_same(std::string_view) override { return std::nullopt; }
    Result<store::BerichtId> next_id() override { return 1; }
    Result<model::Facts> facts(model::Message const&) override { return model::Facts{}; }
    Result<model::ContractFeiten> contract_feiten(model::Message const&, model::ContractVraag const&) override {
        return model::ContractFeiten{};
    }
    Result<std::optional<std::string>> active_bundle(std::string_view) override { return std::nullopt; }
    Result<std::optional<store::Bundel>> bundle(std::string_view) override { return std::nullopt; }
    bool bewaart_tekst(store::NieuwBericht const&) const override { return true; }
    Result<store::BerichtId> save(store::NieuwBericht const&) override { return 1; }
    Result<void> book(store::BerichtId, model::Message const&, model::Verdict const&, model::Facts const&) override { return {}; }
    Result<void> registreer(std::span<model::Registratie const>, std::int64_t) override { return {}; }
    Result<void> omgeving(std::string_view, std::int64_t) override { return {}; }
    Result<store::LogEinde> log_einde() override { return {}; }
    Result<bool> bewaar_controlepunt(store::Controlepunt const&, std::uint64_t) override { return true; }
    Result<std::optional<store::BerichtRecord>> bericht(store::BerichtId) override { return std::nullopt; }
    Result<std::optional<std::string>> origineel(store::BerichtId) override { return std::nullopt; }
    Result<void> add_werk(store::BerichtId, model::Message const&, model::Date, std::span<store::NieuwWerk const>) override { return {}; }
    Result<std::optional<store::Werk>> werk(store::WerkId) override { return std::nullopt; }
    Result<void> decide_werk(store::Werk const&, store::WerkBesluit const&, bool) override { return {}; }
    Result<bool> honoreer(store::Werk const&, store::BerichtId) override { return false; }
    Result<void> settle(store::BerichtId, store::NieuweAfdoening const&) override { return {}; }
    Result<store::UitId> stuur(store::NieuwUit const&) override { return 1; }
    Result<std::optional<store::Uit>> uit(store::UitId) override { return std::nullopt; }
    Result<std::vector<store::Uit>> uit_lijst(store::UitFilter const&, store::UitId, std::int64_t) override {
        return std::vector<store::Uit>{};
    }
    Result<std::optional<store::Uit>> uit_op_referentie(std::string_view) override { return std::nullopt; }
    Result<void> zet_uit(store::UitId, store::outbox::Uitgaand const&, std::string_view, std::string_view) override { return {}; }
    Result<void> heropen_uit(store::Uit const&, std::int64_t, std::string_view) override { return {}; }
    Result<void> verwacht_niet(store::BerichtId) override { return {}; }
    Result<std::string> vingerafdruk(std::string_view sha256) override { return std::string(sha256); }
    Result<std::optional<store::EnvelopRecord>> envelop(std::string_view, std::string_view) override { return std::nullopt; }
    Result<store::EnvelopId> bewaar_envelop(store::NieuwEnvelop const&) override { return 1; }
    Result<void> antwoord_op(store::UitId, store::EnvelopId) override { return {}; }
    Result<std::int64_t> envelop_tijdstip(std::int64_t moment_ms) override { return moment_ms; }
    Result<std::optional<store::Werk>> werk_van(store::BerichtId, store::WerkSoort, std::string_view, std::string_view) override {
        return std::nullopt;
    }
    Result<bool> later_tijdstip(std::string_view, std::string_view) override { return true; }
    Result<void> onthoud_indiener(store::BerichtId, std::string_view) override { return {}; }
    Result<void> log_conflict(store::EnvelopConflict const&) override { return {}; }
    Result<void> log_klok(std::int64_t, std::int64_t) override { return {}; }
    Result<void> activate(store::Bundel const&) override { return {}; }
    Result<void> stel_voor(store::Bundel const&, std::string_view) override { return {}; }
    Result<bool> eindig_voorstel(std::string_view, store::Daad const&) override { return false; }
    Result<std::optional<store::Gebruiker>> gebruiker(std::string_view) override { return std::nullopt; }
    Result<void> bewaar_gebruiker(store::Gebruiker const&, store::Daad const&) override { return {}; }
    Result<bool> verwijder_gebruiker(std::string_view, store::Daad const&) override { return false; }
    Result<store::Gewist> wis_client(std::string_view, store::Wissing const&) override { return store::Gewist{}; }
    Result<store::Gewist> wis_bericht(store::BerichtId, store::Wissing const&) override { return store::Gewist{}; }
    Result<store::InzageId> noteer_inzage(store::NieuweInzage const&) override { return 1; }
    Result<void> noteer_clienten(std::span<store::BerichtClienten const>) override { return {}; }
    Result<std::int64_t> wis_inzagen(std::int64_t, std::int64_t, std::string_view, std::string_view) override { return 0; }
    Result<void> houd_vast(store::Vasthouding const&) override { return {}; }
    Result<std::int64_t> bewaar_plan(store::Bewaarplan const&) override { return 1; }
    Result<void> bewaar_stap(store::Bewaarstap const&) override { return {}; }
    void abandon() override {}
};

/// Runs work without a disk; remembers the size of each group; can be held and can fail its commit.
struct FakeStore : store::Store {
    std::vector<model::Result<void>> transact(std::span<Work const> work) override {
        {
            std::unique_lock lock(mutex);
            holding = held;
            changed.notify_all();
            changed.wait(lock, [&] { return !held; });
            groups.push_back(work.size());
        }
        NoTransaction tx;
        std::vector<model::Result<void>> results;
        for (auto const& one : work) results.push_back(one(tx));
        if (failing)
            for (auto& result : results) result = std::unexpected(*failing);
        return results;
    }
    model::Result<std::unique_ptr<store::Reader>> reader() override { return std::unexpected(model::Error{}); }
    model::Result<void> maintain() override { return {}; }

    void release() {
        {
            std::lock_guard const lock(mutex);
            held = false;
        }
        changed.notify_all();
    }

    void wait_until_held() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return holding; });
    }

    std::mutex mutex;
    std::condition_variable changed;
    bool held = false;
    bool holding = false; ///< the store thread stands here
    std::vector<std::size_t> groups;
    std::optional<model::Error> failing;
};

struct Setup {
    FakeStore store;
    Metrics metrics;
    Log log{STDERR_FILENO, LogNiveau::fout, LogVorm::json};
    int distrusted = 0;

    std::future<model::Result<void>> submit(StoreThread& thread, store::Store::Work work,
                                            StoreThread::Commit commit = StoreThread::Commit::shared) {
        auto promise = std::make_shared<std::promise<model::Result<void>>>();
        thread.submit(
            std::move(work), [promise](model::Result<void> result) { promise->set_value(std::move(result)); }, commit);
        return promise->get_future();
    }
};

model::Result<void> fine(store::Transaction&) { return {}; }

} // namespace

TEST_CASE("work that waits is committed in groups of at most the limit, in order") {
    Setup setup;
    setup.store.held = true;
    std::vector<int> order;
    {
        StoreThread thread(setup.store, 4, setup.metrics, setup.log, [](model::Error const&) {});
        std::vector<std::future<model::Result<void>>> results;
        for (int i = 0; i < 10; ++i)
            results.push_back(setup.submit(thread, [&order, i](store::Transaction&) -> model::Result<void> {
                order.push_back(i);
                return {};
            }));
        setup.store.release();
        for (auto& result : results) CHECK(result.get());
    }
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    std::size_t total = 0;
    for (auto const size : setup.store.groups) {
        CHECK(size <= 4);
        total += size;
    }
    CHECK(total == 10);
    CHECK(setup.store.groups.size() <= 4); // the first may have gone alone, the others waited for it
}

TEST_CASE("a long message is committed by itself") {
    Setup setup;
    setup.store.held = true;
    {
        StoreThread thread(setup.store, 8, setup.metrics, setup.log, [](model::Error const&) {});
        std::vector<std::future<model::Result<void>>> results;
        results.push_back(setup.submit(thread, fine, StoreThread::Commit::alone)); // holds the thread until all are queued
        for (auto const commit : {StoreThread::Commit::shared, StoreThread::Commit::shared, StoreThread::Commit::alone,
                                  StoreThread::Commit::shared, StoreThread::Commit::shared})
            results.push_back(setup.submit(thread, fine, commit));
        setup.store.release();
        for (auto& result : results) CHECK(result.get());
    }
    CHECK(setup.store.groups == std::vector<std::size_t>{1, 2, 1, 2});
}

TEST_CASE("an exception spoils its own work only") {
    Setup setup;
    StoreThread thread(setup.store, 8, setup.metrics, setup.log, [](model::Error const&) {});
    auto thrown = setup.submit(thread, [](store::Transaction&) -> model::Result<void> { throw std::logic_error("bug"); });
    auto memory = setup.submit(thread, [](store::Transaction&) -> model::Result<void> { throw std::bad_alloc(); });
    auto good = setup.submit(thread, fine);
    auto const result = thrown.get();
    REQUIRE_FALSE(result);
    CHECK(result.error().code == model::ErrorCode::internal);
    CHECK(memory.get().error().effect() == model::Effect::retry);
    CHECK(good.get());
}

TEST_CASE("after a failed sync nothing is committed any more, and the process is told once") {
    Setup setup;
    setup.store.failing = model::Error{model::ErrorCode::store_io, "fsync"};
    REQUIRE(setup.store.failing->effect() == model::Effect::stop);
    {
        StoreThread thread(setup.store, 1, setup.metrics, setup.log, [&](model::Error const&) { ++setup.distrusted; });
        CHECK_FALSE(setup.submit(thread, fine).get());
        setup.store.failing.reset();
        bool ran = false;
        auto const later = setup
                               .submit(thread,
                                       [&ran](store::Transaction&) -> model::Result<void> {
                                           ran = true;
                                           return {};
                                       })
                               .get();
        REQUIRE_FALSE(later);
        CHECK(later.error().code == model::ErrorCode::store_io);
        CHECK_FALSE(ran);
    }
    CHECK(setup.distrusted == 1);
    CHECK(setup.store.groups.size() == 1);
}

TEST_CASE("stop finishes what was handed in") {
    Setup setup;
    std::vector<std::future<model::Result<void>>> results;
    {
        StoreThread thread(setup.store, 2, setup.metrics, setup.log, [](model::Error const&) {});
        for (int i = 0; i < 20; ++i) results.push_back(setup.submit(thread, fine));
    }
    for (auto& result : results) CHECK(result.get());
}

TEST_CASE("a store thread that comes round shows it, one that hangs does not") {
    Setup setup;
    StoreThread thread(setup.store, 8, setup.metrics, setup.log, [](model::Error const&) {});
    auto const before = thread.hartslag();
    auto after = thread.hartslag();
    while (after == before) after = thread.hartslag(); // it wakes although there is no work
    {
        std::lock_guard const lock(setup.store.mutex);
        setup.store.held = true;
    }
    auto hanging = setup.submit(thread, fine);
    setup.store.wait_until_held();
    auto const held = thread.hartslag();
    for (int i = 0; i < 1000; ++i) CHECK(thread.hartslag() == held);
    setup.store.release();
    CHECK(hanging.get());
    while (thread.hartslag() == held) {}
}
