#include "store/inzage.hpp"
#include "store/historie.hpp"
#include "store/logboek.hpp"
#include "tests/contract/engines.hpp"

using namespace contract;

namespace {

constexpr std::int64_t moment = 1'777'000'000'000;
constexpr std::string_view bsn_a = "999990019";
constexpr std::string_view bsn_b = "999990020";

store::NieuweInzage inzage(std::string wie, std::int64_t moment_ms, std::vector<std::int64_t> berichten = {}) {
    store::NieuweInzage nieuw;
    nieuw.moment_ms = moment_ms;
    nieuw.wie = std::move(wie);
    nieuw.wat = "origineel";
    nieuw.object = "1";
    nieuw.reden = "klacht 12";
    nieuw.vanwaar = "127.0.0.1";
    nieuw.berichten = std::move(berichten);
    return nieuw;
}

void noteer(store::Store& store, store::NieuweInzage const& nieuw) {
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.noteer_inzage(nieuw);
        if (!id) return std::unexpected(id.error());
        return {};
    }));
}

std::vector<std::int64_t> ids(std::vector<store::Inzage> const& all) {
    std::vector<std::int64_t> out;
    for (auto const& one : all) out.push_back(one.id);
    return out;
}

std::int64_t bladen(store::Store& store) { return tellingen(store).audit_leaves; }

} // namespace

TEST_CASE_TEMPLATE("what was looked at is there with its leaf, the last one first", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    noteer(*store, inzage("gebruiker a", moment, {7, 3, 7}));
    auto tweede = inzage("oin 1", moment + 1000);
    tweede.resultaat = store::InzageResultaat::niet_gevonden;
    noteer(*store, tweede);

    auto const reader = good(store->reader());
    auto const all = good(reader->inzagen({}, 0, 10));
    REQUIRE(ids(all) == std::vector<std::int64_t>{2, 1});
    CHECK(all[1].wie == "gebruiker a");
    CHECK(all[1].wat == "origineel");
    CHECK(all[1].reden == "klacht 12");
    CHECK(all[1].vanwaar == "127.0.0.1");
    CHECK(all[1].berichten == std::vector<std::int64_t>{3, 7});
    CHECK(all[0].resultaat == store::InzageResultaat::niet_gevonden);
    CHECK(bladen(*store) == 2);
    // Each commits to its whole row.
    for (std::uint64_t i = 0; i < 2; ++i) {
        auto const regel = good(reader->logboek().regels(i, 1)).front();
        auto const entry = store::audit::decode(regel.entry);
        REQUIRE(entry);
        CHECK(entry->gebeurtenis == "inzage");
        auto const text = good(reader->logboek().vastgelegd(i));
        REQUIRE(text);
        CHECK(entry->ontvangen == store::audit::commitment(regel.nonce.value(), std::as_bytes(std::span(*text))));
    }
    CHECK_FALSE(good(reader->historie().volgende(0, 2))); // no decision depends on them
    CHECK(good(reader->logboek().inzagen(1)).rijen == 1);
}

TEST_CASE_TEMPLATE("an officer narrows by day, by who, by message, and goes from page to page", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (std::int64_t i = 1; i <= 6; ++i) noteer(*store, inzage(i % 2 == 0 ? "gebruiker b" : "gebruiker a", moment + i, {i, i + 1}));
    auto const reader = good(store->reader());
    CHECK(ids(good(reader->inzagen({}, 0, 4))) == std::vector<std::int64_t>{6, 5, 4, 3});
    CHECK(ids(good(reader->inzagen({}, 3, 4))) == std::vector<std::int64_t>{2, 1});
    store::InzageFilter filter;
    filter.wie = "gebruiker b";
    CHECK(ids(good(reader->inzagen(filter, 6, 4))) == std::vector<std::int64_t>{4, 2});
    filter.bericht = 3;
    CHECK(ids(good(reader->inzagen(filter, 0, 4))) == std::vector<std::int64_t>{2});
    filter.wie.clear();
    CHECK(ids(good(reader->inzagen(filter, 0, 4))) == std::vector<std::int64_t>{3, 2});
    filter = {};
    filter.van_ms = moment + 2;
    filter.tot_ms = moment + 4;
    CHECK(ids(good(reader->inzagen(filter, 0, 4))) == std::vector<std::int64_t>{3, 2});
    CHECK(good(reader->inzagen_voor(moment + 3)) == 2);
}

