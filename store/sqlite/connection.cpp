#include "store/sqlite/connection.hpp"

#include "store/sqlite/paginasom.hpp"
#include "store/sqlite/wal.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>
#include <vector>

namespace store::sqlite {
namespace {

constexpr int busy_ms = 5000;

model::ErrorCode code_of(int code) {
    switch (code) {
    case SQLITE_IOERR_DATA: return model::ErrorCode::store_corrupt;
    case SQLITE_IOERR_NOMEM: return model::ErrorCode::overloaded;
    // The shared index of the log could not grow: the disk is full, and nothing was written yet.
    case SQLITE_IOERR_SHMSIZE: return model::ErrorCode::store_full;
    default: break;
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return model::ErrorCode::store_busy;
    case SQLITE_FULL: return model::ErrorCode::store_full;
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT: return model::ErrorCode::overloaded;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL: return model::ErrorCode::store_io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return model::ErrorCode::store_corrupt;
    case SQLITE_TOOBIG: return model::ErrorCode::wrong_use;
    default: return model::ErrorCode::internal;
    }
}

/// As text in SQL.
std::string aangehaald(std::string_view text) {
    std::string uit = "'";
    for (char const c : text) uit.append(c == '\'' ? 2 : 1, c);
    return uit + "'";
}

int remember_wal_pages(void* pages, sqlite3*, char const*, int count) {
    *static_cast<std::int64_t*>(pages) = count;
    return SQLITE_OK;
}

} // namespace

model::Result<std::unique_ptr<Connection>> Connection::open(std::filesystem::path const& file, Mode mode) {
    sqlite3* db = nullptr;
    int const flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW |
                      (mode == Mode::reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    int const code = sqlite3_open_v2(file.c_str(), &db, flags, mode == Mode::scratch ? nullptr : paginasom::laag());
    if (db == nullptr) return std::unexpected(model::Error{model::ErrorCode::overloaded, "geen geheugen voor SQLite"});
    std::unique_ptr<Connection> connection(new Connection(db));
    if (code != SQLITE_OK) return std::unexpected(connection->error(code));
    if (auto done = connection->configure(mode); !done) return std::unexpected(done.error());
    return connection;
}

model::Result<void> Connection::configure(Mode mode) {
    // Over all connections of the process; a message streams through in blocks, so this is far more than is ever needed.
    sqlite3_hard_heap_limit64(128LL * 1024 * 1024);
    sqlite3_busy_timeout(db_, busy_ms);

    // It would refuse a database to be without a journal, and not say so.
    bool const defensive = mode == Mode::writer || mode == Mode::reader;
    std::pair<int, int> const switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, defensive ? 1 : 0}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},   {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
    };
    for (auto const& [what, value] : switches)
        if (int const code = sqlite3_db_config(db_, what, value, nullptr); code != SQLITE_OK) return std::unexpected(error(code));

    constexpr std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024}, {SQLITE_LIMIT_SQL_LENGTH, 100'000}, {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 3},       {SQLITE_LIMIT_VDBE_OP, 25'000},     {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},  {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
    };
    for (auto const& [what, value] : limits) sqlite3_limit(db_, what, value);

    if (mode == Mode::kopie) {
        if (auto done = reserveer(); !done) return done;
        // The first page, so that every page after it gets its sum.
        return execute(fmt::format("PRAGMA cache_size=-2048; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA synchronous=OFF; "
                                   "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA application_id={}",
                                   paginasom::kenmerk));
    }
    if (mode == Mode::scratch) {
        // Where SQLite does not count its memory a command has the machine to itself, and no bound of the whole process holds.
        int const cache_kib = sqlite3_memory_used() == 0 ? 131'072 : 49'152;
        // The rollback journal is a file: a long message touches more pages than should stand in memory twice.
        return execute(fmt::format("PRAGMA cache_size=-{}; PRAGMA cell_size_check=OFF; PRAGMA mmap_size=0; PRAGMA foreign_keys=OFF; "
                                   "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=OFF; PRAGMA synchronous=OFF; "
                                   "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=PERSIST",
                                   cache_kib));
    }
    // Cache: a long message goes through the toewijzingen in order, so each page is used once and a small cache does.
    if (auto done = execute(mode == Mode::writer ? "PRAGMA cache_size=-8192" : "PRAGMA cache_size=-2048"); !done) return done;
    if (auto done = execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
                            "PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0");
        !done)
        return done;
    if (mode == Mode::writer) {
        // Before the first page is made; of a database that exists, for when it is written anew.
        if (auto done = reserveer(); !done) return done;
        if (auto done = execute("PRAGMA journal_mode=WAL"); !done) return done;
        sqlite3_wal_hook(db_, remember_wal_pages, &wal_pages_);
    }
    auto const synchronous = pragma("synchronous");
    if (!synchronous) return std::unexpected(synchronous.error());
    auto journal = query("PRAGMA journal_mode");
    auto const row = journal.first();
    if (!row) return std::unexpected(row.error());
    if (*synchronous != 2 || journal.text(0) != "wal")
        return std::unexpected(model::Error{model::ErrorCode::store_io,
                                            "dit bestandssysteem kan geen WAL met volledige synchronisatie; gebruik een lokale schijf"});
    return {};
}

