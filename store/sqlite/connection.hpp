#pragma once

#include "store/sqlite/overneming.hpp"
#include "store/sqlite/sleutels.hpp"
#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

/// The only door to SQLite.
namespace store::sqlite {

class Query;

enum class Mode {
    writer,
    reader,
    scratch, ///< a writer of what may be lost: no sync, no log, a journal unless it is without, alone with the file
    kopie,   ///< a writer of a copy that is synced when it is whole: no sync, no log, alone with the file
};

/// One connection with the settings of reliability.md 2.3. One thread at a time. Statements are prepared once and kept.
class Connection {
public:
    /// Opens the file; a writer creates it when absent. Errors: store_io, store_corrupt, store_full, store_busy.
    static model::Result<std::unique_ptr<Connection>> open(std::filesystem::path const& file, Mode mode);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    /// A prepared statement, ready to be bound. `sql` must be a literal: it is remembered by its text.
    /// At most one Query of the same text may be in use at a time.
    [[nodiscard]] Query query(std::string_view sql);
    /// Runs one or more statements without results.
    model::Result<void> execute(std::string const& sql);
    /// The number that a question asked once answers with.
    model::Result<std::int64_t> getal(std::string const& sql);
    /// Makes a function of one text known to SQL. It must not throw.
    model::Result<void> functie(std::string const& naam, std::function<std::string(std::string_view)> functie);
    /// The number a pragma answers with.
    model::Result<std::int64_t> pragma(std::string_view name);

    /// Whether transactions are without anything to take them back with: after one that is not committed the database is of no further use.
    /// @pre a Mode::scratch, and no transaction is open
    model::Result<void> zonder_journaal(bool zonder);

    /// Copies the whole database, as this connection sees it, into that of `naar`. @param stap called now and then with pages done and pages
    /// in all; an error of it ends the copy. @pre a transaction is open here, none there, and `naar` is a Mode::kopie
    model::Result<void> kopieer(Connection& naar, std::function<model::Result<void>(std::int64_t, std::int64_t)> const& stap);

    /// Has what is personal locked and opened with these master keys from here on. Errors: those of Sleutels::begin().
    model::Result<void> versleutel(std::shared_ptr<Kluis const> kluis, bool maak);
    /// @pre versleutel() came before
    [[nodiscard]] Sleutels& sleutels() noexcept { return *sleutels_; }

    /// Asks `stop` now and then during every later statement; true ends that statement with `overloaded`. Empty: none is ended any more.
    void stop_when(std::function<bool()> stop) noexcept;

    /// Looks at the checksum of every page of the file, about 1 GB a second, also while it is written. A page that was being written from the
    /// log when the power went (Overneming) may be damaged: the log has it. `stop` is asked now and then and ends it early. Errors: store_corrupt, with the first page that is damaged; store_io.
    model::Result<void> lees_paginas(std::function<bool()> const& stop);

    /// Whether a BEGIN is open. Some errors (a full disk) end the transaction by themselves.
    [[nodiscard]] bool in_transaction() const noexcept;
    /// Ends an open transaction without a trace; does nothing when there is none.
    void roll_back() noexcept;

    /// The id of the row last inserted.
    [[nodiscard]] std::int64_t last_id() const noexcept;

    /// Pages in the write-ahead log after the last commit.
    [[nodiscard]] std::int64_t wal_pages() const noexcept { return wal_pages_; }
    /// Copies the log into the database as far as readers allow; with `truncate`, empties it if nobody reads. Never waits.
    /// @returns whether the database now has all of the log
    model::Result<bool> checkpoint(bool truncate);

    /// Frames at the begin of the log that the database has, as the last checkpoint() left it.
    [[nodiscard]] std::int64_t overgenomen() const noexcept { return overgenomen_; }

    /// Keeps a file of its own open until this connection is closed. A descriptor of the database that is closed ends the locks that SQLite
    /// has on it in this process, so whoever has one gives it to every connection. lees_paginas() reads through it first, in
    /// pieces, so that the disk is there for others as well. @param bestand Hoe::rustig
    void houd_open(std::shared_ptr<Bestand const> bestand) noexcept { opengehouden_ = std::move(bestand); }

    /// Writes the whole database anew, pages with their checksums. @param map for what does not fit in memory meanwhile
    model::Result<void> herschrijf(std::filesystem::path const& map);

    /// The error for a result code of SQLite, with what to do in its effect.
    [[nodiscard]] model::Error error(int code) const;

private:
    friend class Query;
    explicit Connection(sqlite3* db) : db_(db) {}
    model::Result<void> configure(Mode mode);
    /// Room for a checksum in pages that are made from here on.
    model::Result<void> reserveer();
    /// Whether a page of the file is damaged because it was being written from the log, which has it.
    [[nodiscard]] bool half_overgenomen(std::uint32_t pagina) const;

    sqlite3* db_;
    std::function<bool()> stop_; ///< the address is SQLite's
    std::int64_t wal_pages_ = 0;
    std::int64_t overgenomen_ = 0;
    std::shared_ptr<Bestand const> opengehouden_;
    Overneming overneming_;
    std::unique_ptr<Sleutels> sleutels_;
    /// By where the literal stands: its text is long, and asked for at every step.
    struct Plek {
        std::size_t operator()(std::string_view sql) const noexcept { return std::hash<char const*>()(sql.data()); }
    };
    std::unordered_map<std::string_view, sqlite3_stmt*, Plek> statements_;
};

/// A statement in use; reset and unbound at the end of its life, so that no read stays open.
/// Text and bytes are bound without a copy: they live until the next run or the end of the Query.
class Query {
public:
    ~Query();
    Query(Query const&) = delete;
    Query& operator=(Query const&) = delete;

    /// Binds the arguments in order and runs to the first row. True: there is a row.
    template <class... Values>
    model::Result<bool> first(Values const&... values) {
        reset();
        int place = 0;
        (bind(++place, values), ...);
        return next();
    }
    /// The next row, if there is one.
    model::Result<bool> next();
    /// Binds and runs a statement that gives no rows.
    template <class... Values>
    model::Result<void> run(Values const&... values) {
        auto const row = first(values...);
        if (!row) return std::unexpected(row.error());
        return {};
    }

    /// Columns of the current row, from 0. Views live until the next row.
    [[nodiscard]] bool null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::span<std::byte const> blob(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] model::Code code(int column) const { return {text(column)}; }
    [[nodiscard]] model::Date date(int column) const { return {static_cast<std::int32_t>(integer(column))}; }

private:
    friend class Connection;
    Query(Connection& db, sqlite3_stmt* statement, int code) : db_(db), statement_(statement), code_(code) {}
    void reset();
    void bind(int place, std::int64_t value);
    void bind(int place, std::string_view text);
    void bind(int place, std::span<std::byte const> bytes);
    void bind(int place, Pseudoniem const& pseudoniem) { bind(place, pseudoniem.view()); }
    void bind(int place, model::Date date) { bind(place, static_cast<std::int64_t>(date.days)); }
    void bind(int place, model::Code const& code) { bind(place, code.view()); }
    void bind_null(int place);
    template <class T>
    void bind(int place, std::optional<T> const& value) {
        if (value) bind(place, *value);
        else bind_null(place);
    }

    Connection& db_;
    sqlite3_stmt* statement_;
    int code_;             ///< first fault of preparing or binding; 0: none
    bool stepped_ = false; ///< since it was last reset
};

} // namespace store::sqlite
