#include "store/sqlite/sqlite_store.hpp"

#include "store/sqlite/audit_check.hpp"
#include "store/sqlite/bijwerker.hpp"
#include "store/sqlite/lock_file.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/overname.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/standbestand.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/sqlite/vergrendel.hpp"
#include "store/sqlite/verscheping.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/rand.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace store::sqlite {
namespace {

class SqliteStore final : public Store {
public:
    SqliteStore(LockFile lock, std::filesystem::path file, std::shared_ptr<Bestand const> bestand, std::unique_ptr<Connection> db,
                Stand stand, Nonce nonce, std::optional<Vastlegger> vastlegger, Bewaring bewaring)
        : lock_(std::move(lock)), file_(std::move(file)), bestand_(std::move(bestand)), db_(std::move(db)), stand_(std::move(stand)),
          nonce_(std::move(nonce)), bijwerker_(file_, bestand_), vastlegger_(std::move(vastlegger)), bewaring_(bewaring) {
        bijwerker_.gebruik(nullptr, checkpoint_pages);
    }

    ~SqliteStore() override {
        bijwerker_.los();
        if (!broken_ && bewaring_ == Bewaring::duurzaam)
            static_cast<void>(checkpoint(true)); // what stays in the log is read at the next start
    }

    using Store::transact;
    std::vector<model::Result<void>> transact(std::span<Work const> work) override;
    model::Result<void> transact_for_good(Work const& work) override;
    model::Result<std::unique_ptr<Reader>> reader() override;
    model::Result<void> maintain() override;
    void verscheep(Verscheping* verscheping) { verscheping_ = verscheping; }
    void spoel(Spoeler* spoeler, std::int64_t vanaf) { bijwerker_.gebruik(spoeler, vanaf); }

private:
    /// Takes back everything since BEGIN, in memory as well, unless told that the commit is on disk.
    struct Undo {
        SqliteStore& store;
        Stand before;
        bool committed = false;
        ~Undo() {
            if (committed) return;
            store.db_->roll_back();
            store.stand_ = std::move(before);
        }
    };

    model::Result<void> run(Work const& work, bool alone);
    model::Result<void> write_frontier();
    /// What maintain() has to do. @returns whether the log is empty now
    model::Result<bool> onderhoud(bool idle);
    /// @returns whether the log is empty now
    model::Result<bool> checkpoint(bool truncate);
    /// The same error for all, remembered when it means that our store can no longer be trusted.
    std::vector<model::Result<void>> all(std::size_t count, model::Error const& error);

