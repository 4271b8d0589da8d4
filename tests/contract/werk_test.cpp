#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* other_bsn = "999900018";

model::Date const dag1 = model::date(2026, 5, 1);
model::Date const dag2 = model::date(2026, 5, 12);
model::Date const dag3 = model::date(2026, 6, 20);
model::Date const dag4 = model::date(2026, 5, 15);

store::NieuwWerk verzoek_werk(std::string referentie) {
    store::NieuwWerk werk;
    werk.soort = store::WerkSoort::verzoek;
    werk.sleutel = std::move(referentie);
    werk.termijn = dag2;
    werk.termijn_onderzoek = dag3;
    werk.termijn_woonplaats = dag4;
    return werk;
}

store::NieuwWerk aangehouden_werk(std::string sleutel = "D1") {
    store::NieuwWerk werk;
    werk.soort = store::WerkSoort::aangehouden;
    werk.sleutel = std::move(sleutel);
    werk.regel = "R14";
    werk.aantal = 1;
    werk.termijn = dag2;
    return werk;
}

store::NieuwWerk signaal(std::string regel) {
    store::NieuwWerk werk;
    werk.soort = store::WerkSoort::signaal;
    werk.regel = std::move(regel);
    werk.aantal = 3;
    return werk;
}

/// As the pipeline does: facts, save, book, and the work that comes of it.
store::BerichtId process_with(store::Store& store, Zending const& zending, std::vector<store::NieuwWerk> const& items) {
    store::BerichtId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        if (auto done = processing(zending, &id)(tx); !done) return done;
        return tx.add_werk(id, zending.bericht, dag1, items);
    }));
    return id;
}

Zending parked(model::Message bericht) {
    auto result = zending(std::move(bericht));
    result.verdict.uitkomst = model::Uitkomst::aangehouden;
    return result;
}

store::BerichtId park(store::Store& store, Zending const& zending, std::vector<store::NieuwWerk> const& items) {
    store::BerichtId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const feiten = tx.facts(zending.bericht);
        if (!feiten) return std::unexpected(feiten.error());
        auto nieuw = zending.nieuw();
        nieuw.retour_soort.reset();
        nieuw.retour_xml.clear();
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        id = *saved;
        if (auto done = tx.book(id, zending.bericht, zending.verdict, *feiten); !done) return done;
        return tx.add_werk(id, zending.bericht, dag1, items);
    }));
    return id;
}

store::NieuweAfdoening goedkeuring(std::string besluit = R"({"uitkomst":"goedgekeurd"})") {
    store::NieuweAfdoening nieuw;
    nieuw.moment_ms = 1'778'000'000'000;
    nieuw.vandaag = dag2;
    nieuw.uitkomst = model::Uitkomst::goedgekeurd;
    nieuw.besluit_json = std::move(besluit);
    nieuw.retour_soort = model::BerichtSoort{model::Domein::wmo, 302};
    nieuw.retour_xml = "<retour302/>";
    nieuw.schema_hash = "5c4e3a";
    return nieuw;
}

/// The message is approved after all and books what it would have booked.
model::Result<void> approve(store::Store& store, store::BerichtId id, model::Message const& bericht) {
    return store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const feiten = tx.facts(bericht);
        if (!feiten) return std::unexpected(feiten.error());
        if (auto done = tx.settle(id, goedkeuring()); !done) return done;
        return tx.book(id, bericht, model::Verdict{}, *feiten);
    });
}

std::vector<store::Werk> open_werk(store::Store& store, store::WerkFilter filter = {true, {}, {}, {}}) {
    return good(good(store.reader())->werkvoorraad(filter, std::nullopt, 100));
}

store::Werk werk(store::Store& store, store::WerkId id) { return good(good(store.reader())->werk(id)).value(); }

store::WerkBesluit besluit(std::string wat, std::string door = "J. Jansen") {
    store::WerkBesluit b;
    b.moment_ms = 1'778'000'000'000;
    b.vandaag = dag2;
    b.besluit = std::move(wat);
    b.door = std::move(door);
    return b;
}

void decide(store::Store& store, store::WerkId id, store::WerkBesluit const& b, bool klaar) {
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const item = tx.werk(id);
        if (!item) return std::unexpected(item.error());
        return tx.decide_werk(item->value(), b, klaar);
    }));
}

} // namespace

