#include "tests/contract/engines.hpp"

#include <algorithm>

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";

template <class Engine>
std::unique_ptr<store::Store> with_toewijzing(Engine& engine) {
    auto store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}, {2}})));
    return store;
}

} // namespace

TEST_CASE_TEMPLATE("an approved 301 is what the rules know of a toewijzing", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    auto const known = facts(*store, declaratiebericht("X", "D1", {{bsn, {{1, "R1"}, {7, "R2"}}}, {"999900018", {}}}));
    CHECK(known.toewijzingen.size() == 1);
    auto const* toewijzing = known.toewijzing(1);
    REQUIRE(toewijzing != nullptr);
    CHECK(toewijzing->nummer == 1);
    CHECK(toewijzing->bsn == bsn);
    CHECK(toewijzing->aanbieder == aanbieder);
    REQUIRE(toewijzing->product);
    CHECK(toewijzing->product->categorie == "02");
    CHECK(toewijzing->product->code == "02A03");
    CHECK(toewijzing->toewijzingsdatum == model::date(2026, 1, 5));
    CHECK(toewijzing->toewijzingstijd == "10:00:00");
    CHECK(toewijzing->ingangsdatum == model::date(2026, 1, 1));
    CHECK_FALSE(toewijzing->einddatum);
    CHECK_FALSE(toewijzing->reden_wijziging);
    REQUIRE(toewijzing->omvang);
    CHECK(toewijzing->omvang->volume == 120);
    CHECK(toewijzing->omvang->eenheid == "01");
    CHECK(toewijzing->omvang->frequentie == "2");
    CHECK_FALSE(toewijzing->budget);
    CHECK(toewijzing->debetten.empty());
    CHECK(known.clienten.contains(bsn));
    CHECK_FALSE(known.clienten.contains("999900018"));
    // The same number in the other domein is another toewijzing.
    CHECK(facts(*store, toewijzingsbericht("X", bsn, {{1}}, model::Domein::jw)).toewijzingen.empty());
}

TEST_CASE_TEMPLATE("a rejected or parked 301 changes nothing (OP286)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, afgekeurd(toewijzingsbericht("T1", bsn, {{1}})));
    auto parked = zending(toewijzingsbericht("T2", bsn, {{1}}));
    parked.verdict.uitkomst = model::Uitkomst::aangehouden;
    process(*store, parked);
    auto const known = facts(*store, toewijzingsbericht("X", bsn, {{1}}));
    CHECK(known.toewijzingen.empty());
    CHECK(known.clienten.empty());
}

TEST_CASE_TEMPLATE("the highest Toewijzingsdatum and -tijd is current, whatever the order of arrival (IV013)", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const volume = [&] { return facts(*store, toewijzingsbericht("X", bsn, {{1}})).toewijzing(1)->omvang->volume.value; };
    auto const send = [&](char const* name, std::string tijd, std::int64_t amount, std::int32_t day = 5) {
        process(*store, zending(toewijzingsbericht(name, bsn, {{1, std::move(tijd), model::date(2026, 1, day), {}, {}, amount}})));
    };
    send("T1", "10:00:00", 1);
    send("T2", "10:00:00.5", 2);
    CHECK(volume() == 2);
    send("T3", "10:00:00", 3);
    CHECK(volume() == 2);
    send("T4", "24:00:00", 4, 4);
    CHECK(volume() == 2);
    send("T5", "00:00:00", 5, 6);
    CHECK(volume() == 5);
    send("T6", "23:59:59", 6);
    CHECK(volume() == 5);
    send("T7", "00:00:00.0", 7, 6); // the same moment, spelled otherwise: the last one stands
    CHECK(volume() == 7);
}

TEST_CASE_TEMPLATE("a removed toewijzing says so, and keeps its debets", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{1, "R1"}}}})));
    process(*store, zending(toewijzingsbericht("T2", bsn, {{1, "11:00:00", model::date(2026, 2, 1), model::date(2026, 1, 1), "13"}})));
    auto const known = facts(*store, toewijzingsbericht("X", bsn, {{1}}));
    REQUIRE(known.toewijzing(1) != nullptr);
    CHECK(known.toewijzing(1)->reden_wijziging == "13");
    CHECK(known.toewijzing(1)->einddatum == model::date(2026, 1, 1));
    CHECK(known.toewijzing(1)->debetten.size() == 1);
}