model::Result<void> Connection::reserveer() {
    int bytes = paginasom::reserve;
    if (int const code = sqlite3_file_control(db_, nullptr, SQLITE_FCNTL_RESERVE_BYTES, &bytes); code != SQLITE_OK)
        return std::unexpected(error(code));
    return {};
}

model::Result<void> Connection::kopieer(Connection& naar, std::function<model::Result<void>(std::int64_t, std::int64_t)> const& stap) {
    constexpr int paginas = 256;
    sqlite3_backup* const copy = sqlite3_backup_init(naar.db_, "main", db_, "main");
    if (copy == nullptr) return std::unexpected(naar.error(sqlite3_extended_errcode(naar.db_)));
    int code = SQLITE_OK;
    model::Result<void> done;
    while (done && (code = sqlite3_backup_step(copy, paginas)) == SQLITE_OK) {
        std::int64_t const all = sqlite3_backup_pagecount(copy);
        done = stap(all - sqlite3_backup_remaining(copy), all);
    }
    int const finished = sqlite3_backup_finish(copy);
    if (!done) return done;
    if (code != SQLITE_DONE) return std::unexpected(error(code));
    if (finished != SQLITE_OK) return std::unexpected(naar.error(finished));
    return {};
}

Connection::~Connection() {
    for (auto const& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
}

Query Connection::query(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        sqlite3_stmt* statement = nullptr;
        int const code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) return {*this, nullptr, code};
        found = statements_.emplace(sql, statement).first;
    }
    return {*this, found->second, SQLITE_OK};
}

model::Result<void> Connection::execute(std::string const& sql) {
    if (int const code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) return std::unexpected(error(code));
    return {};
}

model::Result<void> Connection::zonder_journaal(bool zonder) {
    return execute(zonder ? "PRAGMA journal_mode=OFF" : "PRAGMA journal_mode=PERSIST");
}

model::Result<std::int64_t> Connection::pragma(std::string_view name) { return getal(fmt::format("PRAGMA {}", name)); }

model::Result<void> Connection::functie(std::string const& naam, std::function<std::string(std::string_view)> functie) {
    using Functie = std::function<std::string(std::string_view)>;
    auto const call = [](sqlite3_context* context, int, sqlite3_value** values) {
        auto const* text = reinterpret_cast<char const*>(sqlite3_value_text(values[0]));
        if (text == nullptr) return sqlite3_result_null(context);
        auto const made = (*static_cast<Functie*>(sqlite3_user_data(context)))(
            std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))));
        sqlite3_result_text(context, made.data(), static_cast<int>(made.size()), SQLITE_TRANSIENT);
    };
    int const code = sqlite3_create_function_v2(db_, naam.c_str(), 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, new Functie(std::move(functie)), call,
                                                nullptr, nullptr, [](void* gone) { delete static_cast<Functie*>(gone); });
    if (code != SQLITE_OK) return std::unexpected(error(code));
    return {};
}

model::Result<std::int64_t> Connection::getal(std::string const& sql) {
    sqlite3_stmt* statement = nullptr;
    if (int const code = sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr); code != SQLITE_OK)
        return std::unexpected(error(code));
    int const code = sqlite3_step(statement);
    std::int64_t const value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW) return std::unexpected(error(code));
    return value;
}

void Connection::stop_when(std::function<bool()> stop) noexcept {
    stop_ = std::move(stop);
    constexpr int steps = 10'000; // of the virtual machine: well below a millisecond
    auto const ask = [](void* asked) { return (*static_cast<std::function<bool()> const*>(asked))() ? 1 : 0; };
    sqlite3_progress_handler(db_, stop_ ? steps : 0, stop_ ? +ask : nullptr, &stop_);
}

bool Connection::half_overgenomen(std::uint32_t pagina) const {
    std::filesystem::path const databank = sqlite3_db_filename(db_, "main");
    if (!Overneming::bezig(databank)) return false;
    std::vector<std::uint32_t> in_log;
    auto log = databank;
    return wal::lees(log += "-wal", &in_log) && std::ranges::find(in_log, pagina) != in_log.end();
}

