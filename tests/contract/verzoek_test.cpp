#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;
using Toestand = model::VerzoekToestand;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* other_bsn = "999900018";

/// As the answer to it would see the verzoek.
std::optional<model::VerzoekFact> verzoek(store::Store& store, std::string const& referentie) {
    auto const known = facts(store, verzoekantwoord("X", referentie, "1"));
    auto const found = known.verzoeken.find(referentie);
    return found == known.verzoeken.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

TEST_CASE_TEMPLATE("each product of a 315 is a verzoek, a 317 is one as a whole", Engine, SqliteEngine) {
    Engine engine;
    {
        auto const store = opened(engine);
        process(*store, zending(verzoekbericht("V1", bsn, {"A", "B"})));
        process(*store, zending(wijzigingsbericht("W1", other_bsn, "C", {1, 2})));
    }
    auto const store = opened(engine);
    auto const a = verzoek(*store, "A");
    REQUIRE(a);
    CHECK(a->toestand == Toestand::open);
    CHECK_FALSE(a->wijziging);
    CHECK(facts(*store, verzoekbericht("X", bsn, {"A"})).verzoeken.at("A").bsn == bsn);
    CHECK(facts(*store, verzoekbericht("X", other_bsn, {"A"})).verzoeken.at("A").bsn != bsn);
    CHECK_FALSE(a->laatste_antwoord);
    CHECK(verzoek(*store, "B"));
    auto const c = verzoek(*store, "C");
    REQUIRE(c);
    CHECK(c->wijziging);
    CHECK(facts(*store, wijzigingsbericht("X", other_bsn, "C", {1, 2})).verzoeken.at("C").bsn == other_bsn);
    CHECK_FALSE(verzoek(*store, "D"));
    CHECK_FALSE(verzoek(*store, "a"));
}

TEST_CASE_TEMPLATE("a rejected or parked verzoek does not exist and keeps no reference (OP286)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, afgekeurd(verzoekbericht("V1", bsn, {"A"})));
    auto parked = zending(wijzigingsbericht("W1", bsn, "B"));
    parked.verdict.uitkomst = model::Uitkomst::aangehouden;
    process(*store, parked);
    auto const known = facts(*store, verzoekbericht("X", bsn, {"A", "B"}));
    CHECK(known.verzoeken.empty());
    CHECK(known.verzoek_referenties.empty());
}

TEST_CASE_TEMPLATE("answers move a verzoek along (process.md 6)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(verzoekbericht("V1", bsn, {"A", "B", "C", "D"})));
    process(*store, zending(verzoekantwoord("N1", "A", "2")));
    CHECK(verzoek(*store, "A")->toestand == Toestand::in_onderzoek);
    CHECK(verzoek(*store, "A")->laatste_antwoord == model::Code("2"));
    CHECK(verzoek(*store, "A")->hangend());
    process(*store, zending(verzoekantwoord("N2", "A", "1")));
    CHECK(verzoek(*store, "A")->toestand == Toestand::afgewezen);
    CHECK(verzoek(*store, "A")->laatste_antwoord == model::Code("1"));
    CHECK_FALSE(verzoek(*store, "A")->hangend());
    process(*store, afgekeurd(verzoekantwoord("N3", "B", "1")));
    CHECK(verzoek(*store, "B")->toestand == Toestand::open);
    CHECK_FALSE(verzoek(*store, "B")->laatste_antwoord);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "C"}, {2}})));
    CHECK(verzoek(*store, "C")->toestand == Toestand::gehonoreerd);
    CHECK(verzoek(*store, "D")->toestand == Toestand::open);
    process(*store, afgekeurd(toewijzingsbericht("T2", bsn, {{3, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "D"}})));
    CHECK(verzoek(*store, "D")->toestand == Toestand::open);
    // Late mail: the gemeente looked into it and then honoured it.
    process(*store, zending(verzoekantwoord("N4", "C", "2")));
    CHECK(verzoek(*store, "C")->toestand == Toestand::gehonoreerd);
    CHECK(verzoek(*store, "C")->laatste_antwoord == model::Code("2"));
}

