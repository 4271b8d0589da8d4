#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/engines.hpp"
#include "tests/unit/store/fault_vfs.hpp"


using namespace contract;
using namespace support;

namespace {

constexpr char const* bsn = "999900006";

std::unique_ptr<store::Store> open(TempDir const& directory) { return good(store::sqlite::open(directory.path(), counting_nonce())); }

/// A 301 large enough to need several blocks and pages.
Zending large(int number) {
    auto result = zending(toewijzingsbericht(fmt::format("T{}", number), bsn, {{number}}));
    std::uint32_t state = static_cast<std::uint32_t>(number);
    for (int i = 0; i < 200'000; ++i) {
        state = state * 1664525 + 1013904223;
        result.bytes += static_cast<char>(state >> 24);
    }
    return result;
}

/// What a store must hold after `count` messages, whatever happened in between.
void check_whole(store::Store& store, std::int64_t count) {
    auto const reader = good(store.reader());
    auto const counted = good(reader->tellingen());
    CHECK(counted.berichten == count);
    CHECK(counted.audit_leaves == count);
    CHECK(counted.uit_open == count);
    for (std::int64_t id = 1; id <= count; ++id) {
        CHECK(good(reader->bericht(id)));
        CHECK(good(reader->origineel(id)));
    }
}

} // namespace

TEST_CASE("a full disk at any write: nothing stored, the same request works once there is room") {
    bool clean = false;
    for (int n = 1; !clean && n < 500; n += n < 40 ? 1 : 7) {
        FaultVfs const layer;
        TempDir const directory;
        auto store = open(directory);
        auto const first = large(1);
        auto const second = large(2);
        process(*store, first);
        faults = {.writes_left = n, .write_code = SQLITE_FULL};
        auto const result = store->transact(processing(second));
        clean = !faults.happened;
        faults = {};
        CAPTURE(n);
        if (clean) {
            CHECK(result.has_value());
        } else {
            REQUIRE_FALSE(result.has_value());
            CHECK(result.error().code == model::ErrorCode::store_full);
            CHECK(result.error().effect() == model::Effect::retry);
            CHECK(tellingen(*store).berichten == 1);
            CHECK(process(*store, second) == 2);
        }
        check_whole(*store, 2);
        store.reset();
        check_whole(*open(directory), 2);
    }
    CHECK(clean); // the loop came past the last write
}

TEST_CASE("a full disk fails a whole group, and the whole group can be sent again") {
    FaultVfs const layer;
    TempDir const directory;
    auto store = open(directory);
    std::vector<Zending> const zendingen{large(1), large(2), large(3)};
    std::vector<store::Store::Work> group;
    for (auto const& z : zendingen) group.push_back(processing(z));
    for (int const n : {1, 5, 60, 100}) {
        faults = {.writes_left = n, .write_code = SQLITE_FULL};
        auto const results = store->transact(group);
        CHECK(faults.happened);
        faults = {};
        REQUIRE(results.size() == 3);
        for (auto const& result : results) {
            REQUIRE_FALSE(result.has_value());
            CHECK(result.error().code == model::ErrorCode::store_full);
        }
        CHECK(tellingen(*store).berichten == 0);
    }
    for (auto const& result : store->transact(group)) CHECK(result.has_value());
    check_whole(*store, 3);
    store.reset();
    check_whole(*open(directory), 3);
}

TEST_CASE("a failed sync or write ends the store's work: no answer, and a restart finds whole messages") {
    struct Fault {
        Faults faults;
        char const* name;
    };
    for (auto const& fault : {Fault{{.syncs_left = 1}, "sync"}, Fault{{.writes_left = 1, .write_code = SQLITE_IOERR_WRITE}, "first write"},
                              Fault{{.writes_left = 30, .write_code = SQLITE_IOERR_WRITE}, "a later write"}}) {
        CAPTURE(fault.name);
        FaultVfs const layer;
        TempDir const directory;
        auto store = open(directory);
        auto const first = large(1);
        auto const second = large(2);
        process(*store, first);
        faults = fault.faults;
        auto const result = store->transact(processing(second));
        CHECK(faults.happened);
        faults = {};
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == model::ErrorCode::store_io);
        CHECK(result.error().effect() == model::Effect::stop);
        // The disk works again, but what it holds is not known: only a restart reads it anew.
        auto const later = store->transact(processing(second));
        REQUIRE_FALSE(later.has_value());
        CHECK(later.error().effect() == model::Effect::stop);
        CHECK_FALSE(store->maintain().has_value());

        store.reset();
        store = open(directory);
        auto const count = tellingen(*store).berichten;
        CHECK((count == 1 || count == 2));
        check_whole(*store, count);
        if (count == 1) CHECK(process(*store, second) == 2);
    }
}

TEST_CASE("a full disk during housekeeping is told and does no harm") {
    FaultVfs const layer;
    TempDir const directory;
    auto store = open(directory);
    process(*store, large(1));
    good(store->maintain());
    faults = {.writes_left = 1, .write_code = SQLITE_FULL};
    auto const result = store->maintain(); // nothing was committed since: the log is emptied into the database
    CHECK(faults.happened);
    faults = {};
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().effect() == model::Effect::retry);
    good(store->maintain());
    process(*store, large(2));
    check_whole(*store, 2);
}

TEST_CASE("housekeeping in quiet times empties the log; a reader at work only postpones that") {
    TempDir const directory;
    auto const store = open(directory);
    auto const log = directory.path() / "ketenpoort.db-wal";
    process(*store, large(1));
    CHECK(std::filesystem::file_size(log) > 200'000);
    good(store->maintain());
    good(store->maintain());
    CHECK(std::filesystem::file_size(log) == 0);
    process(*store, large(2));
    CHECK(std::filesystem::file_size(log) > 200'000);
    check_whole(*store, 2);
}

TEST_CASE("what a crash leaves behind, database and log, opens with every committed message") {
    TempDir const directory;
    TempDir const copy;
    auto const store = open(directory);
    for (int i = 1; i <= 5; ++i) process(*store, large(i));
    for (char const* name : {"ketenpoort.db", "ketenpoort.db-wal", "ketenpoort.stand", "hoofdsleutel"})
        std::filesystem::copy_file(directory.path() / name, copy.path() / name);
    auto const opened_copy = open(copy);
    check_whole(*opened_copy, 5);
    CHECK(tellingen(*opened_copy).audit_root == tellingen(*store).audit_root);
}