model::Result<void> Connection::lees_paginas(std::function<bool()> const& stop) {
    // Through SQLite's own descriptor: to close another one of the same file would end its locks.
    sqlite3_file* file = nullptr;
    if (int const code = sqlite3_file_control(db_, nullptr, SQLITE_FCNTL_FILE_POINTER, &file); code != SQLITE_OK)
        return std::unexpected(error(code));
    sqlite3_int64 bytes = 0;
    if (int const code = file->pMethods->xFileSize(file, &bytes); code != SQLITE_OK) return std::unexpected(error(code));
    std::array<std::byte, wal::pagina> pagina{};
    std::vector<std::byte> vooruit(opengehouden_ ? Bestand::stuk : 0);
    for (sqlite3_int64 at = 0; at + static_cast<sqlite3_int64>(pagina.size()) <= bytes && !stop(); at += pagina.size()) {
        // Into memory, from where SQLite reads it. That it fails is met there.
        if (!vooruit.empty() && static_cast<std::uint64_t>(at) % vooruit.size() == 0)
            static_cast<void>(opengehouden_->lees(vooruit, static_cast<std::uint64_t>(at)));
        if (static_cast<std::uint64_t>(at) == (paginasom::slotpagina - 1) * wal::pagina) continue;
        int code = SQLITE_IOERR_DATA;
        // A page that is being written is whole a moment later.
        for (int poging = 0; poging < 20 && code == SQLITE_IOERR_DATA; ++poging) {
            if (poging > 0) std::this_thread::yield();
            code = file->pMethods->xRead(file, pagina.data(), static_cast<int>(pagina.size()), at);
        }
        if (code == SQLITE_IOERR_SHORT_READ) return {}; // it became smaller
        if (code == SQLITE_IOERR_DATA && half_overgenomen(static_cast<std::uint32_t>(at / static_cast<sqlite3_int64>(wal::pagina)) + 1)) continue;
        if (code != SQLITE_OK) return std::unexpected(error(code));
    }
    return {};
}

model::Result<void> Connection::versleutel(std::shared_ptr<Kluis const> kluis, bool maak) {
    sleutels_ = std::make_unique<Sleutels>(*this, std::move(kluis));
    return sleutels_->begin(maak);
}

bool Connection::in_transaction() const noexcept { return sqlite3_get_autocommit(db_) == 0; }

void Connection::roll_back() noexcept {
    if (sleutels_) sleutels_->vergeet();
    if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::int64_t Connection::last_id() const noexcept { return sqlite3_last_insert_rowid(db_); }

model::Result<bool> Connection::checkpoint(bool truncate) {
    if (auto done = overneming_.begin(sqlite3_db_filename(db_, "main")); !done) return std::unexpected(done.error());
    int frames = 0;
    int copied = 0;
    sqlite3_busy_timeout(db_, 0);
    int const code =
        sqlite3_wal_checkpoint_v2(db_, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &frames, &copied);
    sqlite3_busy_timeout(db_, busy_ms);
    if ((code & 0xff) == SQLITE_BUSY) return false; // somebody reads: next time
    if (code != SQLITE_OK) return std::unexpected(error(code));
    wal_pages_ = 0;
    overgenomen_ = copied;
    if (frames != copied) return false;
    if (auto done = overneming_.klaar(); !done) return std::unexpected(done.error());
    return true;
}

model::Result<void> Connection::herschrijf(std::filesystem::path const& map) {
    // VACUUM attaches a database of its own, which must not stand in memory.
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 1);
    auto done = execute(fmt::format("PRAGMA temp_store=FILE; PRAGMA temp_store_directory={}", aangehaald(map.string())));
    if (done) done = execute("VACUUM");
    if (done) done = execute("PRAGMA temp_store_directory=''; PRAGMA temp_store=MEMORY");
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 0);
    return done;
}

model::Error Connection::error(int code) const {
    auto const kind = code_of(code);
    if (code == SQLITE_IOERR_DATA)
        return {kind, fmt::format("SQLite {}: {}; zet een reservekopie terug (ketenpoort restore, docs/runbook.md)", code,
                                  paginasom::laatste_fout())};
    char const* advice = "";
    if (kind == model::ErrorCode::store_full) advice = "; maak ruimte vrij op de schijf van de opslag";
    if (kind == model::ErrorCode::store_corrupt) advice = "; zet een reservekopie terug";
    return {kind, fmt::format("SQLite {}: {}{}", code, sqlite3_errstr(code), advice)};
}

Query::~Query() {
    if (statement_ == nullptr) return;
    reset();
    sqlite3_clear_bindings(statement_);
}

void Query::reset() {
    if (std::exchange(stepped_, false)) sqlite3_reset(statement_);
}

model::Result<bool> Query::next() {
    if (code_ != SQLITE_OK) return std::unexpected(db_.error(code_));
    stepped_ = true;
    int const code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return std::unexpected(db_.error(code));
}

void Query::bind(int place, std::int64_t value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_, place, value);
}

void Query::bind(int place, std::string_view text) {
    if (code_ == SQLITE_OK)
        code_ =
            sqlite3_bind_text(statement_, place, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void Query::bind(int place, std::span<std::byte const> bytes) {
    static constexpr std::byte none{};
    if (code_ == SQLITE_OK)
        code_ = sqlite3_bind_blob(statement_, place, bytes.data() == nullptr ? &none : bytes.data(), static_cast<int>(bytes.size()),
                                  SQLITE_STATIC);
}

void Query::bind_null(int place) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(statement_, place);
}

bool Query::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Query::text(int column) const {
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::span<std::byte const> Query::blob(int column) const {
    auto const* bytes = static_cast<std::byte const*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

} // namespace store::sqlite
