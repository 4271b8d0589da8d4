#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

using namespace contract;
using namespace support;
using store::sqlite::Connection;
using store::sqlite::Mode;

namespace {

model::Result<std::unique_ptr<store::Store>> try_open(TempDir const& directory) {
    return store::sqlite::open(directory.path(), counting_nonce());
}

/// A closed store with `count` messages in it.
void fill(TempDir const& directory, int count) {
    auto const store = good(try_open(directory));
    for (int i = 0; i < count; ++i) process(*store, zending(toewijzingsbericht(fmt::format("T{}", i), "999900006", {{i}})));
}

std::unique_ptr<Connection> raw(TempDir const& directory) {
    return good(Connection::open(directory.path() / "ketenpoort.db", Mode::writer));
}

void check_corrupt(TempDir const& directory) {
    auto const opened = try_open(directory);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == model::ErrorCode::store_corrupt);
    CHECK(opened.error().context.find("reservekopie") != std::string::npos);
}

} // namespace

TEST_CASE("a second opening names the process that has the store") {
    TempDir const directory;
    auto const store = good(try_open(directory));
    auto const second = try_open(directory);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == model::ErrorCode::store_busy);
    CHECK(second.error().context.find(fmt::format("proces {};", ::getpid())) != std::string::npos);
}

TEST_CASE("a store of a newer program is refused") {
    TempDir const directory;
    fill(directory, 1);
    good(raw(directory)->execute("PRAGMA user_version=999"));
    auto const opened = try_open(directory);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == model::ErrorCode::store_version);
}

TEST_CASE("only this user can read the files") {
    TempDir const directory;
    auto const place = directory.path() / "diep" / "data";
    auto const store = good(store::sqlite::open(place, counting_nonce()));
    process(*store, zending(toewijzingsbericht("T1", "999900006", {{1}})));
    for (char const* name : {"ketenpoort.db", "ketenpoort.db-wal", "ketenpoort.lock"}) {
        CAPTURE(name);
        auto const others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        CHECK((std::filesystem::status(place / name).permissions() & others) == std::filesystem::perms::none);
    }
    CHECK((std::filesystem::status(place).permissions() & std::filesystem::perms::others_all) == std::filesystem::perms::none);
}

TEST_CASE("a directory may be reached through a link; the database may not be one") {
    TempDir const directory;
    std::filesystem::create_directory(directory.path() / "echt");
    std::filesystem::create_directory_symlink(directory.path() / "echt", directory.path() / "link");
    CHECK(store::sqlite::open(directory.path() / "link", counting_nonce()).has_value());
    TempDir const other;
    std::filesystem::create_symlink(directory.path() / "echt" / "ketenpoort.db", other.path() / "ketenpoort.db");
    CHECK_FALSE(try_open(other).has_value());
}

TEST_CASE("history cannot be changed or removed, not even by SQL") {
    TempDir const directory;
    {
        auto const store = good(try_open(directory));
        process(*store, zending(toewijzingsbericht("T1", "999900006", {{1}})));
        process(*store, zending(declaratiebericht("P1", "D1", {{"999900006", {{1, "R1"}}}})));
        auto const start = startbericht("S1", "999900006", {{}});
        process(*store, zending(start));
        process(*store, zending(retour<model::Bericht306>(start)));
        process(*store, zending(verzoekbericht("V1", "999900006", {"A"})));
        store::Bundel const bundel{"noorderdal", "1", "aaaa", {"9901"}, {{"bundel.toml", "x"}}, 7};
        good(store->transact([&](store::Transaction& tx) { return tx.activate(bundel); }));
    }
    auto const db = raw(directory);
    for (std::string const table : {"bericht", "blok", "identificatie", "toewijzing_versie", "prestatie", "declaratie", "bundel",
                                    "bundel_voor", "bundel_bestand", "audit_leaf", "retour_ontvangen", "aanlevering", "verzoek_stap"}) {
        CAPTURE(table);
        auto const column = good(db->pragma(fmt::format("table_info({})", table))); // the table exists
        CHECK(column == 0);
        CHECK_FALSE(db->execute(fmt::format("DELETE FROM {}", table)).has_value());
        auto const first = table == "identificatie"       ? "sleutel"
                           : table.starts_with("bundel_") ? "bundel"
                           : table == "declaratie"        ? "nummer"
                           : table == "retour_ontvangen"  ? "heen"
                                                          : "id";
        CHECK_FALSE(db->execute(fmt::format("UPDATE {0} SET {1} = {1}", table, first)).has_value());
    }
    CHECK(db->execute("DELETE FROM audit_nonce").has_value()); // the one thing made to be erased
}

