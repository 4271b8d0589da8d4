#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* andere_bsn = "999900018";

model::Message versie(char const* identificatie, std::int64_t nummer, std::int64_t volume, std::int32_t day, std::string referentie = {}) {
    return toewijzingsbericht(identificatie, bsn, {{nummer, "10:00:00", model::date(2026, 2, day), {}, {}, volume, std::move(referentie)}});
}

std::optional<store::Keten> keten(store::Store& store, std::int64_t nummer = 1, std::optional<model::Date> op = {},
                                  model::Domein domein = model::Domein::wmo) {
    return good(good(store.reader())->keten(gemeente, domein, nummer, op));
}

/// Decides as on a day.
store::BerichtId process_on(store::Store& store, model::Date day, Zending const& zending) {
    store::BerichtId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const feiten = tx.facts(zending.bericht);
        if (!feiten) return std::unexpected(feiten.error());
        auto nieuw = zending.nieuw();
        nieuw.ontvangst.vandaag = day;
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        id = *saved;
        return tx.book(id, zending.bericht, zending.verdict, *feiten);
    }));
    return id;
}

std::vector<std::int64_t> ids(std::optional<store::Keten> const& keten) {
    std::vector<std::int64_t> result;
    if (keten)
        for (auto const& stap : keten->stappen) result.push_back(stap.id);
    return result;
}

} // namespace

TEST_CASE_TEMPLATE("the chain of a toewijzing is every message about it, in order of decision", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    CHECK_FALSE(keten(*store));
    auto const vot = verzoekbericht("V1", bsn, {"A"});
    process(*store, zending(vot));
    CHECK_FALSE(keten(*store)); // no number yet
    process(*store, zending(verzoekantwoord("N1", "A", "2")));
    process(*store, zending(versie("T1", 1, 120, 1, "A")));
    process(*store, zending(versie("T2", 2, 120, 1))); // another one
    process(*store, zending(startbericht("S1", bsn, {{}})));
    process(*store, zending(startbericht("S2", bsn, {{"1", 2}})));
    process(*store, zending(declaratiebericht("D1", "D1", {{andere_bsn, {{7, "R0"}}}, {bsn, {{2, "R1"}, {1, "R2"}, {1, "R3"}}}}),
                            {true, false, false, true}));
    process(*store, zending(declaratiebericht("D2", "D2", {{bsn, {{1, "C1", "R2"}}}})));
    process(*store, zending(stopbericht("P1", bsn, {{}})));
    process(*store, afgekeurd(startbericht("S3", bsn, {{}})));

    auto const gevonden = keten(*store);
    CHECK(ids(gevonden) == std::vector<std::int64_t>{1, 2, 3, 5, 7, 8, 9, 10});
    auto const& stappen = gevonden->stappen;
    REQUIRE(stappen[0].verzoeken.size() == 1);
    CHECK(stappen[0].verzoeken[0].stap == store::StapSoort::toewijzing);
    CHECK(stappen[0].verzoeken[0].dagtekening == model::date(2026, 5, 1));
    CHECK(stappen[1].verzoeken.at(0).antwoord == "2");
    CHECK(stappen[2].soort == model::BerichtSoort{model::Domein::wmo, 301});
    CHECK(stappen[2].afzender == gemeente);
    CHECK(stappen[2].antwoord == model::BerichtSoort{model::Domein::wmo, 302});
    REQUIRE(stappen[2].versies.size() == 1);
    CHECK(stappen[2].versies[0].referentie == "A");
    CHECK(stappen[2].versies[0].toewijzing.omvang->volume == 120);
    CHECK(stappen[2].versies[0].toewijzing.aanbieder == aanbieder);
    CHECK(stappen[2].versies[0].toewijzing.bsn.empty());
    CHECK(stappen[2].verzoeken.at(0).stap == store::StapSoort::honorering);
    CHECK(stappen[3].leveringen.size() == 1);
    CHECK_FALSE(stappen[3].leveringen[0].levering.stop);

    CHECK(stappen[4].uitkomst == model::Uitkomst::deels);
    REQUIRE(stappen[4].prestaties.size() == 2);
    auto const& regel = stappen[4].prestaties[0];
    CHECK(regel.referentie == "R2");
    CHECK(regel.client == 1);
    CHECK(regel.item == 1);
    CHECK(regel.volume == 60);
    CHECK(regel.bedrag == model::Money{6000});
    CHECK(regel.toegekend);
    CHECK_FALSE(regel.credit);
    CHECK_FALSE(stappen[4].prestaties[1].toegekend);
    CHECK(stappen[4].prestaties[1].item == 2);
    CHECK(stappen[5].prestaties.at(0).vorig == "R2");
    CHECK(stappen[5].prestaties[0].credit);
    CHECK(stappen[6].leveringen.at(0).levering.stop);
    CHECK(stappen[7].uitkomst == model::Uitkomst::afgekeurd);
    CHECK(stappen[7].leveringen.empty());

    CHECK(ids(keten(*store, 2)) == std::vector<std::int64_t>{4, 6, 7});
    CHECK_FALSE(keten(*store, 3));
    CHECK_FALSE(keten(*store, 1, {}, model::Domein::jw));
}

