#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";
constexpr char const* oin = "00000001001234567000";
model::Date const later = model::date(2026, 12, 1);

model::Message toewijzing(char const* identificatie, std::int64_t nummer, std::string reden = {}, std::int32_t day = 5,
                          std::optional<model::Date> einde = std::nullopt) {
    return toewijzingsbericht(identificatie, bsn, {{nummer, "10:00:00", model::date(2026, 1, day), einde, std::move(reden)}});
}

model::Message start(char const* identificatie, std::int64_t nummer, char const* status = "1") {
    Start made;
    made.status = status;
    made.nummer = nummer;
    return startbericht(identificatie, bsn, {made});
}

std::vector<std::int64_t> verwacht(store::Store& store, model::Date op = later) {
    std::vector<std::int64_t> nummers;
    for (auto const& een : good(good(store.reader())->starts_verwacht(op, 10))) nummers.push_back(een.nummer);
    return nummers;
}

template <class Work>
auto in(store::Store& store, Work work) {
    typename std::invoke_result_t<Work, store::Transaction&>::value_type out{};
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto made = work(tx);
        if (!made) return std::unexpected(made.error());
        out = *made;
        return {};
    }));
    return out;
}

void envelop(store::Store& store, std::string const& zender, std::string const& traceer, std::string const& conversatie,
             std::int64_t bericht) {
    store::NieuwEnvelop nieuw;
    nieuw.zender = zender;
    nieuw.referentienummer = traceer;
    nieuw.sha256 = std::string(64, 'a');
    nieuw.moment_ms = 5;
    nieuw.bericht = bericht;
    nieuw.conversatie = conversatie;
    in(store, [&](store::Transaction& tx) { return tx.bewaar_envelop(nieuw); });
}

} // namespace

TEST_CASE_TEMPLATE("a start is waited for until it comes, and again when it is taken back or its receiver rejects it", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = toewijzing("T1", 1);
    auto const id = process(*store, zending(heen));
    auto const open = good(good(store->reader())->starts_verwacht(later, 10));
    REQUIRE(open.size() == 1);
    CHECK(open[0].bericht == id);
    CHECK(open[0].soort == model::BerichtSoort{model::Domein::wmo, 301});
    CHECK(open[0].gemeente == gemeente);
    CHECK(open[0].aanbieder == aanbieder);
    // It came after the day the care begins: counted from the day it was known.
    CHECK(open[0].vanaf == zending(heen).nieuw().ontvangst.vandaag);

    process(*store, zending(start("S1", 1)));
    CHECK(verwacht(*store).empty());
    process(*store, zending(start("S2", 1, "3")));
    CHECK(verwacht(*store) == std::vector<std::int64_t>{1});
    auto const again = start("S3", 1);
    process(*store, zending(again));
    CHECK(verwacht(*store).empty());
    process(*store, zending(retour<model::Bericht306>(again, {"0001"})));
    CHECK(verwacht(*store) == std::vector<std::int64_t>{1});
}

TEST_CASE_TEMPLATE("no start is waited for of what was taken back, has ended, or was rejected by its receiver", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzing("T1", 1)));
    process(*store, zending(toewijzing("T2", 1, "13", 6)));
    CHECK(verwacht(*store).empty());
    process(*store, zending(toewijzing("T3", 2, {}, 5, model::date(2026, 6, 30))));
    CHECK(verwacht(*store, model::date(2026, 6, 30)) == std::vector<std::int64_t>{2});
    CHECK(verwacht(*store, model::date(2026, 7, 1)).empty());
    auto const heen = toewijzing("T4", 3);
    process(*store, zending(heen));
    CHECK(verwacht(*store) == std::vector<std::int64_t>{3});
    process(*store, zending(retour<model::Bericht302>(heen, {"0001"})));
    CHECK(verwacht(*store).empty());
    // A start of one does not hide another.
    process(*store, zending(toewijzing("T5", 4)));
    process(*store, zending(toewijzing("T6", 5)));
    process(*store, zending(start("S1", 5)));
    CHECK(verwacht(*store) == std::vector<std::int64_t>{4});
}