TEST_CASE("a nonce that was erased does not stop the store") {
    TempDir const directory;
    fill(directory, 3);
    good(raw(directory)->execute("DELETE FROM audit_nonce"));
    CHECK(try_open(directory).has_value());
}

TEST_CASE("an audit log that does not fit its tree is refused at the start") {
    for (std::string const sql : {
             "UPDATE audit_leaf SET entry = x'00' WHERE id = 4",                          // a leaf rewritten
             "UPDATE audit_leaf SET hash = zeroblob(32) WHERE id = 4",                    // its hash too
             "DELETE FROM audit_leaf WHERE id = 4",                                       // the tail cut
             "DELETE FROM audit_leaf WHERE id = 2",                                       // one taken out
             "INSERT INTO audit_leaf SELECT 5, entry, hash FROM audit_leaf WHERE id = 4", // one added
             "UPDATE audit_rand SET aantal = 4",                                          // the tree shortened
             "UPDATE audit_rand SET knopen = zeroblob(64)",                               // the tree replaced
             "UPDATE audit_leaf SET id = 100 WHERE id = 1; UPDATE audit_leaf SET id = 1 WHERE id = 0; UPDATE audit_leaf SET id = 0 WHERE "
             "id = 100",
         }) {
        CAPTURE(sql);
        TempDir const directory;
        fill(directory, 5);
        {
            auto const db = raw(directory);
            good(db->execute("DROP TRIGGER audit_leaf_blijft_u; DROP TRIGGER audit_leaf_blijft_d"));
            good(db->execute(sql));
        }
        check_corrupt(directory);
    }
}

TEST_CASE("a database with garbage in its header, or a page zeroed, is refused") {
    for (std::streamoff const place : {0, 4096 * 3}) {
        CAPTURE(place);
        TempDir const directory;
        fill(directory, 20);
        {
            std::fstream file(directory.path() / "ketenpoort.db", std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(place);
            file << std::string(4096, '\0');
        }
        check_corrupt(directory);
    }
}

TEST_CASE("a large database is opened at once, and the check it is owed finds the damage") {
    TempDir const directory;
    fill(directory, 20);
    auto const open = [&] { return store::sqlite::open(directory.path(), counting_nonce(), 0); };
    auto const never = [] { return false; };
    CHECK(good(good(open())->reader())->check(never).has_value());
    {
        auto const db = raw(directory);
        auto root = db->query("SELECT rootpage FROM sqlite_schema WHERE name = 'client_toewijzing'");
        REQUIRE(good(root.first()));
        std::fstream file(directory.path() / "ketenpoort.db", std::ios::binary | std::ios::in | std::ios::out);
        file.seekp((root.integer(0) - 1) * 4096);
        file << std::string(4096, '\0');
    }
    auto const store = good(open());
    auto const found = good(store->reader())->check(never);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().code == model::ErrorCode::store_corrupt);
    CHECK(found.error().context.find("reservekopie") != std::string::npos);
    // Told to stop it says nothing.
    CHECK(good(store->reader())->check([] { return true; }).has_value());
}

TEST_CASE("the settings that durability and safety rest on are really in force") {
    TempDir const directory;
    fill(directory, 1);
    auto const db = raw(directory);
    CHECK(good(db->pragma("synchronous")) == 2);
    CHECK(good(db->pragma("wal_autocheckpoint")) == 0);
    CHECK(good(db->pragma("trusted_schema")) == 0);
    CHECK(good(db->pragma("cell_size_check")) == 1);
    CHECK(good(db->pragma("foreign_keys")) == 1);
    CHECK(good(db->pragma("secure_delete")) == 1);
    CHECK(good(db->pragma("temp_store")) == 2);
    auto journal = db->query("PRAGMA journal_mode");
    REQUIRE(good(journal.first()));
    CHECK(journal.text(0) == "wal");
    CHECK_FALSE(db->execute("ATTACH ':memory:' AS ander").has_value());
    CHECK_FALSE(db->execute("SELECT load_extension('x')").has_value());
    CHECK_FALSE(db->execute("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema").has_value());
    auto const reader = good(Connection::open(directory.path() / "ketenpoort.db", Mode::reader));
    CHECK_FALSE(reader->execute("DELETE FROM uit").has_value());
}