TEST_CASE_TEMPLATE("work comes in order of its deadline, work without one last, page after page", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process_with(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}})), {signaal("R12"), signaal("R20")});
    process_with(*store, zending(verzoekbericht("V1", bsn, {"A", "B"})), {verzoek_werk("A"), verzoek_werk("B")});
    auto const all = open_werk(*store);
    REQUIRE(all.size() == 4);
    CHECK(all[0].sleutel == "A");
    CHECK(all[1].sleutel == "B");
    CHECK(all[2].regel == "R12");
    CHECK(all[3].regel == "R20");
    CHECK(all[0].termijn == dag2);
    CHECK_FALSE(all[2].termijn);
    CHECK(all[2].aantal == 3);
    CHECK(all[0].gemeente == gemeente);
    CHECK(all[0].aanbieder == aanbieder);
    CHECK(all[0].sinds == dag1);
    CHECK(all[0].berichtsoort == model::BerichtSoort{model::Domein::wmo, 315});

    auto const reader = good(store->reader());
    std::vector<store::WerkId> seen;
    std::optional<store::WerkCursor> na;
    for (;;) {
        auto const page = good(reader->werkvoorraad({true, {}, {}, {}}, na, 1));
        if (page.empty()) break;
        seen.push_back(page.front().id);
        na = store::WerkCursor{page.front().termijn, page.front().id};
    }
    CHECK(seen == std::vector<store::WerkId>{all[0].id, all[1].id, all[2].id, all[3].id});
    CHECK(open_werk(*store, {true, store::WerkSoort::verzoek, {}, {}}).size() == 2);
    CHECK(open_werk(*store, {std::nullopt, store::WerkSoort::signaal, std::string(gemeente), std::string(aanbieder)}).size() == 2);
    CHECK(open_werk(*store, {true, {}, "9902", {}}).empty());
    CHECK(open_werk(*store, {true, {}, {}, "99000002"}).empty());
    CHECK(open_werk(*store, {false, {}, {}, {}}).empty());
}

TEST_CASE_TEMPLATE("a verzoek is open until it is answered, with the deadline that goes with where it stands", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process_with(*store, zending(verzoekbericht("V1", bsn, {"A"})), {verzoek_werk("A")});
    auto const id = open_werk(*store).front().id;
    CHECK(werk(*store, id).stand == "open");
    process(*store, zending(verzoekantwoord("N1", "A", "2")));
    CHECK(werk(*store, id).stand == "in_onderzoek");
    CHECK(werk(*store, id).open);
    CHECK(werk(*store, id).termijn == dag3);
    process(*store, zending(verzoekantwoord("N2", "A", "1")));
    CHECK(werk(*store, id).stand == "afgewezen");
    CHECK_FALSE(werk(*store, id).open);
    CHECK(open_werk(*store).empty());
}

TEST_CASE_TEMPLATE("an onderzoek for the woonplaatsbeginsel has its own deadline", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process_with(*store, zending(verzoekbericht("V1", bsn, {"A"})), {verzoek_werk("A")});
    auto const id = open_werk(*store).front().id;
    auto b = besluit("in_onderzoek");
    b.grond = "woonplaatsbeginsel";
    b.gevolg = 2;
    decide(*store, id, b, false);
    process(*store, zending(verzoekantwoord("N1", "A", "2")));
    auto const after = werk(*store, id);
    CHECK(after.termijn == dag4);
    REQUIRE(after.besluiten.size() == 1);
    CHECK(after.besluiten[0].door == "J. Jansen");
    CHECK(after.besluiten[0].grond == "woonplaatsbeginsel");
    CHECK(after.besluiten[0].gevolg == 2);
}

TEST_CASE_TEMPLATE("a rejection that its receiver rejects opens the verzoek again", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process_with(*store, zending(verzoekbericht("V1", bsn, {"A"})), {verzoek_werk("A")});
    auto const id = open_werk(*store).front().id;
    process(*store, zending(verzoekantwoord("N1", "A", "1")));
    REQUIRE_FALSE(werk(*store, id).open);
    process(*store, zending(retour<model::Bericht320>(verzoekantwoord("N1", "A", "1"), {"8848"})));
    CHECK(werk(*store, id).open);
    CHECK(werk(*store, id).stand == "open");
    CHECK(werk(*store, id).termijn == dag2);
}

TEST_CASE_TEMPLATE("a 301 that does not name the verzoek can be marked as the one that honours it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process_with(*store, zending(verzoekbericht("V1", bsn, {"A"})), {verzoek_werk("A")});
    auto const id = open_werk(*store).front().id;
    auto const other = process(*store, zending(toewijzingsbericht("T1", other_bsn, {{.nummer = 1}})));
    auto const rejected = process(*store, afgekeurd(toewijzingsbericht("T2", bsn, {{.nummer = 2}})));
    auto const fits = process(*store, zending(toewijzingsbericht("T3", bsn, {{.nummer = 3}})));
    auto const honour = [&](store::BerichtId toewijzing) {
        bool done = false;
        good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const found = tx.honoreer(good(tx.werk(id)).value(), toewijzing);
            if (!found) return std::unexpected(found.error());
            done = *found;
            return {};
        }));
        return done;
    };
    CHECK_FALSE(honour(other));
    CHECK_FALSE(honour(rejected));
    CHECK_FALSE(honour(999));
    CHECK(werk(*store, id).open);
    CHECK(honour(fits));
    CHECK(werk(*store, id).stand == "gehonoreerd");
    CHECK_FALSE(werk(*store, id).open);
    // When the receiver rejects that 301, nothing was honoured.
    process(*store, zending(retour<model::Bericht302>(toewijzingsbericht("T3", bsn, {{.nummer = 3}}), {"8848"})));
    CHECK(werk(*store, id).stand == "open");
    CHECK_FALSE(honour(fits));
}

