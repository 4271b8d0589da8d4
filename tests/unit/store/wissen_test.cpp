#include "store/sqlite/connection.hpp"
#include "store/sqlite/sleutelbeheer.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";

auto open(TempDir const& map) { return good(store::sqlite::open(map.path(), counting_nonce())); }

std::string bytes_in(TempDir const& map) {
    std::string out;
    for (char const* name : {"ketenpoort.db", "ketenpoort.db-wal"}) {
        std::ifstream in(map.path() / name, std::ios::binary);
        out.append(std::istreambuf_iterator<char>(in), {});
    }
    return out;
}

} // namespace

TEST_CASE("no BSN and no content stands in the database or its log") {
    TempDir const map;
    auto const store = open(map);
    process(*store, zending(toewijzingsbericht("T1", bsn, {{1}})));
    process(*store, zending(toewijzingsbericht("T2", "999900018", {{2}})));
    process(*store, zending(declaratiebericht("D1", "D1", {{bsn, {{1, "a"}}}, {"999900018", {{2, "b"}}}})));
    process(*store, zending(verzoekbericht("V1", bsn, {"A"})));
    process(*store, zending(startbericht("S1", bsn, {})));
    auto const bytes = bytes_in(map);
    for (std::string_view const wat : {bsn, "999900018", "<bericht>", "<retour/>", R"("uitkomst":)"}) {
        CAPTURE(wat);
        CHECK(bytes.find(wat) == std::string::npos);
    }
    CHECK(bytes.find(sha256("<bericht>wmo301 T1</bericht>")) == std::string::npos);
}

TEST_CASE("history changes by erasing and in no other way") {
    TempDir const map;
    {
        auto const store = open(map);
        process(*store, zending(toewijzingsbericht("T1", bsn, {{1}})));
        process(*store, zending(toewijzingsbericht("T2", "999900018", {{2}})));
        process(*store, zending(declaratiebericht("D1", "D1", {{bsn, {{1, "a"}}}, {"999900018", {{2, "b"}}}})));
    }
    auto const db = good(store::sqlite::Connection::open(map.path() / "ketenpoort.db", store::sqlite::Mode::writer));
    for (std::string const sql :
         {"UPDATE bericht SET gewist_ms = 1", "UPDATE bericht SET besluit_blokken = 0", "UPDATE bericht SET sleutel = NULL",
          "UPDATE bericht SET vingerafdruk = x'00'", "UPDATE bericht SET uitkomst = 'afgekeurd'", "DELETE FROM bericht", "DELETE FROM blok",
          "UPDATE blok SET bytes = x''", "UPDATE toewijzing_versie SET bsn = 'x'", "UPDATE prestatie SET bsn = 'x'",
          "UPDATE prestatie SET bedrag = 0", "DELETE FROM prestatie", "DELETE FROM toewijzing_versie",
          // What is being erased opens nothing beside itself.
          "INSERT INTO wissing_bericht VALUES (1); DELETE FROM blok WHERE id IN (SELECT besluit_blok FROM bericht WHERE id = 2)",
          "INSERT OR IGNORE INTO wissing_bericht VALUES (1); UPDATE bericht SET gewist_ms = 1 WHERE id = 2",
          "INSERT OR IGNORE INTO wissing_bericht VALUES (1); UPDATE bericht SET moment_ms = 1 WHERE id = 1",
          "INSERT OR IGNORE INTO wissing_client VALUES ('a', 'b'); UPDATE prestatie SET bsn = 'b'"}) {
        CAPTURE(sql);
        good(db->execute("BEGIN"));
        CHECK_FALSE(db->execute(sql).has_value());
        good(db->execute("ROLLBACK"));
    }
}

TEST_CASE("keys are locked with a new master key in steps, and what they locked is read all the while") {
    TempDir const map;
    for (int i = 1; i <= 5; ++i) process(*open(map), zending(toewijzingsbericht(fmt::format("T{}", i).c_str(), fmt::format("99990{:04}", i).c_str(), {{i}})));
    auto const bestand = map.path() / "hoofdsleutel";
    auto const oud = good(store::Kluis::lees(bestand)).nieuwste().id;
    auto const nieuw = good(store::Kluis::wissel(bestand)).nieuwste().id;
    auto const stap = [&](std::int64_t hoogstens) {
        std::int64_t n = 0;
        good(open(map)->transact([&](store::Transaction& tx) -> model::Result<void> {
            n = good(store::sqlite::pak_sleutels_in(tx, hoogstens));
            return {};
        }));
        return n;
    };
    auto const telling = [&] {
        std::map<std::string, std::int64_t> uit;
        good(open(map)->transact([&](store::Transaction& tx) -> model::Result<void> {
            uit = good(store::sqlite::sleutels_per_hoofdsleutel(tx));
            return {};
        }));
        return uit;
    };
    CHECK(telling() == std::map<std::string, std::int64_t>{{oud, 7}});
    CHECK(stap(3) == 3);
    CHECK(telling() == std::map<std::string, std::int64_t>{{oud, 4}, {nieuw, 3}});
    for (int i = 1; i <= 5; ++i) CHECK(good(good(open(map)->reader())->origineel(i)).has_value());
    CHECK(stap(100) == 4);
    CHECK(stap(100) == 0);
    good(store::Kluis::verwijder(bestand, oud));
    for (int i = 1; i <= 5; ++i) CHECK(good(good(open(map)->reader())->origineel(i)).has_value());
}
