#include "store/sqlite/migrate.hpp"
#include "tests/contract/temp_dir.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

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

TEST_CASE("the program's own steps are numbered without gaps") {
    REQUIRE_FALSE(migrations().empty());
    for (std::size_t i = 0; i < migrations().size(); ++i) {
        CHECK(migrations()[i].naam.starts_with(fmt::format("{:04}_", i + 1)));
        CHECK_FALSE(migrations()[i].sql.empty());
    }
}
