#include "store/sqlite/migrate.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

using namespace store::sqlite;

namespace {

constexpr std::array steps{
    Migration{"0001_a.sql", "CREATE TABLE a (x INTEGER NOT NULL) STRICT; INSERT INTO a VALUES (1);"},
    Migration{"0002_b.sql", "CREATE TABLE b (y INTEGER NOT NULL) STRICT; INSERT INTO b SELECT x + 1 FROM a;"},
};

std::unique_ptr<Connection> database(support::TempDir const& directory) {
    auto db = Connection::open(directory.path() / "test.db", Mode::writer);
    REQUIRE(db.has_value());
    return std::move(*db);
}

} // namespace

TEST_CASE("an empty database gets every step, a half-way one the rest, a ready one none") {
    support::TempDir const directory;
    auto const db = database(directory);
    CHECK(migrate(*db, std::span(steps).first(1)).has_value());
    CHECK(*db->pragma("user_version") == 1);
    CHECK(migrate(*db, steps).has_value());
    CHECK(*db->pragma("user_version") == 2);
    CHECK(migrate(*db, steps).has_value());
    auto row = db->query("SELECT y FROM b");
    REQUIRE(*row.first());
    CHECK(row.integer(0) == 2);
    CHECK_FALSE(*row.next());
}

TEST_CASE("a database of a newer program is refused and left alone") {
    support::TempDir const directory;
    auto const db = database(directory);
    REQUIRE(migrate(*db, steps).has_value());
    auto const done = migrate(*db, std::span(steps).first(1));
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == model::ErrorCode::store_version);
    CHECK(done.error().effect() == model::Effect::stop);
    CHECK(done.error().context.find("nieuwere programma") != std::string::npos);
    CHECK(*db->pragma("user_version") == 2);
}

TEST_CASE("a step that fails leaves the form before it, and the error names the step") {
    support::TempDir const directory;
    auto const db = database(directory);
    std::array const broken{steps[0], Migration{"0002_stuk.sql", "CREATE TABLE b (y INTEGER) STRICT; INSERT INTO nergens VALUES (1);"}};
    auto const done = migrate(*db, broken);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().context.starts_with("0002_stuk.sql"));
    CHECK(*db->pragma("user_version") == 1);
    CHECK_FALSE(db->in_transaction());
    CHECK(migrate(*db, steps).has_value());
}

TEST_CASE("a store of the first form opens with its toewijzingen, and goes on in the newest") {
    constexpr char const* bsn = "999900006";
    support::TempDir const directory;
    {
        auto const db = contract::good(Connection::open(directory.path() / "ketenpoort.db", Mode::writer));
        contract::good(migrate(*db, migrations().first(1)));
        // Two toewijzingen of a client of 0345, in two domeinen, and one of another aanbieder.
        for (std::string const values : {"3450000000007, '999900006', '99000001'", "3450999999999, '999900006', '99000001'",
                                         "3451000000008, '999900006', '99000001'", "3450000000009, '999900006', '99000002'"})
            contract::good(db->execute(
                "INSERT INTO toewijzing (id, bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, versie, "
                "debetten) VALUES (" +
                values + ", '02', '02A03', 20500, '10:00:00', 20500, 1, x'')"));
        contract::good(db->execute("INSERT INTO client VALUES ('0345', 0, '99000001', '999900006'), ('0345', 1, '99000001', '999900006'), "
                                   "('0345', 0, '99000002', '999900006')"));
    }
    for (int opening = 0; opening < 2; ++opening) {
        auto const store = contract::good(store::sqlite::open(directory.path(), contract::counting_nonce()));
        auto const wmo = contract::facts(*store, support::verzoekbericht("X", bsn, {"A"}, "0345"));
        CHECK(wmo.client_toewijzingen == std::vector<std::int64_t>{7, 999'999'999});
        CHECK(wmo.toewijzingen.size() == 2);
        auto const jw = contract::facts(*store, support::verzoekbericht("X", bsn, {"A"}, "0345", model::Domein::jw));
        CHECK(jw.client_toewijzingen == std::vector<std::int64_t>{8});
        auto declaratie = support::declaratiebericht("X", "D1", {{bsn, {{7, "R1"}}}, {"999900018", {}}});
        std::get<model::Bericht323>(declaratie.inhoud).header.ontvanger = "0345";
        CHECK(contract::facts(*store, declaratie).clienten == std::unordered_set<std::string>{bsn});
        contract::process(*store,
                          contract::zending(support::verzoekbericht(fmt::format("V{}", opening), bsn, {fmt::format("R{}", opening)})));
    }
    auto const db = contract::good(Connection::open(directory.path() / "ketenpoort.db", Mode::reader));
    CHECK(*db->pragma("user_version") == static_cast<std::int64_t>(migrations().size()));
}

TEST_CASE("a store of before messages were counted is counted as it would have been") {
    support::TempDir const directory;
    {
        auto const store = contract::good(store::sqlite::open(directory.path(), contract::counting_nonce()));
        contract::process(*store, contract::zending(support::toewijzingsbericht("T1", "999900006", {{.nummer = 7}})));
        contract::process(*store, contract::afgekeurd(support::toewijzingsbericht("T2", "999900018", {{.nummer = 8}})));
        for (std::string_view const identificatie : {"T3", "T4"}) {
            auto parked = contract::zending(support::toewijzingsbericht(identificatie, "999900006", {{.nummer = 9}}));
            parked.verdict.uitkomst = model::Uitkomst::aangehouden;
            auto const id = contract::process(*store, parked);
            if (identificatie == "T3") continue;
            contract::good(store->transact([&](store::Transaction& tx) {
                store::NieuweAfdoening afdoening;
                afdoening.uitkomst = model::Uitkomst::goedgekeurd;
                afdoening.besluit_json = "{}";
                afdoening.bericht = &parked.bericht;
                return tx.settle(id, afdoening);
            }));
        }
    }
    auto const db = contract::good(Connection::open(directory.path() / "ketenpoort.db", Mode::writer));
    auto const counted = [&] {
        std::string all;
        auto row = db->query("SELECT vandaag, soort, uitkomst, afzender, ontvanger, aantal FROM bericht_telling WHERE aantal > 0");
        for (auto more = row.first(); *more; more = row.next())
            all += fmt::format("{} {} {} {} {} {}\n", row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5));
        return all;
    };
    auto const as_it_went = counted();
    CHECK(std::ranges::count(as_it_went, '\n') == 3); // two approved, one of them later; one rejected; one still parked
    contract::good(db->execute("DROP TRIGGER bericht_telt; DROP TRIGGER afdoening_telt; DROP TABLE bericht_telling"));
    auto const step = std::ranges::find_if(migrations(), [](Migration const& one) { return one.naam.ends_with("_telling.sql"); });
    contract::good(db->execute(std::string(step->sql)));
    CHECK(counted() == as_it_went);
}

TEST_CASE("the program's own steps are numbered without gaps") {
    REQUIRE_FALSE(migrations().empty());
    for (std::size_t i = 0; i < migrations().size(); ++i) {
        CHECK(migrations()[i].naam.starts_with(fmt::format("{:04}_", i + 1)));
        CHECK_FALSE(migrations()[i].sql.empty());
    }
}