TEST_CASE_TEMPLATE("a 301 that honours a change names one reference with every toewijzing", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(wijzigingsbericht("W1", bsn, "A", {1})));
    auto const honoured = toewijzingsbericht(
        "T1", bsn,
        {{1, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "A"}, {2, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "A"}});
    auto const known = facts(*store, honoured);
    REQUIRE(known.verzoeken.contains("A"));
    CHECK(known.verzoeken.at("A").toestand == Toestand::open);
    process(*store, zending(honoured));
    CHECK(verzoek(*store, "A")->toestand == Toestand::gehonoreerd);
}

TEST_CASE_TEMPLATE("a reference is unique over all gemeenten; a verzoek is of one", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(verzoekbericht("V1", bsn, {"A"}, "9902")));
    process(*store, zending(verzoekbericht("V2", bsn, {"B"}, gemeente, model::Domein::jw)));
    auto const known = facts(*store, verzoekbericht("X", bsn, {"A", "B", "C"}));
    CHECK(known.verzoeken.empty());
    CHECK(known.verzoek_referenties.size() == 1);
    CHECK(known.verzoek_referenties.contains("A"));
    CHECK(facts(*store, wijzigingsbericht("X", bsn, "A")).verzoek_referenties.contains("A"));
    CHECK_FALSE(verzoek(*store, "A"));
    CHECK(facts(*store, verzoekantwoord("X", "A", "1", "9902")).verzoeken.contains("A"));
}

TEST_CASE_TEMPLATE("a new verzoek and a 301 see the other verzoeken of their client", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(verzoekbericht("V1", bsn, {"A", "B"})));
    process(*store, zending(verzoekbericht("V2", other_bsn, {"C"})));
    process(*store, zending(verzoekantwoord("N1", "A", "1")));
    for (auto const& message : {verzoekbericht("X", bsn, {"N"}), wijzigingsbericht("X", bsn, "N"),
                                toewijzingsbericht("X", bsn, {{1, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "N"}})}) {
        CAPTURE(message.soort.nummer);
        auto const known = facts(*store, message);
        CHECK(known.verzoeken.size() == 2);
        CHECK(known.verzoeken.at("A").toestand == Toestand::afgewezen);
        CHECK(known.verzoeken.at("B").toestand == Toestand::open);
        CHECK(known.verzoek_referenties.empty());
    }
    // One that names another client's reference sees that it is somebody else's.
    auto const known = facts(*store, toewijzingsbericht("X", bsn, {{1, "10:00:00", model::date(2026, 1, 5), {}, {}, 120, "C"}}));
    REQUIRE(known.verzoeken.contains("C"));
    CHECK(known.verzoeken.at("C").bsn != bsn);
    // Without a reference there is nothing to look for.
    CHECK(facts(*store, toewijzingsbericht("X", bsn, {{1}})).verzoeken.empty());
}

TEST_CASE_TEMPLATE("a verzoek sees all toewijzingen of its client, and those it names", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{30}, {10}})));
    process(*store, zending(toewijzingsbericht("T2", other_bsn, {{20}})));
    process(*store, zending(toewijzingsbericht("T3", bsn, {{10, "11:00:00"}, {40}})));
    process(*store, zending(toewijzingsbericht("T4", bsn, {{50}}, model::Domein::jw)));
    std::vector<std::int64_t> const mine{10, 30, 40};

    auto const asked = facts(*store, verzoekbericht("X", bsn, {"A"}));
    CHECK(asked.client_toewijzingen == mine);
    CHECK(asked.toewijzingen.size() == 3);
    REQUIRE(asked.toewijzing(10) != nullptr);
    CHECK(asked.toewijzing(10)->toewijzingstijd == "11:00:00");

    auto const change = facts(*store, wijzigingsbericht("X", bsn, "A", {10, 99}, {20}));
    CHECK(change.client_toewijzingen == mine);
    CHECK(change.toewijzingen.size() == 4);
    REQUIRE(change.toewijzing(20) != nullptr);
    CHECK(change.toewijzing(20)->bsn != bsn);
    CHECK(change.toewijzing(10)->bsn == bsn);
    CHECK(change.clienten.contains(bsn));
    CHECK_FALSE(facts(*store, wijzigingsbericht("X", "999900031", "A")).clienten.contains("999900031"));
    CHECK(facts(*store, verzoekbericht("X", "999900031", {"A"})).client_toewijzingen.empty());
}