    LockFile lock_;
    std::filesystem::path file_;
    std::shared_ptr<Bestand const> bestand_; ///< the database; nullptr: a store that may be lost
    std::unique_ptr<Connection> db_;
    Stand stand_;
    Nonce nonce_;
    Compressor compressor_;
    Verscheping* verscheping_ = nullptr;
    Bijwerker bijwerker_;
    std::optional<Vastlegger> vastlegger_; ///< nullopt: a store that may be lost
    Bewaring const bewaring_;
    std::optional<model::Error> broken_;
    std::int64_t frames_ = 0; ///< in the log that is in use
    bool vastgelegd_ = false; ///< the last transaction was committed
    bool committed_since_maintain_ = false;
    bool log_empty_ = false;
};

std::vector<model::Result<void>> SqliteStore::all(std::size_t count, model::Error const& error) {
    if (!broken_ && error.effect() == model::Effect::stop) broken_ = error;
    return std::vector<model::Result<void>>(count, std::unexpected(error));
}

model::Result<void> SqliteStore::run(Work const& work, bool alone) {
    SqliteTransaction transaction(*db_, stand_, compressor_, nonce_, bewaring_,
                                  bewaring_ == Bewaring::kladblok ? onthoudt_kladblok : Onthoudt{});
    if (alone) {
        // No savepoint: it would keep a copy in memory of every page a long message touches. The caller rolls back instead.
        auto done = work(transaction);
        if (!done) return done;
        if (!transaction.abandoned()) return transaction.rond_af();
        db_->roll_back();
        return {};
    }
    if (auto done = db_->query("SAVEPOINT werk").run(); !done) return done;
    Stand const before = stand_;
    auto done = work(transaction);
    if (done && !transaction.abandoned()) done = transaction.rond_af();
    if (done && !transaction.abandoned()) return db_->query("RELEASE werk").run();
    stand_ = before;
    // A full disk ends the whole transaction by itself, and so do we when this one step back cannot be taken; transact() sees that.
    if (db_->in_transaction())
        if (auto undone = db_->execute("ROLLBACK TO werk; RELEASE werk"); !undone) {
            db_->roll_back();
            return undone;
        }
    return done;
}

model::Result<void> SqliteStore::write_frontier() {
    auto const nodes = stand_.frontier.nodes();
    auto update = db_->query("UPDATE audit_rand SET aantal = ?1, knopen = ?2 WHERE id = 1");
    return update.run(static_cast<std::int64_t>(stand_.frontier.size()), std::as_bytes(nodes));
}

std::vector<model::Result<void>> SqliteStore::transact(std::span<Work const> work) {
    if (broken_) return all(work.size(), *broken_);
    vastgelegd_ = false;
    if (auto begun = db_->query("BEGIN IMMEDIATE").run(); !begun) return all(work.size(), begun.error());
    Undo undo{*this, stand_};
    std::vector<model::Result<void>> results(work.size());
    bool const alone = work.size() == 1;
    for (std::size_t i = 0; i < work.size(); ++i) {
        results[i] = run(work[i], alone);
        if (!results[i] && (alone || !db_->in_transaction() || results[i].error().effect() == model::Effect::stop))
            return all(work.size(), results[i].error());
    }
    if (!db_->in_transaction()) return results; // the one piece of work was abandoned
    if (stand_.frontier.size() != undo.before.frontier.size())
        if (auto done = write_frontier(); !done) return all(work.size(), done.error());
    if (auto done = db_->query("COMMIT").run(); !done) return all(work.size(), done.error());
    undo.committed = vastgelegd_ = true;
    committed_since_maintain_ = true;
    frames_ = db_->wal_pages();
    if (vastlegger_)
        if (auto done = vastlegger_->vastgelegd(stand_.frontier, db_->wal_pages()); !done) {
            // The work is on disk, so it is answered; what comes after it is not.
            if (done.error().effect() == model::Effect::stop) broken_ = done.error();
        }
    return results;
}

model::Result<void> SqliteStore::transact_for_good(Work const& work) {
    if (bewaring_ == Bewaring::duurzaam) return transact(work);
    if (auto done = db_->zonder_journaal(true); !done) return done;
    if (auto done = transact(work); !done || !vastgelegd_) return done;
    return db_->zonder_journaal(false);
}

model::Result<std::unique_ptr<Reader>> SqliteStore::reader() {
    auto db = Connection::open(file_, Mode::reader);
    if (!db) return std::unexpected(db.error());
    (*db)->houd_open(bestand_);
    if (auto done = (*db)->versleutel(db_->sleutels().kluis(), false); !done) return std::unexpected(done.error());
    return std::make_unique<SqliteReader>(std::move(*db));
}

model::Result<bool> SqliteStore::checkpoint(bool truncate) {
    if (verscheping_ != nullptr) verscheping_->snij(frames_, true); // before the log goes
    auto const copied = db_->checkpoint(false);
    if (!copied || !*copied) return copied;
    // First this, on disk: from here on the log may go.
    if (vastlegger_)
        if (auto done = vastlegger_->overgenomen(stand_.frontier); !done) return std::unexpected(done.error());
    return truncate ? db_->checkpoint(true) : model::Result<bool>(false);
}

model::Result<bool> SqliteStore::onderhoud(bool idle) {
    // What is erased may not be in the log any more when that is said, so this waits for nothing.
    if (stand_.log_wissen || (idle && !log_empty_ && !bijwerker_.bezig())) {
        bijwerker_.los();
        return checkpoint(true);
    }
    auto const stap = bijwerker_.stap(db_->wal_pages());
    if (!stap) return std::unexpected(stap.error());
    if (*stap == Bijwerker::Stap::niets) return log_empty_;
    auto const done = checkpoint(idle && *stap == Bijwerker::Stap::rond_af);
    if (done) bijwerker_.gekopieerd(db_->overgenomen());
    return done;
}

model::Result<void> SqliteStore::maintain() {
    if (broken_) return std::unexpected(*broken_);
    if (verscheping_ != nullptr) verscheping_->snij(frames_, false);
    bool const idle = !committed_since_maintain_;
    committed_since_maintain_ = false;
    if (!idle) log_empty_ = false;
    auto const done = onderhoud(idle);
    if (done) {
        log_empty_ = *done;
        if (*done) stand_.log_wissen = false;
        return {};
    }
    if (done.error().effect() == model::Effect::stop) broken_ = done.error();
    return std::unexpected(done.error());
}

/// The directory, and the database file in it for this user only: SQLite would let others read it. On disk before it is used.
model::Result<void> make_files(std::filesystem::path const& directory, std::filesystem::path const& file) {
    std::error_code fault;
    if (std::filesystem::create_directories(directory, fault))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, fault);
    if (fault) return std::unexpected(system_error(directory, fault.value()));
    int const database = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (database < 0) return std::unexpected(system_error(file, errno));
    ::close(database);
    return sync_map(directory);
}

