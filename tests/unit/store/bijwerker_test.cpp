#include "store/sqlite/connection.hpp"
#include "store/sqlite/spoeler.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/wal.hpp"
#include "tests/contract/engines.hpp"
#include "tests/unit/store/fault_vfs.hpp"

#include <fstream>

using namespace contract;
using namespace support;
using namespace store::sqlite;

namespace {

/// A store that takes its log up in rounds from the first page on; what another thread does between is called here.
class Wereld {
public:
    Wereld() {
        listener = [this](FileEvent const& event) {
            syncs_ += static_cast<int>(event.what == FileEvent::What::sync && event.file.ends_with("ketenpoort.db"));
        };
        open();
    }
    ~Wereld() {
        store_.reset();
        listener = nullptr;
    }
    Wereld(Wereld const&) = delete;
    Wereld& operator=(Wereld const&) = delete;

    void open() {
        store_ = good(store::sqlite::open(map_.path(), counting_nonce()));
        good(store_->maintain()); // what made the store is out of the log
        store::sqlite::spoel(*store_, &spoeler_, 1);
    }
    void sluit() { store_.reset(); }
    void bericht() {
        ++berichten_;
        process(*store_, zending(toewijzingsbericht(fmt::format("T{}", berichten_), "999900006", {{berichten_}})));
    }
    /// A message and what comes after it.
    void beslis() {
        bericht();
        good(store_->maintain());
    }
    /// Goes on until what was committed so far is copied and waits for the disk.
    void tot_gekopieerd() {
        beslis(); // the guard
        beslis();
        REQUIRE_FALSE(spoeler_.uitkomst().has_value());
    }
    [[nodiscard]] std::filesystem::path log() const { return map_.path() / "ketenpoort.db-wal"; }
    [[nodiscard]] std::uint64_t zout() const { return good(wal::lees(log())).zout; }
    /// Of the database, since the last time.
    int syncs() { return std::exchange(syncs_, 0); }
    void kijk_na() const {
        auto const reader = good(store_->reader());
        auto const counted = good(reader->tellingen());
        CHECK(counted.berichten == berichten_);
        CHECK(counted.audit_leaves == berichten_);
        for (std::int64_t id = 1; id <= berichten_; ++id) CHECK(good(reader->origineel(id)));
        good(reader->check([] { return false; }));
    }
    store::Store& store() { return *store_; }
    Spoeler& spoeler() { return spoeler_; }
    [[nodiscard]] std::filesystem::path const& map() const { return map_.path(); }

private:
    FaultVfs layer_;
    TempDir map_;
    int syncs_ = 0;
    int berichten_ = 0;
    Spoeler spoeler_;
    std::unique_ptr<store::Store> store_;
};

} // namespace

TEST_CASE("the log is copied without a sync, and begins anew only after the one that ends the round") {
    Wereld wereld;
    for (int ronde = 0; ronde < 3; ++ronde) {
        CAPTURE(ronde);
        wereld.bericht();
        auto const zout = wereld.zout();
        wereld.syncs();
        wereld.tot_gekopieerd();
        CHECK(good(store::sqlite::open_reader(wereld.map()))->tellingen().has_value());
        for (int i = 0; i < 3; ++i) wereld.beslis(); // the disk takes its time
        CHECK(wereld.syncs() == 0);
        CHECK(wereld.zout() == zout);
        wereld.spoeler().spoel();
        wereld.beslis();
        CHECK(wereld.syncs() == 1);
        wereld.bericht();
        CHECK(wereld.zout() != zout);
        wereld.kijk_na();
    }
}

TEST_CASE("a copy of the store holds the log up; when it has ended all that came meanwhile is taken up in a round") {
    Wereld wereld;
    wereld.bericht();
    auto const kopie = good(Connection::open(wereld.map() / "ketenpoort.db", Mode::reader));
    good(kopie->execute("BEGIN"));
    CHECK(good(kopie->getal("SELECT count(*) FROM bericht")) == 1);
    auto const zout = wereld.zout();
    for (int i = 0; i < 10; ++i) wereld.beslis();
    CHECK(wereld.spoeler().uitkomst().has_value()); // nothing was asked
    CHECK(good(kopie->getal("SELECT count(*) FROM bericht")) == 1);
    good(kopie->execute("COMMIT"));
    wereld.syncs();
    // In parts, of which the disk gets each before the next; only the last sync says that all is there.
    int delen = 0;
    for (; delen < 10 && wereld.syncs() == 0; ++delen) {
        CHECK(wereld.zout() == zout);
        wereld.beslis();
        if (wereld.spoeler().uitkomst()) continue;
        wereld.beslis(); // the disk takes its time
        wereld.spoeler().spoel();
    }
    CHECK(delen >= 4);
    CHECK(delen < 10);
    wereld.bericht();
    CHECK(wereld.zout() != zout);
    wereld.kijk_na();
}

