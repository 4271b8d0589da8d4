#include "tests/contract/engines.hpp"

#include <algorithm>

using namespace contract;
using namespace support;

TEST_CASE_TEMPLATE("a message is read back as it was saved", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const first = zending(toewijzingsbericht("T1", "999900006", {{1}}));
    auto const id = process(*store, first);
    CHECK(id == 1);

    auto const reader = good(store->reader());
    auto const record = good(reader->bericht(id));
    REQUIRE(record);
    CHECK(record->id == 1);
    CHECK(record->moment_ms == 1'777'000'000'000);
    CHECK(record->vandaag == model::date(2026, 5, 1));
    CHECK(record->kanaal == "cli");
    CHECK(record->sha256 == sha256(first.bytes));
    CHECK(record->grootte == static_cast<std::int64_t>(first.bytes.size()));
    CHECK(record->soort == model::parse_soort("WMO301"));
    CHECK(record->afzender == gemeente);
    CHECK(record->ontvanger == aanbieder);
    CHECK(record->identificatie == "T1");
    CHECK(record->uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(record->besluit_json == R"({"uitkomst":"goedgekeurd"})");
    CHECK(record->retour_soort == model::parse_soort("WMO302"));
    CHECK(record->contract_label == "noorderdal@2026-1");
    CHECK(record->contract_hash == "c0ffee");
    CHECK(good(reader->origineel(id)) == first.bytes);
    CHECK(good(reader->retour(id)) == "<retour/>");

    CHECK_FALSE(good(reader->bericht(2)));
    CHECK_FALSE(good(reader->origineel(2)));
    CHECK_FALSE(good(reader->retour(2)));
    auto const counted = good(reader->tellingen());
    CHECK(counted.berichten == 1);
    CHECK(counted.uit_open == 1);
    CHECK(counted.audit_leaves == 1);
}

TEST_CASE_TEMPLATE("a message refused at level 1 leaves a record without content", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    std::string const bytes = "<onzin/>";
    store::NieuwBericht refusal;
    refusal.ontvangst = {std::as_bytes(std::span(bytes)), sha256(bytes), "http", 5, model::date(2026, 5, 1)};
    refusal.uitkomst = model::Uitkomst::afgekeurd;
    refusal.besluit_json = "{}";
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.save(refusal);
        if (!id) return std::unexpected(id.error());
        return {};
    }));

    auto const reader = good(store->reader());
    auto const record = good(reader->bericht(1));
    REQUIRE(record);
    CHECK_FALSE(record->soort);
    CHECK(record->grootte == 8);
    CHECK_FALSE(record->retour_soort);
    CHECK_FALSE(good(reader->origineel(1)));
    CHECK_FALSE(good(reader->retour(1)));
    CHECK(good(reader->tellingen()).uit_open == 0);
    CHECK(good(reader->tellingen()).audit_leaves == 1);
}

TEST_CASE_TEMPLATE("the same bytes are found, other bytes are not", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const first = zending(toewijzingsbericht("T1", "999900006", {{1}}));
    process(*store, first);
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const same = good(tx.find_same(sha256(first.bytes)));
        REQUIRE(same);
        CHECK(same->id == 1);
        CHECK(same->besluit_json == R"({"uitkomst":"goedgekeurd"})");
        CHECK_FALSE(good(tx.find_same(sha256("iets anders"))));
        CHECK(good(tx.next_id()) == 2);
        return {};
    }));
}

TEST_CASE_TEMPLATE("the same bytes cannot be stored twice", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const first = afgekeurd(toewijzingsbericht("T1", "999900006", {{1}}));
    process(*store, first);
    CHECK_FALSE(store->transact(processing(first)));
    CHECK(tellingen(*store).berichten == 1);
    CHECK(tellingen(*store).audit_leaves == 1);
}

