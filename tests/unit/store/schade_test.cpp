#include "store/sqlite/connection.hpp"
#include "store/sqlite/paginasom.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/standbestand.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

using namespace contract;
using namespace support;
using namespace store::sqlite;

/// Whatever a disk does to the files of a store is found before anything of it is used.
namespace {

constexpr std::array names{"ketenpoort.db", "ketenpoort.db-wal", "ketenpoort.stand"};

void message(store::Store& store, int number) {
    process(store, zending(toewijzingsbericht(fmt::format("T{}", number), "999900006", {{number}})));
}

std::string read(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(std::filesystem::path const& file, std::string const& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// What a power cut leaves of a store in use: part in the database, part in the log, and the side file.
void crashed(std::filesystem::path const& to) {
    TempDir const directory;
    auto const store = good(store::sqlite::open(directory.path(), counting_nonce()));
    for (int i = 1; i <= 30; ++i) message(*store, i);
    good(store->maintain());
    good(store->maintain());
    for (int i = 31; i <= 40; ++i) message(*store, i);
    for (std::string const name : {names[0], names[1], names[2], "hoofdsleutel"})
        std::filesystem::copy_file(directory.path() / name, to / name, std::filesystem::copy_options::overwrite_existing);
}

model::Result<std::unique_ptr<store::Store>> try_open(std::filesystem::path const& directory) {
    return store::sqlite::open(directory, counting_nonce());
}

/// The store is refused, and the text says what is wrong and what to do.
void check_refused(std::filesystem::path const& directory, std::string_view wat) {
    auto const opened = try_open(directory);
    REQUIRE_FALSE(opened.has_value());
    CAPTURE(opened.error().context);
    CHECK(opened.error().code == model::ErrorCode::store_corrupt);
    CHECK(opened.error().context.find(wat) != std::string::npos);
    CHECK(opened.error().context.find("reservekopie") != std::string::npos);
}

/// 300, or as many as KETENPOORT_FLIPS says (`make kills` asks for 10,000).
int flips_of_each() {
    int uit = 100;
    char const* const asked = std::getenv("KETENPOORT_FLIPS");
    if (asked == nullptr) return uit;
    std::string_view const text(asked);
    REQUIRE(std::from_chars(text.data(), text.data() + text.size(), uit).ec == std::errc());
    return uit / static_cast<int>(names.size()) + 1;
}

} // namespace

TEST_CASE("every changed byte of database, log and side file is found, and the store is not opened") {
    TempDir const directory;
    crashed(directory.path());
    std::mt19937 random(20261122); // NOLINT: the same every time
    int found = 0;
    auto const each = flips_of_each();
    for (char const* name : names) {
        auto const file = directory.path() / name;
        auto const whole = read(file);
        REQUIRE(whole.size() > 200);
        for (int i = 0; i < each; ++i) {
            auto const at = std::uniform_int_distribution<std::size_t>(0, whole.size() - 1)(random);
            auto const bits = std::uniform_int_distribution<int>(1, 255)(random);
            CAPTURE(name);
            CAPTURE(at);
            CAPTURE(bits);
            {
                std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
                out.seekp(static_cast<std::streamoff>(at));
                out.put(static_cast<char>(whole[at] ^ bits));
            }
            auto const opened = try_open(directory.path());
            REQUIRE_FALSE(opened.has_value());
            CHECK(opened.error().code == model::ErrorCode::store_corrupt);
            ++found;
            std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
            out.seekp(static_cast<std::streamoff>(at));
            out.put(whole[at]);
        }
        CHECK(read(file) == whole);
    }
    CHECK(found == each * static_cast<int>(names.size()));
    CHECK(good(good(good(try_open(directory.path()))->reader())->tellingen()).berichten == 40);
}

TEST_CASE("a log that is gone, cut, of another store or older is refused, and so is an older database (F13, F14)") {
    TempDir const directory;
    auto const log = directory.path() / names[1];
    crashed(directory.path());
    auto const whole = read(log);
    SUBCASE("gone") {
        std::filesystem::remove(log);
        check_refused(directory.path(), "er stonden");
    }
    SUBCASE("cut by one frame") {
        write(log, whole.substr(0, whole.size() - wal::frame_bytes));
        check_refused(directory.path(), "afgekapt");
    }
    SUBCASE("of another store") {
        TempDir const other;
        crashed(other.path());
        write(log, read(other.path() / names[1]));
        // Two stores that did the same differ in the salt that SQLite draws, or else the bytes are the same.
        if (read(log) != whole) check_refused(directory.path(), "een ander");
    }
    SUBCASE("an older database put back") {
        TempDir const older;
        auto store = good(try_open(older.path()));
        for (int i = 1; i <= 30; ++i) message(*store, i);
        store.reset();
        std::filesystem::remove(log);
        std::filesystem::copy_file(older.path() / names[0], directory.path() / names[0], std::filesystem::copy_options::overwrite_existing);
        check_refused(directory.path(), "er stonden");
    }
}

TEST_CASE("an older copy of a store that was closed is refused by the number of lines in the audit log") {
    TempDir const directory;
    TempDir const older;
    auto const build = [](TempDir const& to, int count) {
        auto const store = good(try_open(to.path()));
        for (int i = 1; i <= count; ++i) message(*store, i);
    };
    build(directory, 10);
    build(older, 5);
    std::filesystem::copy_file(older.path() / names[0], directory.path() / names[0], std::filesystem::copy_options::overwrite_existing);
    check_refused(directory.path(), "Het auditlog heeft");
    // The same number of lines that say something else.
    TempDir const other;
    {
        auto const store = good(try_open(other.path()));
        for (int i = 1; i <= 10; ++i) message(*store, 100 + i);
    }
    std::filesystem::copy_file(other.path() / names[0], directory.path() / names[0], std::filesystem::copy_options::overwrite_existing);
    check_refused(directory.path(), "andere dan die er waren");
}

TEST_CASE("a side file that is gone or damaged is never made again by itself") {
    TempDir const directory;
    crashed(directory.path());
    auto const file = directory.path() / names[2];
    auto const whole = read(file);
    std::filesystem::remove(file);
    check_refused(directory.path(), "is er niet");
    CHECK_FALSE(std::filesystem::exists(file));
    write(file, whole.substr(0, 100));
    check_refused(directory.path(), "is beschadigd");
    write(file, "");
    check_refused(directory.path(), "--opnieuw");
    write(file, whole);
    CHECK(try_open(directory.path()).has_value());
}

TEST_CASE("the side file goes there and back, and says what was committed") {
    Vastgelegd const stand{12345, store::audit::Frontier().root(), 0xfedcba9876543210U, 42};
    CHECK(ontleed(tekst(stand)) == stand);
    TempDir const directory;
    auto store = good(try_open(directory.path()));
    for (int i = 1; i <= 3; ++i) {
        message(*store, i);
        auto const said = good(lees_stand(directory.path()));
        REQUIRE(said);
        auto const counted = good(good(store->reader())->tellingen());
        CHECK(static_cast<std::int64_t>(said->regels) == counted.audit_leaves);
        CHECK(store::audit::hex(said->wortel) == counted.audit_root);
        CHECK(said->frames > 0);
    }
    store.reset(); // all of the log is in the database now
    CHECK(good(lees_stand(directory.path()))->frames == 0);
    CHECK(kijk_stand_na(directory.path()).has_value());
}

TEST_CASE("a page is read only when its sum is right, also while the store is in use") {
    TempDir const directory;
    auto const store = good(try_open(directory.path()));
    for (int i = 1; i <= 30; ++i) message(*store, i);
    good(store->maintain());
    good(store->maintain());
    auto const file = directory.path() / names[0];
    {
        // Free room in the page of the table of messages: nothing that SQLite looks at.
        auto const reader = good(Connection::open(file, Mode::reader));
        auto row = reader->query("SELECT rootpage FROM sqlite_schema WHERE name = 'toewijzing'");
        REQUIRE(good(row.first()));
        std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
        out.seekp((row.integer(0) - 1) * 4096 + 2000);
        out.put('x');
    }
    auto const found = good(store->reader())->check([] { return false; });
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().code == model::ErrorCode::store_corrupt);
    CHECK(found.error().context.find("pagina") != std::string::npos);
}

TEST_CASE("a frame of the log that the disk changed is not read, and not copied into the database") {
    TempDir const directory;
    auto const store = good(try_open(directory.path()));
    for (int i = 1; i <= 30; ++i) message(*store, i);
    {
        std::fstream log(directory.path() / names[1], std::ios::binary | std::ios::in | std::ios::out);
        log.seekp(static_cast<std::streamoff>(wal::kop_bytes + wal::frame_kop_bytes + 4000)); // of page 1
        for (std::size_t i = 0; i < 200 * wal::frame_bytes && log; i += wal::frame_bytes) {
            log.put('x');
            log.seekp(wal::frame_bytes - 1, std::ios::cur);
        }
    }
    auto const reader = store->reader();
    if (reader) CHECK_FALSE((*reader)->bericht(1).has_value());
    good(store->transact([](store::Transaction&) -> model::Result<void> { return {}; }));
    static_cast<void>(store->maintain());
    auto const copied = store->maintain();
    REQUIRE_FALSE(copied.has_value());
    CHECK(copied.error().code == model::ErrorCode::store_corrupt);
    CHECK(copied.error().context.find("frame") != std::string::npos);
}

TEST_CASE("a transaction larger than memory is written twice in places, and read back while it runs") {
    TempDir const directory;
    auto const db = good(Connection::open(directory.path() / "test.db", Mode::writer));
    good(db->execute("PRAGMA cache_size=10; CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB) STRICT"));
    good(db->execute("BEGIN IMMEDIATE"));
    for (int i = 0; i < 300; ++i) good(db->execute(fmt::format("INSERT INTO t VALUES ({}, randomblob(3000))", i)));
    for (int round = 0; round < 3; ++round)
        for (int i = 0; i < 300; i += 7) good(db->execute(fmt::format("UPDATE t SET x = randomblob(3000) WHERE id = {}", i)));
    CHECK(good(db->pragma("quick_check")) == 0); // "ok" is no number; damage would be an error
    good(db->execute("SAVEPOINT s; UPDATE t SET x = randomblob(2000); ROLLBACK TO s; RELEASE s; COMMIT"));
    good(db->execute("BEGIN IMMEDIATE; UPDATE t SET x = randomblob(2500); ROLLBACK; UPDATE t SET x = randomblob(2900) WHERE id > 100"));
    auto const reader = good(Connection::open(directory.path() / "test.db", Mode::reader));
    auto row = reader->query("SELECT sum(length(x)) FROM t");
    CHECK(good(row.first()));
    CHECK(good(db->checkpoint(false)));
    CHECK(db->lees_paginas([] { return false; }).has_value());
}

TEST_CASE("a store of before there were page sums gets them, and its side file, when it is opened") {
    TempDir const directory;
    auto const file = directory.path() / names[0];
    {
        // A scratch store is made without them, as every store once was.
        auto const sleutels = directory.path() / "hoofdsleutel";
        good(store::Kluis::maak(sleutels));
        auto const store = good(store::sqlite::open(directory.path(), counting_nonce(), check_always, Bewaring::kladblok, sleutels));
        for (int i = 1; i <= 30; ++i) message(*store, i);
    }
    CHECK(read(file)[20] == 0);
    CHECK_FALSE(std::filesystem::exists(directory.path() / names[2]));
    {
        auto const store = good(try_open(directory.path()));
        CHECK(good(good(store->reader())->tellingen()).berichten == 30);
        message(*store, 31);
    }
    CHECK(kijk_stand_na(directory.path()).has_value());
    auto bytes = read(file);
    for (std::size_t at = 0; at < bytes.size(); at += wal::pagina)
        CHECK(paginasom::klopt(std::as_bytes(std::span(bytes)).subspan(at, wal::pagina), at / wal::pagina + 1));
}
