#include "store/outbox.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

using namespace contract;
using namespace support;
using store::outbox::Oorzaak;
using store::outbox::Toestand;

namespace {

constexpr char const* bsn = "999900006";
constexpr std::uint32_t midden = 1U << 31;

model::Message bericht(int n) { return toewijzingsbericht(fmt::format("T{}", n), bsn, {{.nummer = n}}); }

/// An accepted message that goes on to its receiver; with `antwoord_voor` the receiver answers it itself.
store::BerichtId door(store::Store& store, Zending const& zend, std::optional<model::Date> antwoord_voor = std::nullopt) {
    store::BerichtId id = 0;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto nieuw = zend.nieuw();
        nieuw.retour_voor = model::date(2026, 5, 7);
        nieuw.door = store::Doorzending{model::header(zend.bericht).ontvanger, antwoord_voor};
        if (antwoord_voor) nieuw.retour_soort.reset();
        auto const feiten = tx.facts(zend.bericht);
        if (!feiten) return std::unexpected(feiten.error());
        auto const saved = tx.save(nieuw);
        if (!saved) return std::unexpected(saved.error());
        id = *saved;
        return tx.book(id, zend.bericht, zend.verdict, *feiten);
    }));
    return id;
}

void poging(store::Store& store, store::UitId id, Oorzaak oorzaak, std::int64_t moment_ms) {
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const uit = tx.uit(id);
        if (!uit) return std::unexpected(uit.error());
        return tx.zet_uit(id, store::outbox::na_poging((*uit)->stand, {oorzaak}, moment_ms, midden), "lijn", "zo ging het");
    }));
}

store::Uit uit(store::Store& store, store::UitId id) { return good(good(store.reader())->uit(id)).value(); }

} // namespace

TEST_CASE_TEMPLATE("an accepted message goes out twice: the answer to its sender, the message to its receiver", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = door(*store, zending(bericht(1)));
    auto const reader = good(store->reader());
    auto const all = good(reader->uit_lijst({}, 0, 10));
    REQUIRE(all.size() == 2);
    CHECK(all[0].bericht == id);
    CHECK(all[0].stuk == store::UitStuk::retour);
    CHECK(all[0].afzender == aanbieder);
    CHECK(all[0].bestemming == gemeente);
    CHECK(all[0].soort == model::BerichtSoort{model::Domein::wmo, 302});
    CHECK(all[0].termijn == model::date(2026, 5, 7));
    CHECK(all[0].grootte == 9);
    CHECK(all[0].stand == store::outbox::nieuw(1'777'000'000'000));
    CHECK(all[0].fout.empty());
    CHECK(all[1].stuk == store::UitStuk::bericht);
    CHECK(all[1].afzender == gemeente);
    CHECK(all[1].bestemming == aanbieder);
    CHECK(all[1].soort == model::BerichtSoort{model::Domein::wmo, 301});
    CHECK(all[1].grootte == static_cast<std::int64_t>(zending(bericht(1)).bytes.size()));
    CHECK_FALSE(all[1].termijn);
    CHECK(all[0].referentienummer.size() == 36);
    CHECK(all[0].referentienummer != all[1].referentienummer);
    CHECK(good(reader->verwacht(10)).empty());
}

TEST_CASE_TEMPLATE("of every conversation only the oldest that waits can be sent", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (int n = 1; n <= 3; ++n) door(*store, zending(bericht(n)));
    auto const heads = [&] {
        std::vector<store::UitId> ids;
        for (auto const& kop : good(good(store->reader())->uit_koppen())) ids.push_back(kop.id);
        return ids;
    };
    CHECK(heads() == std::vector<store::UitId>{2, 1}); // by bestemming, as text
    poging(*store, 1, Oorzaak::geen, 5);
    poging(*store, 2, Oorzaak::onbereikbaar, 5);
    CHECK(heads() == std::vector<store::UitId>{2, 3});
    poging(*store, 2, Oorzaak::geweigerd, 50'000);
    CHECK(heads() == std::vector<store::UitId>{4, 3});
}

TEST_CASE_TEMPLATE("where a row stands is there after the store was closed, its referentienummer the same", Engine, SqliteEngine) {
    Engine engine;
    std::string referentie;
    {
        auto const store = opened(engine);
        door(*store, zending(bericht(1)));
        referentie = uit(*store, 1).referentienummer;
        poging(*store, 1, Oorzaak::tijd_op, 1'777'000'000'000);
    }
    auto const store = opened(engine);
    auto const row = uit(*store, 1);
    CHECK(row.referentienummer == referentie);
    CHECK(row.verbinding == "lijn");
    CHECK(row.fout == "zo ging het");
    CHECK(row.stand.pogingen == 1);
    CHECK(row.stand.oorzaak == Oorzaak::tijd_op);
    CHECK(row.stand.volgende_ms == 1'777'000'030'000);
    CHECK(row.stand.toestand == Toestand::wacht);
    CHECK_FALSE(row.stand.klaar_ms);
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const found = tx.uit_op_referentie(referentie);
        if (!found) return std::unexpected(found.error());
        CHECK((*found)->id == 1);
        CHECK_FALSE(tx.uit_op_referentie("00000000-0000-4000-8000-000000000000").value());
        CHECK_FALSE(tx.uit(99).value());
        return {};
    }));
}