TEST_CASE_TEMPLATE("approved debets live with their toewijzing; rejected ones leave only their reference", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    auto const declaratie = declaratiebericht("P1", "D1", {{bsn, {{1, "R1", "", 30, 3000}, {1, "R2"}, {2, "R3"}}}});
    process(*store, zending(declaratie, {false, true, false}));

    auto const known = facts(*store, declaratie);
    REQUIRE(known.toewijzing(1)->debetten.size() == 1);
    auto const debet = *known.toewijzing(1)->debetten.begin();
    CHECK(debet.referentie_nummer == "R1");
    CHECK(debet.periode == model::Period{model::date(2026, 4, 1), model::date(2026, 4, 30)});
    CHECK(debet.categorie == "02");
    CHECK(debet.code == "02A03");
    CHECK(debet.eenheid == "01");
    CHECK(debet.volume == 30);
    CHECK(debet.bedrag == model::Money{3000});
    CHECK(known.toewijzing(2)->debetten.size() == 1);

    REQUIRE(known.referenties.size() == 3);
    auto const* approved = known.referentie("R1");
    CHECK(approved->toegekend);
    CHECK(approved->debet);
    CHECK_FALSE(approved->gecrediteerd);
    CHECK(approved->toewijzing_nummer == 1);
    CHECK(approved->periode == debet.periode);
    CHECK(approved->categorie == "02");
    CHECK(approved->code == "02A03");
    CHECK_FALSE(known.referentie("R2")->toegekend);
}

TEST_CASE_TEMPLATE("an approved credit takes its debet away, also next to the replacement", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{1, "R1"}, {2, "R2"}}}})));
    // The replacement stands before the credit: the order in the file says nothing (OP366).
    auto const second = declaratiebericht("P2", "D2", {{bsn, {{1, "R4", "", 45, 4500}, {1, "R3", "R1"}, {2, "R5", "R2"}}}});
    process(*store, zending(second, {false, false, true}));

    auto const known = facts(*store, second);
    REQUIRE(known.toewijzing(1)->debetten.size() == 1);
    CHECK(known.toewijzing(1)->debetten.begin()->referentie_nummer == "R4");
    CHECK(known.referentie("R1")->gecrediteerd);
    CHECK(known.referentie("R1")->toegekend);
    CHECK_FALSE(known.referentie("R3")->debet);
    CHECK_FALSE(known.referentie("R3")->gecrediteerd);
    // The rejected credit took nothing away.
    CHECK(known.toewijzing(2)->debetten.size() == 1);
    CHECK_FALSE(known.referentie("R2")->gecrediteerd);
    CHECK_FALSE(known.referentie("R5")->toegekend);
}

TEST_CASE_TEMPLATE("a reference keeps its first use", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{1, "R1"}}}})));
    process(*store, zending(declaratiebericht("P2", "D2", {{bsn, {{2, "R1"}, {2, "R2"}, {2, "R2"}}}}), {true, true, false}));
    auto const known = facts(*store, declaratiebericht("X", "D3", {{bsn, {{1, "R1"}, {1, "R2"}}}}));
    CHECK(known.referentie("R1")->toegekend);
    CHECK(known.referentie("R1")->toewijzing_nummer == 1);
    // Twice in one message: the approved one counts, wherever it stood.
    CHECK(known.referentie("R2")->toegekend);
}

TEST_CASE_TEMPLATE("numbers and periods of declaraties count when assessed, and only then", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    auto const april = model::Period{model::date(2026, 4, 1), model::date(2026, 4, 30)};
    auto const march = model::Period{model::date(2026, 3, 1), model::date(2026, 3, 31)};

    process(*store, afgekeurd(declaratiebericht("P1", "D1", {{bsn, {{1, "R1"}}}})));
    auto known = facts(*store, declaratiebericht("X", "D1", {{bsn, {{1, "R1"}}}}));
    CHECK_FALSE(known.declaratie_nummer_gebruikt);
    CHECK_FALSE(known.laatste_declaratie_periode);
    CHECK(known.referenties.empty());

    // All lines rejected is still an assessed declaratie (process.md 4 e).
    auto const none = declaratiebericht("P2", "D1", {{bsn, {{1, "R1"}}}}, 3);
    auto rejected_lines = zending(none, {true});
    rejected_lines.verdict.uitkomst = model::Uitkomst::afgekeurd;
    process(*store, rejected_lines);
    known = facts(*store, none);
    CHECK(known.declaratie_nummer_gebruikt);
    CHECK(known.laatste_declaratie_periode == march);
    CHECK(known.referenties.size() == 1);

    process(*store, zending(declaratiebericht("P3", "D2", {{bsn, {}}}, 4)));
    CHECK(facts(*store, none).laatste_declaratie_periode == april);
    process(*store, zending(declaratiebericht("P4", "D3", {{bsn, {}}}, 3)));
    CHECK(facts(*store, none).laatste_declaratie_periode == april);
}

