#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;
using Toestand = model::VerzoekToestand;

namespace {

constexpr char const* bsn = "999900006";

model::Message retour302(model::Message const& heen, model::RetourCodes const& codes = {}) {
    return retour<model::Bericht302>(heen, codes);
}
model::Message retour320(model::Message const& heen, model::RetourCodes const& codes = {}) {
    return retour<model::Bericht320>(heen, codes);
}

model::VerzoekFact verzoek(store::Store& store, std::string const& referentie) {
    return facts(store, verzoekantwoord("X", referentie, "1")).verzoeken.at(referentie);
}

model::Message versie(char const* identificatie, std::int64_t nummer, std::int64_t volume, std::int32_t day, std::string referentie = {}) {
    return toewijzingsbericht(identificatie, bsn, {{nummer, "10:00:00", model::date(2026, 2, day), {}, {}, volume, std::move(referentie)}});
}

model::Facts toewijzing(store::Store& store, std::int64_t nummer = 1) { return facts(store, versie("X", nummer, 1, 1)); }

} // namespace

TEST_CASE_TEMPLATE("a retour finds its heenbericht by the header that it repeats", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = versie("T1", 1, 1, 1);
    CHECK_FALSE(facts(*store, retour302(heen)).heenbericht);
    process(*store, zending(verzoekbericht("T1", bsn, {"A"})));
    CHECK_FALSE(facts(*store, retour302(heen)).heenbericht);
    auto const id = process(*store, zending(heen));
    auto const known = facts(*store, retour302(heen));
    REQUIRE(known.heenbericht);
    CHECK(known.heenbericht->bericht == id);
    CHECK_FALSE(known.heenbericht->beantwoord);

    auto other = retour302(heen);
    std::get<model::Bericht302>(other.inhoud).header.ontvanger = "99000002";
    CHECK_FALSE(facts(*store, other).heenbericht);
    other = retour302(heen);
    std::get<model::Bericht302>(other.inhoud).header.afzender = "9902";
    CHECK_FALSE(facts(*store, other).heenbericht);
    other = retour302(heen);
    other.soort.domein = model::Domein::jw;
    CHECK_FALSE(facts(*store, other).heenbericht);
    other = retour302(heen);
    other.identificatie_sleutel = "T2";
    CHECK_FALSE(facts(*store, other).heenbericht);
}

TEST_CASE_TEMPLATE("every kind of retour finds its kind of heenbericht, and a second one finds it answered", Engine, SqliteEngine) {
    Engine engine;
    auto const start = startbericht("S1", bsn, {{}});
    auto const stop = stopbericht("S2", bsn, {{}});
    auto const vot = verzoekbericht("V1", bsn, {"A"});
    auto const vow = wijzigingsbericht("W1", bsn, "B");
    auto const antwoord = verzoekantwoord("N1", "A", "2");
    auto const heen = versie("T1", 1, 1, 1);
    std::vector const messages{start, stop, vot, vow, antwoord, heen};
    std::vector const retours{retour<model::Bericht306>(start),
                              retour<model::Bericht308>(stop),
                              retour<model::Bericht316>(vot),
                              retour<model::Bericht318>(vow),
                              retour320(antwoord),
                              retour302(heen)};
    {
        auto const store = opened(engine);
        for (auto const& message : messages) process(*store, zending(message));
        for (std::size_t i = 0; i < retours.size(); ++i) {
            CAPTURE(i);
            auto const found = facts(*store, retours[i]).heenbericht;
            REQUIRE(found);
            CHECK(found->bericht == static_cast<store::BerichtId>(i + 1));
            CHECK_FALSE(found->beantwoord);
            process(*store, zending(retours[i]));
        }
    }
    auto const store = opened(engine);
    for (auto const& message : retours) {
        CAPTURE(message.soort.nummer);
        auto const found = facts(*store, message).heenbericht;
        REQUIRE(found);
        CHECK(found->beantwoord);
    }
    // Approvals changed nothing else.
    CHECK(verzoek(*store, "A").toestand == Toestand::in_onderzoek);
    CHECK(verzoek(*store, "B").toestand == Toestand::open);
    CHECK(toewijzing(*store).toewijzing(1) != nullptr);
    CHECK(facts(*store, startbericht("X", bsn, {})).leveringen.size() == 2);
}

TEST_CASE_TEMPLATE("a retour that was refused answers nothing, and one to a message refused here has nothing to answer", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = versie("T1", 1, 1, 1);
    process(*store, zending(heen));
    process(*store, afgekeurd(retour302(heen, {"0001"})));
    CHECK_FALSE(facts(*store, retour302(heen)).heenbericht->beantwoord);
    CHECK(toewijzing(*store).toewijzing(1) != nullptr);

    auto const refused = versie("T2", 2, 1, 1);
    process(*store, afgekeurd(refused));
    CHECK_FALSE(facts(*store, retour302(refused)).heenbericht);
}