model::Result<void> quick_check(Connection& db) {
    auto check = db.query("PRAGMA quick_check(1)");
    auto const row = check.first();
    if (!row) return std::unexpected(row.error());
    if (check.text(0) == "ok") return {};
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "de databank is beschadigd; zet een reservekopie terug"});
}

/// Gives the connection the master keys. @param eigen the file stands in the directory of the store, where a new store gets one made
model::Result<void> ontsluit(Connection& db, std::filesystem::path const& bestand, bool eigen) {
    auto sleutels = db.query("SELECT EXISTS (SELECT 1 FROM sleutel)");
    if (auto const found = sleutels.first(); !found) return std::unexpected(found.error());
    bool const nieuw = sleutels.integer(0) == 0;
    auto kluis = Kluis::lees(bestand);
    if (!kluis && kluis.error().code == model::ErrorCode::not_found) {
        if (nieuw && eigen) kluis = Kluis::maak(bestand);
        else
            kluis.error().context +=
                nieuw ? "; maak het met ketenpoort sleutel maak"
                      : "; zonder is deze opslag onleesbaar: zet de kopie ervan terug (instelling hoofdsleutel, optie --hoofdsleutel)";
    }
    if (!kluis) return std::unexpected(kluis.error());
    return db.versleutel(std::make_shared<Kluis const>(std::move(*kluis)), true);
}

model::Result<Stand> read_stand(Connection& db) {
    Stand stand;
    auto frontier = read_frontier(db);
    if (!frontier) return std::unexpected(frontier.error());
    stand.frontier = std::move(*frontier);
    auto row = db.query("SELECT (SELECT coalesce(max(id), 0) FROM bericht), (SELECT coalesce(max(id), 0) FROM blok), "
                        "(SELECT coalesce(max(id), 0) FROM prestatie)");
    if (auto const found = row.first(); !found) return std::unexpected(found.error());
    stand.next_bericht = row.integer(0) + 1;
    stand.next_blok = row.integer(1) + 1;
    stand.next_prestatie = row.integer(2) + 1;
    return stand;
}

model::Error geen_opslag(std::filesystem::path const& directory) {
    return {model::ErrorCode::not_found, fmt::format("In {} is geen opslag van ketenpoort.", directory.string())};
}

/// What the side file says, when the log is not less. A database of before there was one gets its page sums and its file here.
model::Result<Vastgelegd> lees_begin(Connection& db, std::filesystem::path const& map, wal::Stand const& log) {
    auto const zonder = zonder_sommen(db);
    if (!zonder) return std::unexpected(zonder.error());
    if (*zonder) {
        Vastgelegd const leeg{0, audit::Frontier().root(), 0, 0};
        if (auto done = geef_sommen(db, map); !done) return std::unexpected(done.error());
        if (auto const made = Vastlegger::open(map, leeg); !made) return std::unexpected(made.error());
        if (auto done = zet_kenmerk(db); !done) return std::unexpected(done.error());
        return leeg;
    }
    auto const stand = lees_stand(map);
    if (!stand) return std::unexpected(stand.error());
    if (auto done = vergelijk(*stand, log); !done) return std::unexpected(done.error());
    return **stand;
}