TEST_CASE_TEMPLATE("a 325 finds the 323 it answers", Engine, SqliteEngine) {
    Engine engine;
    auto const store = with_toewijzing(engine);
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, {{1, "R1", "", 30, 3000}, {2, "R3", "R2"}}}, {"999900018", {{2, "R4"}}}}),
                            {false, true, true}));
    process(*store, afgekeurd(declaratiebericht("P2", "D2", {{bsn, {{1, "R5"}}}})));

    auto const known = facts(*store, antwoordbericht("A1", " P1 "));
    REQUIRE(known.declaratie);
    CHECK(known.declaratie->declaratie_nummer == "D1");
    CHECK(known.declaratie->xsd_versie.basisschema_xsd_versie == "1.2.0");
    CHECK(known.declaratie->xsd_versie.bericht_xsd_versie == "1.0.1");
    CHECK(known.declaratie->bsns.size() == 2);
    REQUIRE(known.declaratie->prestaties.size() == 3);
    auto const& debet = known.declaratie->prestaties.at("R1");
    CHECK(debet.toewijzing_nummer == 1);
    CHECK(debet.product_code == "02A03");
    CHECK(debet.geleverd_volume == 30);
    CHECK(debet.ingediend_bedrag.signed_amount() == model::Money{3000});
    CHECK(debet.product_tarief->value == model::Money{100});
    CHECK_FALSE(debet.product_referentie.vorig_referentie_nummer);
    CHECK(known.declaratie->prestaties.at("R3").product_referentie.vorig_referentie_nummer == "R2");

    auto const rejected = facts(*store, antwoordbericht("A1", "P2"));
    REQUIRE(rejected.declaratie);
    CHECK(rejected.declaratie->declaratie_nummer == "D2");
    CHECK(rejected.declaratie->prestaties.empty());
    CHECK_FALSE(facts(*store, antwoordbericht("A1", "P3")).declaratie);
}

TEST_CASE_TEMPLATE("facts are found wherever they lie between what is there and what is not", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    // Close together, then far apart; a sixth of the numbers of the first part exists.
    std::vector<Toewijzing> there;
    for (std::int64_t nummer = 600; nummer < 1200; nummer += 6) there.push_back({nummer});
    for (std::int64_t nummer = 2000; nummer < 2100; ++nummer) there.push_back({nummer});
    there.push_back({999'999'999});
    process(*store, zending(toewijzingsbericht("T1", bsn, there)));
    std::vector<Regel> regels;
    for (auto const& toewijzing : there) regels.push_back({toewijzing.nummer, fmt::format("R{:09}", toewijzing.nummer)});
    process(*store, zending(declaratiebericht("P1", "D1", {{bsn, regels}})));

    auto const asks = [&](std::vector<std::int64_t> const& nummers) {
        std::vector<Regel> wanted;
        for (auto const nummer : nummers) wanted.push_back({nummer, fmt::format("R{:09}", nummer)});
        auto const known = facts(*store, declaratiebericht("X", "D2", {{bsn, wanted}}));
        std::size_t count = 0;
        for (auto const nummer : nummers) {
            bool const exists = std::ranges::any_of(there, [&](Toewijzing const& t) { return t.nummer == nummer; });
            count += exists ? 1 : 0;
            CAPTURE(nummer);
            CHECK((known.toewijzing(nummer) != nullptr) == exists);
            CHECK((known.referentie(fmt::format("R{:09}", nummer)) != nullptr) == exists);
            if (exists) CHECK(known.toewijzing(nummer)->debetten.size() == 1);
        }
        CHECK(known.toewijzingen.size() == count);
        CHECK(known.referenties.size() == count);
    };
    for (std::int64_t const step : {1, 2, 5, 6, 7, 50, 301}) {
        std::vector<std::int64_t> nummers;
        for (std::int64_t nummer = 1; nummer < 2300; nummer += step) nummers.push_back(nummer);
        nummers.push_back(999'999'999);
        asks(nummers);
    }
    asks({1});
    asks({600});
    asks({1194, 2000});
    asks({2099, 2100, 999'999'999});
}