TEST_CASE_TEMPLATE("a retour that slips through without a heenbericht stops its own transaction only", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const loose = zending(retour302(versie("T1", 1, 1, 1)));
    auto const done = store->transact(processing(loose));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == model::ErrorCode::internal);
    CHECK(tellingen(*store).berichten == 0);
}

TEST_CASE_TEMPLATE("a 319 that its receiver rejects counts as not sent", Engine, SqliteEngine) {
    Engine engine;
    {
        auto const store = opened(engine);
        process(*store, zending(verzoekbericht("V1", bsn, {"A"})));
        auto const onderzoek = verzoekantwoord("N1", "A", "2");
        auto const afwijzing = verzoekantwoord("N2", "A", "1");
        process(*store, zending(onderzoek));
        process(*store, zending(afwijzing));
        CHECK(verzoek(*store, "A").toestand == Toestand::afgewezen);

        SUBCASE("the last one") {
            process(*store, zending(retour320(afwijzing, {"0200"})));
            CHECK(verzoek(*store, "A").toestand == Toestand::afgewezen); // 0200 is no remark
            CHECK(facts(*store, retour320(afwijzing)).heenbericht->beantwoord);
        }
        SUBCASE("the last one, and then the first") {
            process(*store, zending(retour320(afwijzing, {"9365"})));
            CHECK(verzoek(*store, "A").toestand == Toestand::in_onderzoek);
            CHECK(verzoek(*store, "A").laatste_antwoord == model::Code("2"));
            process(*store, zending(retour320(onderzoek, {"0001"})));
            CHECK(verzoek(*store, "A").toestand == Toestand::open);
            CHECK_FALSE(verzoek(*store, "A").laatste_antwoord);
            process(*store, zending(verzoekantwoord("N3", "A", "1")));
            CHECK(verzoek(*store, "A").toestand == Toestand::afgewezen);
        }
        SUBCASE("the first one only") {
            process(*store, zending(retour320(onderzoek, {"0001"})));
            CHECK(verzoek(*store, "A").toestand == Toestand::afgewezen);
            CHECK(verzoek(*store, "A").laatste_antwoord == model::Code("1"));
        }
        SUBCASE("said in the class, with 0200 in the header") {
            auto message = retour320(afwijzing, {"0200"});
            std::get<model::Bericht320>(message.inhoud).antwoord.emplace().retour_codes = {"9359"};
            process(*store, zending(message));
            CHECK(verzoek(*store, "A").toestand == Toestand::in_onderzoek);
        }
    }
}

TEST_CASE_TEMPLATE("a verzoek that its receiver rejects is none, and its reference is free", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const vot = verzoekbericht("V1", bsn, {"A", "B"});
    process(*store, zending(vot));
    process(*store, zending(verzoekbericht("V2", bsn, {"C"})));
    process(*store, zending(retour<model::Bericht316>(vot, {"9374"})));
    auto const known = facts(*store, verzoekbericht("X", bsn, {"A", "B", "C"}));
    CHECK(known.verzoeken.size() == 1);
    CHECK(known.verzoeken.contains("C"));
    CHECK(known.verzoek_referenties.size() == 1);
    auto const again = wijzigingsbericht("W1", bsn, "A");
    process(*store, zending(again));
    CHECK(verzoek(*store, "A").wijziging);
    process(*store, zending(retour<model::Bericht318>(again, {"0001"})));
    CHECK_FALSE(facts(*store, verzoekbericht("X", bsn, {"A"})).verzoek_referenties.contains("A"));
}

