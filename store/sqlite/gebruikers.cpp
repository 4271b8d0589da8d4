#include "store/sqlite/gebruikers.hpp"

#include "store/sqlite/inzage.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

/// People who sign in, and bundles that wait for a second person.
namespace store::sqlite {
namespace {

/// @pre the query gives gebruiker, naam, rollen, gemeenten, wachtwoord, moment_ms
Gebruiker gebruiker_at(Query const& row) {
    return {row.string(0), row.string(1), parse_rollen(row.text(2)), woorden(row.text(3)), row.string(4), row.integer(5)};
}

model::Result<std::optional<Gebruiker>> read_gebruiker(Connection& db, std::string_view naam) {
    auto row = db.query("SELECT gebruiker, naam, rollen, gemeenten, wachtwoord, moment_ms FROM gebruiker WHERE gebruiker = ?1");
    auto const found = row.first(naam);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return gebruiker_at(row);
}

std::string tekst_gebruiker(Daad const& daad, std::string_view gebruiker, std::string_view rollen, std::string_view gemeenten) {
    return fmt::format("gebruiker {} {}\n", daad.moment_ms, daad.wat) + canonical({daad.door, gebruiker, rollen, gemeenten});
}

std::string tekst_voorstel(std::int64_t moment_ms, std::string_view wat, std::string_view door, std::string_view hash) {
    return fmt::format("voorstel {} {}\n", moment_ms, wat) + canonical({door, hash});
}

} // namespace

model::Result<std::optional<Gebruiker>> SqliteReader::gebruiker(std::string_view naam) { return read_gebruiker(*db_, naam); }
model::Result<std::optional<Gebruiker>> SqliteTransaction::gebruiker(std::string_view naam) { return read_gebruiker(db_, naam); }

model::Result<std::vector<Gebruiker>> SqliteReader::gebruikers() {
    std::vector<Gebruiker> all;
    auto row = db_->query("SELECT gebruiker, naam, rollen, gemeenten, wachtwoord, moment_ms FROM gebruiker ORDER BY gebruiker");
    auto more = row.first();
    for (; more && *more; more = row.next()) all.push_back(gebruiker_at(row));
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<void> SqliteTransaction::log_daad(std::string_view soort, std::int64_t moment_ms, std::string const& tekst) {
    {
        auto insert = db_.query("INSERT INTO daad (audit_index, moment_ms, soort, tekst) VALUES (?1, ?2, ?3, ?4)");
        auto const done = insert.run(static_cast<std::int64_t>(stand_.frontier.size()), moment_ms, soort, tekst);
        if (!done) return done;
    }
    return log_tekst(soort, moment_ms, tekst);
}

model::Result<void> SqliteTransaction::bewaar_gebruiker(Gebruiker const& gebruiker, Daad const& daad) {
    auto const rollen = rollen_tekst(gebruiker.rollen);
    auto const gemeenten = fmt::format("{}", fmt::join(gebruiker.gemeenten, " "));
    {
        auto insert = db_.query("INSERT OR REPLACE INTO gebruiker (gebruiker, naam, rollen, gemeenten, wachtwoord, moment_ms) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        auto const done =
            insert.run(gebruiker.gebruiker, gebruiker.naam, rollen, gemeenten, gebruiker.wachtwoord, gebruiker.moment_ms);
        if (!done) return done;
    }
    return log_daad("gebruiker", daad.moment_ms, tekst_gebruiker(daad, gebruiker.gebruiker, rollen, gemeenten));
}

model::Result<bool> SqliteTransaction::verwijder_gebruiker(std::string_view naam, Daad const& daad) {
    auto const known = read_gebruiker(db_, naam);
    if (!known) return std::unexpected(known.error());
    if (!*known) return false;
    auto done = db_.query("DELETE FROM gebruiker WHERE gebruiker = ?1").run(naam);
    if (done) done = log_daad("gebruiker", daad.moment_ms, tekst_gebruiker(daad, naam, "", ""));
    if (!done) return std::unexpected(done.error());
    return true;
}

model::Result<void> SqliteTransaction::stel_voor(Bundel const& bundel, std::string_view door) {
    auto const id = bewaar_bundel(bundel);
    if (!id) return std::unexpected(id.error());
    {
        auto known = db_.query("SELECT 1 FROM voorstel WHERE bundel = ?1");
        auto const found = known.first(*id);
        if (!found) return std::unexpected(found.error());
        if (*found) return {};
    }
    {
        auto insert = db_.query("INSERT INTO voorstel (bundel, door, moment_ms) VALUES (?1, ?2, ?3)");
        auto const done = insert.run(*id, door, bundel.moment_ms);
        if (!done) return done;
    }
    return log_daad("voorstel", bundel.moment_ms, tekst_voorstel(bundel.moment_ms, "voorgesteld", door, bundel.hash));
}

model::Result<bool> SqliteTransaction::eindig_voorstel(std::string_view hash, Daad const& daad) {
    {
        auto known = db_.query("SELECT 1 FROM voorstel WHERE bundel = (SELECT id FROM bundel WHERE hash = ?1)");
        auto const found = known.first(hash);
        if (!found) return std::unexpected(found.error());
        if (!*found) return false;
    }
    auto done = db_.query("DELETE FROM voorstel WHERE bundel = (SELECT id FROM bundel WHERE hash = ?1)").run(hash);
    if (done) done = log_daad("voorstel", daad.moment_ms, tekst_voorstel(daad.moment_ms, daad.wat, daad.door, hash));
    if (!done) return std::unexpected(done.error());
    return true;
}

model::Result<std::optional<std::string>> read_daad_vastgelegd(Connection& db, std::int64_t index) {
    auto row = db.query("SELECT tekst FROM daad WHERE audit_index = ?1");
    auto const found = row.first(index);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return row.string(0);
}

} // namespace store::sqlite