model::Result<std::unique_ptr<Store>> open_scratch(LockFile lock, std::filesystem::path const& file, Nonce nonce,
                                                   std::filesystem::path const& hoofdsleutel) {
    auto db = Connection::open(file, Mode::scratch);
    if (!db) return std::unexpected(db.error());
    if (auto done = maak_kladblok(**db); !done) return std::unexpected(done.error());
    auto kluis = hoofdsleutel.empty() ? model::Result<Kluis>(Kluis::los()) : Kluis::lees(hoofdsleutel);
    if (!kluis) return std::unexpected(kluis.error());
    if (auto done = (*db)->versleutel(std::make_shared<Kluis const>(std::move(*kluis)), true); !done) return std::unexpected(done.error());
    auto stand = read_stand(**db);
    if (!stand) return std::unexpected(stand.error());
    return std::make_unique<SqliteStore>(std::move(lock), file, nullptr, std::move(*db), std::move(*stand), std::move(nonce), std::nullopt,
                                         Bewaring::kladblok);
}

} // namespace

void zonder_geheugentelling() { static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0)); }

std::filesystem::path sleutelbestand(std::filesystem::path const& directory, std::filesystem::path const& hoofdsleutel) {
    return hoofdsleutel.empty() ? directory / "hoofdsleutel" : hoofdsleutel;
}

model::Result<std::unique_ptr<Store>> open(std::filesystem::path const& directory, Nonce nonce, std::uintmax_t check_up_to,
                                           Bewaring bewaring, std::filesystem::path const& hoofdsleutel, Voortgang const& voortgang) {
    std::error_code fault;
    // SQLite refuses a path with a symbolic link in it, which the directory's own path may well have.
    auto const real = std::filesystem::weakly_canonical(directory, fault);
    if (fault) return std::unexpected(system_error(directory, fault.value()));
    auto const file = real / "ketenpoort.db";
    if (auto done = make_files(real, file); !done) return std::unexpected(done.error());
    auto lock = LockFile::take(real / "ketenpoort.lock");
    if (!lock) return std::unexpected(lock.error());
    if (bewaring == Bewaring::kladblok) return open_scratch(std::move(*lock), file, std::move(nonce), hoofdsleutel);
    auto const log = wal::lees(file.string() + "-wal"); // before SQLite takes it up
    if (!log) return std::unexpected(log.error());
    auto opened = Bestand::open(file, Bestand::Hoe::rustig);
    if (!opened) return std::unexpected(opened.error());
    auto bestand = std::make_shared<Bestand const>(std::move(*opened));
    auto db = Connection::open(file, Mode::writer);
    if (!db) return std::unexpected(db.error());
    (*db)->houd_open(bestand);
    auto const begin = lees_begin(**db, real, *log);
    if (!begin) return std::unexpected(begin.error());
    if (auto done = migrate(**db, migrations()); !done) return std::unexpected(done.error());
    auto const size = std::filesystem::file_size(file, fault);
    if (fault) return std::unexpected(system_error(file, fault.value()));
    if (size <= check_up_to) {
        if (auto done = (*db)->lees_paginas([] { return false; }); !done) return std::unexpected(done.error());
        if (auto done = quick_check(**db); !done) return std::unexpected(done.error());
    }
    auto stand = read_stand(**db);
    if (!stand) return std::unexpected(stand.error());
    if (auto done = check_audit(**db, stand->frontier); !done) return std::unexpected(done.error());
    if (auto done = vergelijk(*begin, **db, stand->frontier); !done) return std::unexpected(done.error());
    if (auto done = ontsluit(**db, sleutelbestand(real, hoofdsleutel), hoofdsleutel.empty()); !done) return std::unexpected(done.error());
    if (auto done = vergrendel(**db, real, voortgang); !done) return std::unexpected(done.error());
    auto vastlegger = Vastlegger::open(real, std::nullopt);
    if (!vastlegger) return std::unexpected(vastlegger.error());
    return std::make_unique<SqliteStore>(std::move(*lock), file, std::move(bestand), std::move(*db), std::move(*stand), std::move(nonce),
                                         std::move(*vastlegger), Bewaring::duurzaam);
}

void verscheep(Store& store, Verscheping* verscheping) { static_cast<SqliteStore&>(store).verscheep(verscheping); }

void spoel(Store& store, Spoeler* spoeler, std::int64_t vanaf) { static_cast<SqliteStore&>(store).spoel(spoeler, vanaf); }