TEST_CASE_TEMPLATE("a 301 that its receiver rejects leaves the version before", Engine, SqliteEngine) {
    Engine engine;
    auto const first = versie("T1", 1, 100, 1);
    auto const second = versie("T2", 1, 200, 2);
    auto const third = versie("T3", 1, 300, 3);
    auto const late = versie("T4", 1, 150, 1); // the moment of the first
    auto const volume = [](store::Store& store) { return toewijzing(store).toewijzing(1)->omvang->volume.value; };
    {
        auto const store = opened(engine);
        for (auto const& message : {first, second, third, late}) process(*store, zending(message));
        process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{1, "R1"}}}})));
        CHECK(volume(*store) == 300);
        process(*store, zending(retour302(second, {"0001"})));
        CHECK(volume(*store) == 300);
        process(*store, zending(retour302(third, {"0001"})));
        CHECK(volume(*store) == 150);
        process(*store, zending(retour302(late, {"0001"})));
        CHECK(volume(*store) == 100);
    }
    auto const store = opened(engine);
    auto const known = toewijzing(*store);
    CHECK(known.toewijzing(1)->omvang->volume == 100);
    CHECK(known.toewijzing(1)->toewijzingsdatum == model::date(2026, 2, 1));
    CHECK(known.toewijzing(1)->debetten.size() == 1);
    // A removal that was rejected removed nothing.
    auto const removal = toewijzingsbericht("T5", bsn, {{1, "10:00:00", model::date(2026, 3, 1), model::date(2026, 1, 1), "13"}});
    process(*store, zending(removal));
    CHECK(toewijzing(*store).toewijzing(1)->reden_wijziging == "13");
    process(*store, zending(retour302(removal, {"9385"})));
    CHECK_FALSE(toewijzing(*store).toewijzing(1)->reden_wijziging);
    CHECK_FALSE(toewijzing(*store).toewijzing(1)->einddatum);
    CHECK(volume(*store) == 100);
    process(*store, zending(versie("T6", 1, 400, 4)));
    CHECK(volume(*store) == 400);
}

TEST_CASE_TEMPLATE("a first 301 that its receiver rejects leaves nothing, unless prestaties were approved on it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const two = toewijzingsbericht("T1", bsn, {{1}, {2}});
    process(*store, zending(versie("T0", 9, 1, 1)));
    process(*store, zending(two));
    process(*store, zending(versie("T2", 3, 1, 1)));
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{2, "R1"}}}})));
    process(*store, zending(retour302(two, {"0001"})));
    auto const known = facts(*store, wijzigingsbericht("X", bsn, "A", {1, 2, 3}));
    CHECK(known.toewijzing(1) == nullptr);
    REQUIRE(known.toewijzing(2) != nullptr);
    CHECK(known.toewijzing(2)->debetten.size() == 1);
    CHECK(known.client_toewijzingen == std::vector<std::int64_t>{2, 3, 9});

    // The number may be used again, as if for the first time.
    process(*store, zending(versie("T3", 1, 7, 1)));
    CHECK(toewijzing(*store).toewijzing(1)->omvang->volume == 7);
    CHECK(facts(*store, verzoekbericht("X", bsn, {"A"})).client_toewijzingen == std::vector<std::int64_t>{1, 2, 3, 9});
}

TEST_CASE_TEMPLATE("a client of whom every toewijzing was rejected by the aanbieder is no client there", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const only = versie("T1", 1, 1, 1);
    process(*store, zending(only));
    process(*store, zending(retour302(only, {"0001"})));
    CHECK(facts(*store, declaratiebericht("X", "D1", {{bsn, {{1, "R1"}}}})).clienten.empty());
}

TEST_CASE_TEMPLATE("a 301 that honoured a verzoek and is rejected leaves the verzoek pending again", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(verzoekbericht("V1", bsn, {"A"})));
    process(*store, zending(verzoekantwoord("N1", "A", "2")));
    auto const heen = versie("T1", 1, 1, 1, "A");
    process(*store, zending(heen));
    CHECK(verzoek(*store, "A").toestand == Toestand::gehonoreerd);
    process(*store, zending(retour302(heen, {"9379"})));
    CHECK(verzoek(*store, "A").toestand == Toestand::in_onderzoek);
    process(*store, zending(versie("T2", 1, 1, 1, "A")));
    CHECK(verzoek(*store, "A").toestand == Toestand::gehonoreerd);
}

TEST_CASE_TEMPLATE("starts and stops that their receiver rejects are not live; what they removed is live again", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const live = [&] { return facts(*store, startbericht("X", bsn, {})).leveringen; };
    auto const start = startbericht("S1", bsn, {{}});
    auto const stop = stopbericht("S2", bsn, {{}});
    auto const correction = stopbericht("S3", bsn, {{{"3"}, "20"}, {{"1"}, "37"}});
    for (auto const& message : {start, stop, correction}) process(*store, zending(message));
    REQUIRE(live().size() == 2);
    CHECK(live()[1].reden_beeindiging == "37");
    process(*store, zending(retour<model::Bericht308>(correction, {"9063"})));
    REQUIRE(live().size() == 2);
    CHECK(live()[1].reden_beeindiging == "20");
    process(*store, zending(retour<model::Bericht308>(stop, {"0001"})));
    CHECK(live().size() == 1);
    process(*store, zending(retour<model::Bericht306>(start, {"9019"})));
    CHECK(live().empty());
}