TEST_CASE("a store that is closed in the middle of a round has an empty log, and what was committed") {
    for (bool const gespoeld : {false, true}) {
        CAPTURE(gespoeld);
        Wereld wereld;
        wereld.tot_gekopieerd();
        if (gespoeld) wereld.spoeler().spoel();
        wereld.syncs();
        wereld.sluit();
        CHECK(wereld.syncs() == 1);
        CHECK(std::filesystem::file_size(wereld.log()) == 0);
        wereld.open();
        wereld.kijk_na();
    }
}

TEST_CASE("what is erased is out of the log when housekeeping says so, in the middle of a round as well") {
    Wereld wereld;
    wereld.tot_gekopieerd();
    good(wereld.store().transact([](store::Transaction& tx) -> model::Result<void> {
        auto const gewist = tx.wis_bericht(
            1, {1'779'000'000'000, "f. de vries", "verzoek, zaak 7", [](store::Deel, std::string_view, std::string_view, std::string_view) {
                    return model::Result<std::string>("<rest/>");
                }});
        if (!gewist) return std::unexpected(gewist.error());
        return {};
    }));
    good(wereld.store().maintain());
    CHECK(std::filesystem::file_size(wereld.log()) == 0);
    wereld.spoeler().spoel();
    wereld.tot_gekopieerd(); // and the next one is a whole one
}

TEST_CASE("in quiet times a round is ended and the log emptied") {
    Wereld wereld;
    wereld.tot_gekopieerd();
    good(wereld.store().maintain()); // nothing was committed, and the disk is not done
    CHECK(std::filesystem::file_size(wereld.log()) > 0);
    wereld.spoeler().spoel();
    good(wereld.store().maintain());
    CHECK(std::filesystem::file_size(wereld.log()) == 0);
    wereld.beslis(); // a guard, and nothing after it
    good(wereld.store().maintain());
    CHECK(std::filesystem::file_size(wereld.log()) == 0);
    wereld.beslis();
    wereld.kijk_na();
}

TEST_CASE("a disk that fails in a round ends the store's work, and a restart finds all") {
    SUBCASE("when pages are copied: full, which only waits") {
        Wereld wereld;
        wereld.beslis();
        wereld.bericht();
        faults = {.writes_left = 1, .write_code = SQLITE_FULL};
        auto const done = wereld.store().maintain();
        CHECK(faults.happened);
        faults = {};
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().effect() == model::Effect::retry);
        wereld.tot_gekopieerd();
        wereld.spoeler().spoel();
        wereld.beslis();
        wereld.kijk_na();
    }
    SUBCASE("when the round ends: its sync") {
        Wereld wereld;
        wereld.tot_gekopieerd();
        wereld.spoeler().spoel();
        wereld.bericht();
        auto const zout = wereld.zout();
        faults = {.syncs_left = 2}; // the log's, the database's
        auto const done = wereld.store().maintain();
        CHECK(faults.happened);
        faults = {};
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().effect() == model::Effect::stop);
        CHECK_FALSE(wereld.store().maintain().has_value());
        wereld.sluit();
        CHECK(wereld.zout() == zout); // nobody trusted a second sync
        wereld.open();
        wereld.kijk_na();
    }
    SUBCASE("when nobody can be the guard: the usual checkpoint does it all") {
        Wereld wereld;
        wereld.syncs();
        store::sqlite::spoel(wereld.store(), nullptr, 1);
        wereld.beslis();
        CHECK(wereld.syncs() == 1);
        wereld.kijk_na();
    }
}

TEST_CASE("what the disk did not take is told once it was asked for, and asking stops when it must") {
    TempDir const map;
    auto const vol = std::make_shared<Bestand const>(good(Bestand::open(map.path() / "x", Bestand::Hoe::nieuw)));
    Spoeler spoeler;
    CHECK(spoeler.uitkomst().value().has_value());
    spoeler.spoel(); // nothing was asked
    spoeler.vraag(vol);
    CHECK(spoeler.wacht());
    CHECK_FALSE(spoeler.uitkomst().has_value());
    spoeler.spoel();
    CHECK(spoeler.uitkomst().value().has_value());
    spoeler.vraag(vol);
    spoeler.stop();
    CHECK_FALSE(spoeler.wacht());
}