model::Result<void> kijk_stand_na(std::filesystem::path const& directory) {
    std::error_code fault;
    auto const map = std::filesystem::weakly_canonical(directory, fault);
    if (fault) return std::unexpected(system_error(directory, fault.value()));
    auto db = Connection::open(map / "ketenpoort.db", Mode::reader);
    if (!db) return std::unexpected(db.error());
    auto const zonder = zonder_sommen(**db);
    if (!zonder) return std::unexpected(zonder.error());
    if (*zonder) return {}; // it gets them, and its file, when it is opened
    // The file first: what it says is on disk by then. Its writer goes on, and may begin a new log meanwhile.
    for (;;) {
        auto const stand = lees_stand(map);
        if (!stand) return std::unexpected(stand.error());
        auto const log = wal::lees(map / "ketenpoort.db-wal");
        if (!log) return std::unexpected(log.error());
        auto const daarna = lees_stand(map);
        if (!daarna) return std::unexpected(daarna.error());
        if (*stand && *daarna && ((*stand)->zout != (*daarna)->zout || ((*daarna)->frames == 0 && (*stand)->frames != 0))) continue;
        if (auto done = vergelijk(*stand, *log); !done) return done;
        auto const boom = read_frontier(**db);
        if (!boom) return std::unexpected(boom.error());
        return vergelijk(**stand, **db, *boom);
    }
}

model::Result<void> maak_stand(std::filesystem::path const& directory) {
    std::error_code fault;
    auto const map = std::filesystem::weakly_canonical(directory, fault);
    if (fault || !std::filesystem::exists(map / "ketenpoort.db", fault)) return std::unexpected(geen_opslag(directory));
    auto const lock = LockFile::take(map / "ketenpoort.lock");
    if (!lock) return std::unexpected(lock.error());
    auto const log = wal::lees(map / "ketenpoort.db-wal");
    if (!log) return std::unexpected(log.error());
    auto db = Connection::open(map / "ketenpoort.db", Mode::reader);
    if (!db) return std::unexpected(db.error());
    auto const boom = read_frontier(**db);
    if (!boom) return std::unexpected(boom.error());
    auto const made = Vastlegger::open(map, Vastgelegd{boom->size(), boom->root(), log->zout, log->frames});
    if (!made) return std::unexpected(made.error());
    return {};
}

model::Result<std::unique_ptr<Reader>> open_reader(std::filesystem::path const& directory, std::filesystem::path const& hoofdsleutel,
                                                   Gebruik gebruik) {
    std::error_code fault;
    auto const file = std::filesystem::weakly_canonical(directory, fault) / "ketenpoort.db";
    if (fault || !std::filesystem::exists(file, fault)) return std::unexpected(geen_opslag(directory));
    std::shared_ptr<Bestand const> bestand;
    if (gebruik == Gebruik::alleen) {
        auto opened = Bestand::open(file, Bestand::Hoe::rustig);
        if (!opened) return std::unexpected(opened.error());
        bestand = std::make_shared<Bestand const>(std::move(*opened));
    }
    auto db = Connection::open(file, Mode::reader);
    if (!db) return std::unexpected(db.error());
    (*db)->houd_open(std::move(bestand));
    auto const form = (*db)->pragma("user_version");
    if (!form) return std::unexpected(form.error());
    if (auto const known = static_cast<std::int64_t>(migrations().size()); *form != known)
        return std::unexpected(model::Error{model::ErrorCode::store_version,
                                            fmt::format("De opslag heeft vorm {} en dit programma leest vorm {}.", *form, known)});
    auto kluis = Kluis::lees(sleutelbestand(file.parent_path(), hoofdsleutel));
    if (!kluis) return std::unexpected(kluis.error());
    if (auto done = (*db)->versleutel(std::make_shared<Kluis const>(std::move(*kluis)), false); !done) return std::unexpected(done.error());
    return std::make_unique<SqliteReader>(std::move(*db));
}

Nonce random_nonce() {
    return [] {
        audit::Nonce nonce;
        if (RAND_bytes(reinterpret_cast<unsigned char*>(nonce.data()), static_cast<int>(nonce.size())) != 1)
            throw std::runtime_error("no random numbers");
        return nonce;
    };
}

} // namespace store::sqlite