TEST_CASE_TEMPLATE("an identification stays used, also by a rejected message, per sender and kind (TR056)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const first = afgekeurd(toewijzingsbericht("T1", "999900006", {{1}}));
    CHECK_FALSE(facts(*store, first.bericht).identificatie_gebruikt);
    process(*store, first);
    CHECK(facts(*store, first.bericht).identificatie_gebruikt);
    CHECK_FALSE(facts(*store, toewijzingsbericht("T2", "999900006", {{1}})).identificatie_gebruikt);
    CHECK_FALSE(facts(*store, toewijzingsbericht("T1", "999900006", {{1}}, model::Domein::jw)).identificatie_gebruikt);
    CHECK_FALSE(facts(*store, declaratiebericht("T1", "D1", {})).identificatie_gebruikt);

    // Another message under the same identification is stored too.
    auto second = afgekeurd(toewijzingsbericht("T1", "999900006", {{2}}));
    second.bytes += " ";
    CHECK(process(*store, second) == 2);
    CHECK(facts(*store, first.bericht).identificatie_gebruikt);
}

TEST_CASE_TEMPLATE("a large message comes back byte for byte", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto large = zending(toewijzingsbericht("T1", "999900006", {{1}}));
    large.bytes.resize(25 * 1024 * 1024);
    std::uint32_t state = 1;
    for (char& c : large.bytes) { // does not compress, so it is many blocks
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    auto const id = process(*store, large);
    auto const reader = good(store->reader());
    auto const back = good(reader->origineel(id));
    REQUIRE(back);
    CHECK((*back == large.bytes));
    CHECK(good(reader->retour(id)) == "<retour/>");
}

TEST_CASE_TEMPLATE("a bundle is stored, active and found by hash and by label", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    store::Bundel const first{"noorderdal", "2026-1", "aaaa", {"9901", "9902"}, {{"bundel.toml", "naam = 1"}, {"tarieven.csv", ""}}, 7};
    store::Bundel const second{"noorderdal", "2026-2", "bbbb", {"9901"}, {{"bundel.toml", "naam = 2"}}, 8};
    auto const activate = [&](store::Bundel const& bundel) {
        good(store->transact([&](store::Transaction& tx) { return tx.activate(bundel); }));
    };
    auto const active = [&](std::string_view code) {
        std::optional<std::string> hash;
        good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            hash = good(tx.active_bundle(code));
            return {};
        }));
        return hash;
    };
    CHECK_FALSE(active("9901"));
    activate(first);
    CHECK(active("9901") == "aaaa");
    CHECK(active("9902") == "aaaa");
    CHECK_FALSE(active("9903"));
    auto const leaves = tellingen(*store).audit_leaves;
    CHECK(leaves == 1);

    activate(first);
    CHECK(tellingen(*store).audit_leaves == leaves);

    activate(second);
    CHECK(active("9901") == "bbbb");
    CHECK(active("9902") == "aaaa");
    CHECK(tellingen(*store).audit_leaves == leaves + 1);

    auto const reader = good(store->reader());
    for (std::string_view const name : {"aaaa", "noorderdal@2026-1"}) {
        auto const found = good(reader->bundel(name));
        REQUIRE(found);
        CHECK(found->naam == "noorderdal");
        CHECK(found->versie == "2026-1");
        CHECK(found->hash == "aaaa");
        CHECK(found->gemeenten == first.gemeenten);
        CHECK(found->bestanden == first.bestanden);
        CHECK(found->moment_ms == 7);
        CHECK(found->actief);
    }
    CHECK_FALSE(good(reader->bundel("noorderdal@2025-1")));
    auto const all = good(reader->bundels());
    REQUIRE(all.size() == 2);
    CHECK(all[0].bestanden.empty());
    CHECK(all[1].hash == "bbbb");

    // Going back to an earlier bundle is a change as well.
    activate(first);
    CHECK(active("9901") == "aaaa");
    CHECK_FALSE(good(reader->bundel("bbbb"))->actief);
    CHECK(tellingen(*store).audit_leaves == leaves + 2);
}
