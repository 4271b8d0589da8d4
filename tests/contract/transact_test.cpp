#include "tests/contract/engines.hpp"

#include <stdexcept>

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";

model::Result<void> fails(store::Transaction&) { return std::unexpected(model::Error{model::ErrorCode::internal, "test"}); }

std::vector<Zending> many(int count) {
    std::vector<Zending> zendingen;
    for (int i = 0; i < count; ++i) zendingen.push_back(zending(toewijzingsbericht(fmt::format("T{}", i), bsn, {{i}})));
    return zendingen;
}

} // namespace

TEST_CASE_TEMPLATE("work that fails leaves no trace; the others of its group stay", Engine, SqliteEngine) {
    Engine engine;
    auto store = opened(engine);
    auto const zendingen = many(3);
    auto const half = [&](store::Transaction& tx) -> model::Result<void> {
        good(processing(zendingen[1])(tx));
        return fails(tx);
    };
    std::vector<store::Store::Work> const group{processing(zendingen[0]), half, processing(zendingen[2])};
    auto const results = store->transact(group);
    REQUIRE(results.size() == 3);
    CHECK(results[0].has_value());
    CHECK(results[1].error().context == "test");
    CHECK(results[2].has_value());

    auto const reader = good(store->reader());
    CHECK(good(reader->bericht(1))->identificatie == "T0");
    CHECK(good(reader->bericht(2))->identificatie == "T2");
    CHECK_FALSE(good(reader->bericht(3)));
    CHECK(facts(*store, zendingen[1].bericht).toewijzingen.empty());
    auto const before = good(reader->tellingen());
    CHECK(before.audit_leaves == 2);

    // The log in memory went back too, or opening again would find it different.
    store.reset();
    store = opened(engine);
    CHECK(tellingen(*store).audit_root == before.audit_root);
}

TEST_CASE_TEMPLATE("later work of a group sees what earlier work did", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const first = zending(toewijzingsbericht("T1", bsn, {{1}}));
    std::vector<store::Store::Work> const group{processing(first), [&](store::Transaction& tx) -> model::Result<void> {
                                                    CHECK(good(tx.find_same(sha256(first.bytes)))->id == 1);
                                                    CHECK(good(tx.facts(first.bericht)).toewijzingen.size() == 1);
                                                    return {};
                                                }};
    for (auto const& result : store->transact(group)) CHECK(result.has_value());
}

TEST_CASE_TEMPLATE("abandoned work succeeds and leaves no trace, alone and in a group", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const zendingen = many(2);
    auto const proef = [&](store::Transaction& tx) -> model::Result<void> {
        good(processing(zendingen[0])(tx));
        tx.abandon();
        return {};
    };
    CHECK(store->transact(store::Store::Work(proef)).has_value());
    CHECK(tellingen(*store).berichten == 0);

    std::vector<store::Store::Work> const group{proef, processing(zendingen[1])};
    for (auto const& result : store->transact(group)) CHECK(result.has_value());
    CHECK(tellingen(*store).berichten == 1);
    CHECK(tellingen(*store).audit_leaves == 1);
    CHECK(good(good(store->reader())->bericht(1))->identificatie == "T1");
    CHECK(facts(*store, zendingen[0].bericht).toewijzingen.empty());
}

TEST_CASE_TEMPLATE("failed work alone leaves no trace and the store goes on", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const zendingen = many(1);
    auto const result = store->transact([&](store::Transaction& tx) -> model::Result<void> {
        good(processing(zendingen[0])(tx));
        return fails(tx);
    });
    CHECK_FALSE(result.has_value());
    CHECK(tellingen(*store).berichten == 0);
    CHECK(process(*store, zendingen[0]) == 1);
}

TEST_CASE_TEMPLATE("an exception undoes the whole group and the store goes on", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const zendingen = many(2);
    std::vector<store::Store::Work> const group{processing(zendingen[0]),
                                                [](store::Transaction&) -> model::Result<void> { throw std::logic_error("a bug"); }};
    CHECK_THROWS_AS(store->transact(group), std::logic_error);
    CHECK(tellingen(*store).berichten == 0);
    CHECK(process(*store, zendingen[1]) == 1);
    CHECK(tellingen(*store).audit_leaves == 1);
}

TEST_CASE_TEMPLATE("a group of 1,000 messages is one commit, and survives a restart with the same root", Engine, SqliteEngine) {
    Engine engine;
    auto store = opened(engine);
    auto const zendingen = many(1000);
    std::vector<store::Store::Work> group;
    for (auto const& z : zendingen) group.push_back(processing(z));
    auto const empty = tellingen(*store);
    for (auto const& result : store->transact(group)) REQUIRE(result.has_value());
    auto const before = tellingen(*store);
    CHECK(before.berichten == 1000);
    CHECK(before.uit_open == 1000);
    CHECK(before.audit_leaves == 1000);
    CHECK(before.audit_root != empty.audit_root);

    good(store->maintain());
    good(store->maintain());
    store.reset();
    store = opened(engine);
    auto const after = tellingen(*store);
    CHECK(after.berichten == 1000);
    CHECK(after.audit_leaves == 1000);
    CHECK(after.audit_root == before.audit_root);
    auto const next = zending(toewijzingsbericht("volgende", bsn, {{5000}}));
    CHECK(process(*store, next) == 1001);
    CHECK(facts(*store, zendingen[999].bericht).toewijzingen.size() == 1);
}

TEST_CASE_TEMPLATE("a second opening of the same store is refused", Engine, SqliteEngine) {
    Engine engine;
    auto store = opened(engine);
    auto const second = engine.open();
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == model::ErrorCode::store_busy);
    store.reset();
    CHECK(engine.open().has_value());
}

TEST_CASE_TEMPLATE("a reader sees only what is committed", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const reader = good(store->reader());
    auto const first = zending(toewijzingsbericht("T1", bsn, {{1}}));
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        good(processing(first)(tx));
        CHECK_FALSE(good(reader->bericht(1)));
        return {};
    }));
    CHECK(good(reader->bericht(1)));
}