TEST_CASE_TEMPLATE("a decision is kept, closes its item and has a leaf", Engine, SqliteEngine) {
    Engine engine;
    store::WerkId id = 0;
    {
        auto const store = opened(engine);
        process_with(*store, zending(toewijzingsbericht("T1", bsn, {{.nummer = 1}})), {signaal("R12")});
        id = open_werk(*store).front().id;
        auto const before = tellingen(*store).audit_leaves;
        decide(*store, id, besluit("gezien"), true);
        CHECK(tellingen(*store).audit_leaves == before + 1);
    }
    auto const store = opened(engine);
    auto const after = werk(*store, id);
    CHECK_FALSE(after.open);
    CHECK(after.stand == "gezien");
    REQUIRE(after.besluiten.size() == 1);
    CHECK(after.besluiten[0].besluit == "gezien");
    CHECK(after.besluiten[0].moment_ms == 1'778'000'000'000);
}

TEST_CASE_TEMPLATE("a parked message books nothing until it is approved, then all of it", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const bericht = toewijzingsbericht("T1", bsn, {{.nummer = 7}});
    auto const id = park(*store, parked(bericht), {aangehouden_werk()});
    CHECK_FALSE(facts(*store, bericht).toewijzing(7));
    CHECK(tellingen(*store).uit_open == 0);
    auto const reader = good(store->reader());
    CHECK(good(reader->bericht(id))->uitkomst == model::Uitkomst::aangehouden);
    CHECK_FALSE(good(reader->retour(id)));

    good(approve(*store, id, bericht));
    CHECK(facts(*store, bericht).toewijzing(7));
    CHECK(tellingen(*store).uit_open == 1);
    auto const fresh = good(store->reader());
    auto const record = good(fresh->bericht(id)).value();
    CHECK(record.uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(record.retour_soort == model::BerichtSoort{model::Domein::wmo, 302});
    CHECK(record.afgedaan_ms == 1'778'000'000'000);
    CHECK(record.vandaag == dag1);
    CHECK(good(fresh->retour(id)) == "<retour302/>");
    CHECK(good(fresh->besluiten(id)) == std::vector<std::string>{R"({"uitkomst":"aangehouden"})", R"({"uitkomst":"goedgekeurd"})"});
    CHECK(good(fresh->besluiten(999)).empty());

    auto const again = approve(*store, id, bericht);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == model::ErrorCode::internal);
}

TEST_CASE_TEMPLATE("a 302 finds a 301 that was approved later, and takes back just that", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const late = toewijzingsbericht("T1", bsn, {{.nummer = 1}, {.nummer = 2}});
    process(*store, zending(toewijzingsbericht("T0", bsn, {{.nummer = 10}})));
    auto const id = park(*store, parked(late), {aangehouden_werk()});
    for (int i = 2; i < 7; ++i)
        process(*store, zending(toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = 10 + i}})));
    CHECK_FALSE(facts(*store, retour<model::Bericht302>(late, {"8848"})).heenbericht);
    good(approve(*store, id, late));
    for (int i = 7; i < 9; ++i)
        process(*store, zending(toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = 10 + i}})));
    CHECK(facts(*store, retour<model::Bericht302>(late, {"8848"})).heenbericht);
    // The ones before, between and after it are found too, although versions are out of order now.
    for (int i : {2, 6, 7, 8}) {
        auto const heen = toewijzingsbericht(fmt::format("T{}", i), bsn, {{.nummer = 10 + i}});
        process(*store, zending(retour<model::Bericht302>(heen, {"8848"})));
        CHECK_FALSE(facts(*store, heen).toewijzing(10 + i));
    }
    CHECK(facts(*store, late).toewijzing(1));
    process(*store, zending(retour<model::Bericht302>(late, {"8848"})));
    CHECK_FALSE(facts(*store, late).toewijzing(1));
    CHECK_FALSE(facts(*store, late).toewijzing(2));
    auto const between = toewijzingsbericht("T3", bsn, {{.nummer = 13}});
    CHECK(facts(*store, between).toewijzing(13));
}

TEST_CASE_TEMPLATE("a message of our own goes out itself, without an answer of ours", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const zend = zending(verzoekantwoord("N1", "A", "2"));
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto nieuw = zend.nieuw();
        nieuw.retour_soort.reset();
        nieuw.retour_xml.clear();
        nieuw.eigen = true;
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        return {};
    }));
    CHECK(tellingen(*store).uit_open == 1);
}