TEST_CASE_TEMPLATE("dead letters are found by cause and bestemming, and a person has one sent again", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (int n = 1; n <= 2; ++n) door(*store, zending(bericht(n)));
    poging(*store, 1, Oorzaak::geweigerd, 5);
    poging(*store, 3, Oorzaak::geen, 5);
    CHECK(tellingen(*store).uit_open == 2);
    CHECK(tellingen(*store).uit_opgegeven == 1);
    auto const list = [&](store::UitFilter const& filter, store::UitId na = 0, std::int64_t aantal = 10) {
        std::vector<store::UitId> ids;
        for (auto const& row : good(good(store->reader())->uit_lijst(filter, na, aantal))) ids.push_back(row.id);
        return ids;
    };
    using Ids = std::vector<store::UitId>;
    CHECK(list({}) == Ids{1, 2, 3, 4});
    CHECK(list({}, 1, 2) == Ids{2, 3});
    CHECK(list({Toestand::opgegeven, {}, {}}) == Ids{1});
    CHECK(list({Toestand::opgegeven, Oorzaak::geweigerd, "9901"}) == Ids{1});
    CHECK(list({Toestand::opgegeven, Oorzaak::tijd_op, {}}).empty());
    CHECK(list({Toestand::opgegeven, {}, "99000001"}).empty());
    CHECK(list({Toestand::wacht, {}, "99000001"}) == Ids{2, 4});
    CHECK(list({Toestand::wacht, {}, {}}) == Ids{2, 4});
    CHECK(list({Toestand::afgeleverd, {}, {}}) == Ids{3});
    CHECK(list({Toestand::wacht, Oorzaak::geen, "99000001"}, 2) == Ids{4});

    auto const before = tellingen(*store).audit_leaves;
    auto const referentie = uit(*store, 1).referentienummer;
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const row = tx.uit(1);
        if (!row) return std::unexpected(row.error());
        return tx.heropen_uit(**row, 77, "J. Jansen");
    }));
    auto const again = uit(*store, 1);
    CHECK(again.stand.toestand == Toestand::wacht);
    CHECK(again.stand.volgende_ms == 77);
    CHECK(again.referentienummer == referentie);
    CHECK(again.fout.empty());
    CHECK(tellingen(*store).audit_leaves == before + 1);
}

TEST_CASE_TEMPLATE("what must be there by some day is known until it is there", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = door(*store, zending(bericht(1)));
    auto const relayed = door(*store, zending(bericht(2)), model::date(2026, 5, 8));
    auto const reader = good(store->reader());
    auto const rows = good(reader->uit_met_termijn(10));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].bericht == id);
    auto const open = good(reader->verwacht(10));
    REQUIRE(open.size() == 1);
    CHECK(open[0].bericht == relayed);
    CHECK(open[0].soort == model::BerichtSoort{model::Domein::wmo, 301});
    CHECK(open[0].afzender == gemeente);
    CHECK(open[0].bestemming == aanbieder);
    CHECK(open[0].sinds == model::date(2026, 5, 1));
    CHECK(open[0].termijn == model::date(2026, 5, 8));

    poging(*store, rows[0].id, Oorzaak::geen, 5);
    CHECK(good(reader->uit_met_termijn(10)).empty());
    process(*store, zending(retour<model::Bericht302>(bericht(2), {})));
    CHECK(good(reader->verwacht(10)).empty());
}

TEST_CASE_TEMPLATE("a foutbericht of ours goes to whom we say, and ends what was expected", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const id = door(*store, zending(bericht(1)), model::date(2026, 5, 8));
    good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const uit = tx.stuur({id, store::UitStuk::fo01, "9901", "99000009", 12, std::nullopt, R"({"code":"StUF055"})"});
        if (!uit) return std::unexpected(uit.error());
        return tx.verwacht_niet(id);
    }));
    auto const reader = good(store->reader());
    CHECK(good(reader->verwacht(10)).empty());
    auto const row = good(reader->uit_lijst({Toestand::wacht, {}, "99000009"}, 0, 10)).at(0);
    CHECK(row.stuk == store::UitStuk::fo01);
    CHECK_FALSE(row.soort);
    CHECK(row.inhoud == R"({"code":"StUF055"})");
    CHECK(row.grootte == 0);
}