TEST_CASE_TEMPLATE("a chain is as it was known on a day", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const eerste = versie("T1", 1, 120, 1);
    process_on(*store, model::date(2026, 2, 3), zending(eerste));
    process_on(*store, model::date(2026, 2, 5), zending(startbericht("S1", bsn, {{}})));
    process_on(*store, model::date(2026, 2, 9), zending(retour<model::Bericht302>(eerste, {"9332"})));
    CHECK_FALSE(keten(*store, 1, model::date(2026, 2, 2)));
    CHECK(ids(keten(*store, 1, model::date(2026, 2, 3))) == std::vector<std::int64_t>{1});
    CHECK(ids(keten(*store, 1, model::date(2026, 2, 8))) == std::vector<std::int64_t>{1, 2});
    CHECK(ids(keten(*store, 1, model::date(2026, 2, 9))) == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE_TEMPLATE("what receivers answered is in the chain", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = versie("T1", 1, 120, 1);
    process(*store, zending(heen));
    process(*store, zending(retour<model::Bericht302>(heen)));
    auto const start = startbericht("S1", bsn, {{}});
    process(*store, zending(start));
    process(*store, zending(retour<model::Bericht306>(start, {"9019"})));
    process(*store, zending(declaratiebericht("D1", "D1", {{bsn, {{1, "R1"}}}})));
    process(*store, zending(antwoordbericht("A1", " D1\n")));
    process(*store, zending(antwoordbericht("A2", "D9"))); // answers nothing we know
    auto const gevonden = keten(*store);
    REQUIRE(ids(gevonden) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6});
    CHECK_FALSE(gevonden->stappen[1].retour->afgekeurd);
    CHECK(gevonden->stappen[1].retour->heen == 1);
    CHECK(gevonden->stappen[3].retour->afgekeurd);
    CHECK(gevonden->stappen[3].retour->heen == 3);
    CHECK(gevonden->stappen[5].retour->heen == 5);
    CHECK_FALSE(gevonden->stappen[5].retour->afgekeurd);
}

TEST_CASE_TEMPLATE("messages that book nothing are in the chain of what they name", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, afgekeurd(versie("T1", 1, 120, 1)));
    process(*store, afgekeurd(declaratiebericht("D1", "D1", {{bsn, {{1, "R1"}, {1, "R2"}}}})));
    auto parked = zending(startbericht("S1", bsn, {{}}));
    parked.verdict.uitkomst = model::Uitkomst::aangehouden;
    process(*store, parked);
    process(*store, zending(wijzigingsbericht("W1", bsn, "B", {2}, {1})));
    process(*store, zending(verzoekantwoord("N1", "B", "1")));
    auto const gevonden = keten(*store);
    REQUIRE(ids(gevonden) == std::vector<std::int64_t>{1, 2, 3, 4, 5});
    CHECK(gevonden->stappen[0].versies.empty());
    CHECK(gevonden->stappen[1].prestaties.empty());
    CHECK(gevonden->stappen[2].uitkomst == model::Uitkomst::aangehouden);
    CHECK(gevonden->stappen[3].verzoeken.at(0).stap == store::StapSoort::wijziging);
    CHECK(gevonden->stappen[4].verzoeken.at(0).antwoord == "1");
    CHECK(ids(keten(*store, 2)) == std::vector<std::int64_t>{4, 5});
}

TEST_CASE_TEMPLATE("versions that arrive out of order are all in the chain", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(versie("T2", 1, 240, 20)));
    process(*store, zending(versie("T1", 1, 120, 10)));
    auto const gevonden = keten(*store);
    REQUIRE(ids(gevonden) == std::vector<std::int64_t>{1, 2});
    CHECK(gevonden->stappen[1].versies.at(0).toewijzing.toewijzingsdatum == model::date(2026, 2, 10));
}