TEST_CASE_TEMPLATE("a message of our own waits for the answer of its receiver", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const heen = verzoekantwoord("O1", "A", "1");
    auto const zend = zending(heen);
    store::BerichtId id = 0;
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto nieuw = zend.nieuw();
        nieuw.eigen = true;
        nieuw.retour_soort.reset();
        nieuw.door = store::Doorzending{std::string(aanbieder), model::date(2026, 5, 7)};
        auto const feiten = tx.facts(heen);
        if (!feiten) return std::unexpected(feiten.error());
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        id = *saved;
        return tx.book(id, heen, zend.verdict, *feiten);
    }));
    auto const wacht = good(good(store->reader())->verwacht(10));
    REQUIRE(wacht.size() == 1);
    CHECK(wacht[0].bericht == id);
    CHECK(wacht[0].bestemming == aanbieder);
    CHECK(wacht[0].termijn == model::date(2026, 5, 7));
    CHECK(good(good(store->reader())->uit_lijst({}, 0, 10)).size() == 1);
    process(*store, zending(retour<model::Bericht320>(heen)));
    CHECK(good(good(store->reader())->verwacht(10)).empty());
}

TEST_CASE_TEMPLATE("of a message without a sender it is known which partners sent it in", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = process(*store, zending(toewijzing("T1", 1)));
    for (int i = 0; i < 2; ++i) good(store->transact([&](store::Transaction& tx) { return tx.onthoud_indiener(id, oin); }));
    auto const reader = good(store->reader());
    CHECK(good(reader->ingediend_door(id, oin)));
    CHECK_FALSE(good(reader->ingediend_door(id, "00000003001234560000")));
    CHECK_FALSE(good(reader->ingediend_door(id + 1, oin)));
}

TEST_CASE_TEMPLATE("what came in over VSP is found by its number and by its conversation, envelopes of StUF are not", Engine,
                   SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const een = process(*store, zending(toewijzing("T1", 1)));
    auto const twee = process(*store, zending(toewijzing("T2", 2)));
    envelop(*store, "vsp 9901", "t1", "c", een);
    envelop(*store, "vsp ", "t2", "c", twee);
    envelop(*store, store::zender_sleutel({"9901", "Regie", "", ""}), "t3", "", een);
    auto const reader = good(store->reader());
    auto const op_nummer = good(reader->vsp_inzendingen("t2", "", 10));
    REQUIRE(op_nummer.size() == 1);
    CHECK(op_nummer[0].bericht == twee);
    CHECK(op_nummer[0].afzender.empty());
    CHECK(op_nummer[0].conversatie_id == "c");
    CHECK(op_nummer[0].moment_ms == 5);
    auto const gesprek = good(reader->vsp_inzendingen(std::nullopt, "c", 10));
    REQUIRE(gesprek.size() == 2);
    CHECK(gesprek[0].afzender == "9901");
    CHECK(gesprek[0].traceer_id == "t1");
    CHECK(good(reader->vsp_inzendingen(std::nullopt, "c", 1)).size() == 1);
    CHECK(good(reader->vsp_inzendingen("t3", "", 10)).empty());
    CHECK(good(reader->vsp_inzendingen(std::nullopt, "", 10)).empty());
    CHECK_FALSE(good(reader->doorgestuurd(een)));
}

TEST_CASE_TEMPLATE("the moments of a zender grow", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const later_dan = [&](std::string_view zender, std::string_view tijdstip) {
        return in(*store, [&](store::Transaction& tx) { return tx.later_tijdstip(zender, tijdstip); });
    };
    CHECK(later_dan("a", "20260601120000000"));
    CHECK_FALSE(later_dan("a", "20260601120000000"));
    CHECK_FALSE(later_dan("a", "20260601")); // midnight of that day
    CHECK(later_dan("b", "20260601"));
    CHECK(later_dan("a", "202606011201"));
    CHECK_FALSE(later_dan("a", "20260601120059999"));
}