TEST_CASE_TEMPLATE("a citizen's overview finds them by message, by toewijzing and by name", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto const bericht = process(*store, zending(support::toewijzingsbericht("T1", bsn_a, {{.nummer = 12}})));
    noteer(*store, inzage("a", moment, {bericht}));
    noteer(*store, inzage("b", moment, {bericht, 99}));
    auto zaak = inzage("c", moment);
    zaak.toewijzingen = {{std::string(support::gemeente), model::Domein::wmo, 12}, {std::string(support::gemeente), model::Domein::wmo, 13}};
    noteer(*store, zaak);
    auto naam = inzage("d", moment);
    naam.bsns = {std::string(bsn_a)};
    noteer(*store, naam);
    noteer(*store, inzage("e", moment));

    auto const reader = good(store->reader());
    store::InzageFilter filter;
    filter.bsn = bsn_a;
    CHECK(ids(good(reader->inzagen(filter, 0, 10))) == std::vector<std::int64_t>{4, 3});
    CHECK(good(reader->zonder_clienten(0, 10)) == std::vector<store::BerichtId>{bericht, 99});
    CHECK(good(reader->zonder_clienten(bericht, 10)) == std::vector<store::BerichtId>{99});
    std::vector<store::BerichtClienten> const clienten{{bericht, {std::string(bsn_a), std::string(bsn_a)}}, {99, {}}};
    good(store->transact([&](store::Transaction& tx) { return tx.noteer_clienten(clienten); }));
    CHECK(good(reader->zonder_clienten(0, 10)).empty());
    CHECK(ids(good(reader->inzagen(filter, 0, 10))) == std::vector<std::int64_t>{4, 3, 2, 1});
    filter.wie = "b";
    CHECK(ids(good(reader->inzagen(filter, 0, 10))) == std::vector<std::int64_t>{2});
    filter.wie.clear();
    filter.bsn = bsn_b;
    CHECK(good(reader->inzagen(filter, 0, 10)).empty());
}

TEST_CASE_TEMPLATE("rows past their term go under a leaf that says how many, and nothing else goes", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    for (std::int64_t i = 0; i < 3; ++i) noteer(*store, inzage("a", moment + i * 1000, {i + 1}));
    auto const wis = [&](std::int64_t voor) {
        std::int64_t aantal = -1;
        good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const done = tx.wis_inzagen(voor, moment + 9000, "systeem proef", "termijn voorbij");
            if (!done) return std::unexpected(done.error());
            aantal = *done;
            return {};
        }));
        return aantal;
    };
    CHECK(wis(moment) == 0);
    CHECK(bladen(*store) == 3);
    CHECK(wis(moment + 2000) == 2);
    auto const reader = good(store->reader());
    CHECK(ids(good(reader->inzagen({}, 0, 10))) == std::vector<std::int64_t>{3});
    auto const stand = good(reader->logboek().inzagen(100));
    CHECK(stand.rijen == 1);
    CHECK(stand.gewist == 2);
    CHECK(stand.gewist_voor_ms == moment + 2000);
    CHECK_FALSE(good(reader->logboek().regels(0, 1)).front().nonce);
    CHECK_FALSE(good(reader->logboek().vastgelegd(0)));
    CHECK(good(reader->logboek().vastgelegd(3)));
    // Numbers are never used again, also when all are gone.
    CHECK(wis(moment + 5000) == 1);
    noteer(*store, inzage("a", moment + 6000));
    CHECK(ids(good(reader->inzagen({}, 0, 10))) == std::vector<std::int64_t>{4});
}

TEST_CASE_TEMPLATE("a record that cannot be written leaves nothing of its group's other work behind", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    auto fout = inzage("a", moment);
    fout.toewijzingen = {{"geen gemeente", model::Domein::wmo, 1}};
    auto const done = store->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.noteer_inzage(fout);
        if (!id) return std::unexpected(id.error());
        return {};
    });
    CHECK_FALSE(done);
    CHECK(bladen(*store) == 0);
    CHECK(good(good(store->reader())->inzagen({}, 0, 10)).empty());
}
