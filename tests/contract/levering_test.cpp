#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* other_bsn = "999900018";

std::vector<model::LeveringFact> live(store::Store& store) { return facts(store, startbericht("X", bsn, {})).leveringen; }

model::Date day(std::int32_t month, std::int32_t number) { return model::date(2026, month, number); }

} // namespace

TEST_CASE_TEMPLATE("approved starts and stops are live, oldest first, as they were sent", Engine, SqliteEngine) {
    Engine engine;
    {
        auto const store = opened(engine);
        process(*store, zending(startbericht("S1", bsn, {{}})));
        process(*store, zending(stopbericht("S2", bsn, {{}})));
        process(*store, zending(startbericht("S3", bsn, {{"1", std::nullopt, std::nullopt, day(4, 1)}})));
    }
    auto const store = opened(engine);
    auto const found = live(*store);
    REQUIRE(found.size() == 3);
    CHECK_FALSE(found[0].stop);
    CHECK(found[0].toewijzing_nummer == 1);
    REQUIRE(found[0].product);
    CHECK(found[0].product->categorie == "02");
    CHECK(found[0].product->code == "02A03");
    CHECK(found[0].begindatum == day(1, 10));
    CHECK_FALSE(found[0].einddatum);
    CHECK(found[1].stop);
    CHECK(found[1].reden_beeindiging == "20");
    CHECK(found[1].einddatum == day(3, 1));
    // Taakgericht: no number.
    CHECK_FALSE(found[2].toewijzing_nummer);
    CHECK_FALSE(found[2].product);
    CHECK(found[2].begindatum == day(4, 1));
    // A 307 sees the same.
    CHECK(facts(*store, stopbericht("X", bsn, {})).leveringen.size() == 3);
}

TEST_CASE_TEMPLATE("deliveries are of one client at one aanbieder", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(startbericht("S1", other_bsn, {{}})));
    process(*store, zending(startbericht("S2", bsn, {{}}, "99000002")));
    CHECK(live(*store).empty());
}

TEST_CASE_TEMPLATE("status 3 takes away the live one with the same key; ToewijzingIngangsdatum is not in it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(startbericht("S1", bsn, {{"1", 1, "02A03", day(1, 10), day(1, 1)}, {"1", 2, "02A03", day(1, 10)}})));
    process(*store, zending(stopbericht("S2", bsn, {{}})));
    auto const remove = [&](char const* name, Stop stop) {
        stop.status = "3";
        process(*store, zending(stopbericht(name, bsn, {stop})));
        return live(*store).size();
    };
    CHECK(remove("S3", {{}, "37"}) == 3);
    CHECK(remove("S4", {{}, "20", day(3, 2)}) == 3);
    CHECK(remove("S5", {{"3", 2}}) == 3);
    CHECK(remove("S6", {}) == 2);
    process(*store, zending(startbericht("S7", bsn, {{"3", 1, "02A04", day(1, 10)}, {"3", 1, std::nullopt, day(1, 10)}})));
    CHECK(live(*store).size() == 2);
    process(*store, zending(startbericht("S8", bsn, {{"3", 1, "02A03", day(1, 10), day(2, 2)}})));
    auto const left = live(*store);
    REQUIRE(left.size() == 1);
    CHECK(left[0].toewijzing_nummer == 2);
    // The key is free again.
    process(*store, zending(startbericht("S9", bsn, {{}})));
    CHECK(live(*store).size() == 2);
}

TEST_CASE_TEMPLATE("a correction in one message removes before it adds, wherever the two stand", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(startbericht("S1", bsn, {{}})));
    process(*store, zending(stopbericht("S2", bsn, {{}})));
    process(*store, zending(stopbericht("S3", bsn, {{{"1"}, "37"}, {{"3"}, "20"}})));
    auto found = live(*store);
    REQUIRE(found.size() == 2);
    CHECK(found[1].reden_beeindiging == "37");
    // The same key twice: had the addition come first, the removal would have taken it.
    process(*store, zending(startbericht("S4", bsn, {{"1", 7}, {"3", 7}})));
    found = live(*store);
    REQUIRE(found.size() == 3);
    CHECK(found[2].toewijzing_nummer == 7);
}

TEST_CASE_TEMPLATE("rejected and parked starts change nothing (OP286)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, afgekeurd(startbericht("S1", bsn, {{}})));
    auto parked = zending(startbericht("S2", bsn, {{}}));
    parked.verdict.uitkomst = model::Uitkomst::aangehouden;
    process(*store, parked);
    CHECK(live(*store).empty());
}

TEST_CASE_TEMPLATE("a start finds the toewijzingen it names", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}, {2}, {3}})));
    auto const start = facts(*store, startbericht("X", bsn, {{"1", 1}, {"1", 9}, {"1", std::nullopt}}));
    CHECK(start.toewijzingen.size() == 1);
    REQUIRE(start.toewijzing(1) != nullptr);
    CHECK(start.toewijzing(1)->bsn == bsn);
    auto const stop = facts(*store, stopbericht("X", bsn, {{{"1", 3}}, {{"1", 2}}}));
    CHECK(stop.toewijzingen.size() == 2);
    CHECK(stop.toewijzing(3) != nullptr);
}
