#include "store/sqlite/logboek.hpp"

#include "store/sqlite/historie.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/sqlite/werk.hpp"

#include <algorithm>
#include <cassert>

/// The audit log as it is read, signed and proved.
namespace store::sqlite {
namespace {

constexpr unsigned bits = 8; ///< levels of the tree between two levels that are kept
constexpr std::int64_t width = 256;

std::unexpected<model::Error> corrupt(char const* what) {
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, std::string(what) + "; zet een reservekopie terug"});
}

model::Result<audit::Hash> hash_of(std::span<std::byte const> bytes) {
    audit::Hash hash;
    if (bytes.size() != hash.size()) return corrupt("het auditlog heeft een hash die er geen is");
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

/// The hash over `aantal` kept hashes of one level, from `eerste` on; nullopt when they are not all there.
/// @param niveau 0: the leaves  @pre aantal is a power of two
model::Result<std::optional<audit::Hash>> join_kept(Connection& db, std::int64_t niveau, std::int64_t eerste, std::int64_t aantal) {
    auto row = niveau == 0 ? db.query("SELECT hash FROM audit_leaf WHERE id >= ?1 AND id < ?2 ORDER BY id")
                           : db.query("SELECT hash FROM audit_boom WHERE nummer >= ?1 AND nummer < ?2 AND niveau = ?3 ORDER BY nummer");
    audit::Frontier frontier;
    auto more = niveau == 0 ? row.first(eerste, eerste + aantal) : row.first(eerste, eerste + aantal, niveau);
    for (; more && *more; more = row.next()) {
        auto const hash = hash_of(row.blob(0));
        if (!hash) return std::unexpected(hash.error());
        frontier.append(*hash);
    }
    if (!more) return std::unexpected(more.error());
    if (frontier.size() != static_cast<std::uint64_t>(aantal)) return std::nullopt;
    return frontier.root();
}

/// As Logboek::deelboom(); made from the leaves where nothing is kept yet.
model::Result<audit::Hash> subtree(Connection& db, unsigned niveau, std::uint64_t index) {
    auto const kept = niveau / bits;
    auto const rest = niveau % bits;
    auto const joined = join_kept(db, kept, static_cast<std::int64_t>(index << rest), std::int64_t{1} << rest);
    if (!joined) return std::unexpected(joined.error());
    if (*joined) return **joined;
    if (kept == 0) return corrupt("het auditlog mist regels");
    auto const left = subtree(db, niveau - 1, index * 2);
    if (!left) return left;
    auto const right = subtree(db, niveau - 1, index * 2 + 1);
    if (!right) return right;
    return audit::node_hash(*left, *right);
}

/// Keeps the hash of every subtree of 256, 65,536, ... leaves that is whole and not kept yet.
model::Result<void> grow(Connection& db, std::int64_t leaves) {
    std::int64_t below = leaves; // how many there are of the level below
    for (std::int64_t niveau = 1; below >= width; ++niveau) {
        std::int64_t next = 0;
        {
            auto last = db.query("SELECT coalesce(max(nummer) + 1, 0) FROM audit_boom WHERE niveau = ?1");
            if (auto const found = last.first(niveau); !found) return std::unexpected(found.error());
            next = last.integer(0);
        }
        auto insert = db.query("INSERT INTO audit_boom (niveau, nummer, hash) VALUES (?1, ?2, ?3)");
        for (; (next + 1) * width <= below; ++next) {
            auto const hash = join_kept(db, niveau - 1, next * width, width);
            if (!hash) return std::unexpected(hash.error());
            if (!*hash) return corrupt("het auditlog mist regels");
            if (auto done = insert.run(niveau, next, **hash); !done) return done;
        }
        below /= width;
    }
    return {};
}

/// @pre the query gives grootte, moment_ms, wortel, notitie
model::Result<Controlepunt> controlepunt_at(Query const& row) {
    auto const wortel = hash_of(row.blob(2));
    if (!wortel) return std::unexpected(wortel.error());
    return Controlepunt{static_cast<std::uint64_t>(row.integer(0)), row.integer(1), *wortel, row.string(3)};
}

/// @pre the query gives first block, number of blocks and size from `column` on
model::Result<std::optional<std::string>> content_at(Connection& db, Query const& row, SleutelId sleutel, int column) {
    if (row.integer(column + 1) == 0) return std::nullopt;
    auto content = read_content(db, sleutel, {row.integer(column), row.integer(column + 1)}, row.integer(column + 2));
    if (!content) return std::unexpected(content.error());
    return std::move(*content);
}

using Bezoek = std::function<model::Result<void>(LogRij const&)>;

/// @pre the query gives what both selects below do, in their order
model::Result<void> visit_besluiten(Connection& db, Query& row, model::Result<bool> more, LogTabel tabel, Bezoek const& bezoek) {
    for (; more && *more; more = row.next()) {
        LogRij rij;
        rij.tabel = tabel;
        rij.nummer = row.integer(0);
        rij.bericht = row.integer(1);
        rij.index = static_cast<std::uint64_t>(row.integer(2));
        rij.moment_ms = row.integer(3);
        rij.vandaag = row.date(4);
        for (int column = 5; auto* text : {&rij.soort, &rij.afzender, &rij.ontvanger, &rij.identificatie, &rij.uitkomst, &rij.contract_hash,
                                           &rij.schema_hash})
            *text = row.string(column++);
        auto const sleutel = row.integer(18);
        rij.gewist = !row.null(19);
        auto besluit = content_at(db, row, sleutel, 12);
        if (!besluit) return std::unexpected(besluit.error());
        rij.besluit = std::move(*besluit).value_or("");
        auto retour = content_at(db, row, sleutel, 15);
        if (!retour) return std::unexpected(retour.error());
        rij.retour = std::move(*retour);
        if (tabel == LogTabel::bericht) {
            auto origineel = content_at(db, row, sleutel, 20);
            if (!origineel) return std::unexpected(origineel.error());
            rij.origineel = std::move(*origineel);
            auto sha256 = sha256_at(db, row, 18, 23, 0);
            if (!sha256) return std::unexpected(sha256.error());
            rij.sha256 = std::move(*sha256);
            rij.herschreven = !row.null(24);
        }
        if (auto done = bezoek(rij); !done) return done;
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> visit_berichten(Connection& db, std::int64_t van, std::int64_t tot, Bezoek const& bezoek) {
    auto row =
        db.query("SELECT id, id, audit_index, moment_ms, vandaag, coalesce(soort, ''), afzender, ontvanger, identificatie, uitkomst, "
                 "contract_hash, schema_hash, besluit_blok, besluit_blokken, besluit_grootte, retour_blok, retour_blokken, "
                 "retour_grootte, sleutel, gewist_ms, origineel_blok, origineel_blokken, coalesce(origineel_grootte, grootte), sha256, "
                 "origineel_grootte FROM bericht WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
    return visit_besluiten(db, row, row.first(van, tot), LogTabel::bericht, bezoek);
}

model::Result<void> visit_afdoeningen(Connection& db, std::int64_t van, std::int64_t tot, Bezoek const& bezoek) {
    auto row = db.query("SELECT a.id, a.bericht, a.audit_index, a.moment_ms, a.vandaag, coalesce(b.soort, ''), b.afzender, b.ontvanger, "
                        "b.identificatie, a.uitkomst, a.contract_hash, a.schema_hash, a.besluit_blok, a.besluit_blokken, "
                        "a.besluit_grootte, a.retour_blok, a.retour_blokken, a.retour_grootte, b.sleutel, b.gewist_ms "
                        "FROM afdoening a "
                        "JOIN bericht b ON b.id = a.bericht WHERE a.bericht BETWEEN ?1 AND ?2 ORDER BY a.id");
    return visit_besluiten(db, row, row.first(van, tot), LogTabel::afdoening, bezoek);
}

model::Result<void> visit_werkbesluiten(Connection& db, std::int64_t van, std::int64_t tot, Bezoek const& bezoek) {
    auto row = db.query("SELECT d.id, w.bericht, d.audit_index, d.moment_ms, w.berichtsoort, d.besluit, d.werk, d.vandaag, d.gevolg, "
                        "d.door, '', d.plaats, d.code, d.grond, d.toelichting, d.toelichting_dicht, b.sleutel, d.audit_index, b.gewist_ms "
                        "FROM werk_besluit d JOIN werk w ON w.id = d.werk JOIN bericht b ON b.id = w.bericht WHERE w.bericht BETWEEN ?1 AND ?2 ORDER BY d.id");
    auto more = row.first(van, tot);
    for (; more && *more; more = row.next()) {
        LogRij rij;
        rij.tabel = LogTabel::werkbesluit;
        rij.nummer = row.integer(0);
        rij.bericht = row.integer(1);
        rij.index = static_cast<std::uint64_t>(row.integer(2));
        rij.moment_ms = row.integer(3);
        rij.soort = row.string(4);
        rij.uitkomst = row.string(5);
        WerkBesluit besluit;
        besluit.besluit = row.string(5);
        rij.vandaag = besluit.vandaag = row.date(7);
        if (!row.null(8)) besluit.gevolg = row.integer(8);
        besluit.door = row.string(9);
        auto toelichting = toelichting_at(db, row, 14);
        if (!toelichting) return std::unexpected(toelichting.error());
        besluit.toelichting = std::move(*toelichting);
        rij.gewist = !row.null(18);
        besluit.plaats = row.string(11);
        besluit.code = row.string(12);
        besluit.grond = row.string(13);
        rij.besluit = canonical(row.integer(6), besluit);
        if (auto done = bezoek(rij); !done) return done;
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

} // namespace

model::Result<LogEinde> SqliteLogboek::einde() {
    auto const frontier = read_frontier(db_);
    if (!frontier) return std::unexpected(frontier.error());
    return LogEinde{frontier->size(), frontier->root()};
}

model::Result<std::vector<LogRegel>> SqliteLogboek::regels(std::uint64_t index, std::int64_t aantal) {
    std::vector<LogRegel> regels;
    auto row = db_.query("SELECT l.id, l.entry, l.hash, n.nonce, n.sleutel FROM audit_leaf l LEFT JOIN audit_nonce n ON n.id = l.id "
                         "WHERE l.id >= ?1 ORDER BY l.id LIMIT ?2");
    auto more = row.first(static_cast<std::int64_t>(index), aantal);
    for (; more && *more; more = row.next()) {
        auto const hash = hash_of(row.blob(2));
        if (!hash) return std::unexpected(hash.error());
        auto const entry = row.blob(1);
        auto& regel = regels.emplace_back(LogRegel{static_cast<std::uint64_t>(row.integer(0)), {entry.begin(), entry.end()}, *hash, {}});
        if (row.null(3)) continue;
        auto const open = db_.sleutels().open(row.integer(4), Plaats::nonce, row.integer(0), row.blob(3));
        if (!open) return std::unexpected(open.error());
        auto const nonce = hash_of(*open); // as long as a hash
        if (!nonce) return std::unexpected(nonce.error());
        regel.nonce = *nonce;
    }
    if (!more) return std::unexpected(more.error());
    return regels;
}

model::Result<audit::Hash> SqliteLogboek::deelboom(unsigned niveau, std::uint64_t index) { return subtree(db_, niveau, index); }

model::Result<std::vector<audit::Hash>> SqliteLogboek::bewaarde_deelbomen(unsigned niveau) {
    std::vector<audit::Hash> hashes;
    auto row = db_.query("SELECT hash, nummer FROM audit_boom WHERE niveau = ?1 ORDER BY nummer");
    auto more = row.first(std::int64_t{niveau});
    for (; more && *more; more = row.next()) {
        auto const hash = hash_of(row.blob(0));
        if (!hash) return std::unexpected(hash.error());
        if (static_cast<std::uint64_t>(row.integer(1)) != hashes.size()) return corrupt("de boom van het auditlog heeft een gat");
        hashes.push_back(*hash);
    }
    if (!more) return std::unexpected(more.error());
    return hashes;
}

model::Result<std::optional<Controlepunt>> SqliteLogboek::controlepunt(std::uint64_t grootte) {
    auto row = db_.query("SELECT grootte, moment_ms, wortel, notitie FROM controlepunt WHERE grootte <= ?1 ORDER BY grootte DESC LIMIT 1");
    auto const found = row.first(static_cast<std::int64_t>(std::min<std::uint64_t>(grootte, INT64_MAX)));
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto made = controlepunt_at(row);
    if (!made) return std::unexpected(made.error());
    return std::move(*made);
}

model::Result<std::vector<Controlepunt>> SqliteLogboek::controlepunten(std::uint64_t na, std::int64_t aantal) {
    std::vector<Controlepunt> all;
    auto row = db_.query("SELECT grootte, moment_ms, wortel, notitie FROM controlepunt WHERE grootte > ?1 ORDER BY grootte LIMIT ?2");
    auto more = row.first(static_cast<std::int64_t>(std::min<std::uint64_t>(na, INT64_MAX)), aantal);
    for (; more && *more; more = row.next()) {
        auto made = controlepunt_at(row);
        if (!made) return std::unexpected(made.error());
        all.push_back(std::move(*made));
    }
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<void> SqliteLogboek::rijen(std::int64_t van, std::int64_t tot, Bezoek const& bezoek) {
    if (auto done = visit_berichten(db_, van, tot, bezoek); !done) return done;
    if (auto done = visit_afdoeningen(db_, van, tot, bezoek); !done) return done;
    return visit_werkbesluiten(db_, van, tot, bezoek);
}

model::Result<std::optional<std::string>> SqliteLogboek::vastgelegd(std::uint64_t index) {
    return read_vastgelegd(db_, static_cast<std::int64_t>(index));
}

model::Result<std::vector<std::uint64_t>> SqliteLogboek::bladen(std::int64_t bericht) {
    std::vector<std::uint64_t> bladen;
    auto row = db_.query("SELECT audit_index FROM bericht WHERE id = ?1 UNION ALL SELECT audit_index FROM afdoening WHERE bericht = ?1 "
                         "UNION ALL SELECT d.audit_index FROM werk w JOIN werk_besluit d ON d.werk = w.id WHERE w.bericht = ?1 ORDER BY 1");
    auto more = row.first(bericht);
    for (; more && *more; more = row.next()) bladen.push_back(static_cast<std::uint64_t>(row.integer(0)));
    if (!more) return std::unexpected(more.error());
    return bladen;
}

model::Result<std::vector<std::int64_t>> SqliteLogboek::afleveringen(std::span<std::int64_t const> berichten) {
    std::vector<std::int64_t> rijen;
    auto row = db_.query("SELECT id, bericht FROM uit ORDER BY id");
    auto more = row.first();
    for (; more && *more; more = row.next())
        if (std::ranges::find(berichten, row.integer(1)) != berichten.end()) rijen.push_back(row.integer(0));
    if (!more) return std::unexpected(more.error());
    return rijen;
}

model::Result<LogEinde> SqliteTransaction::log_einde() { return LogEinde{stand_.frontier.size(), stand_.frontier.root()}; }

model::Result<bool> SqliteTransaction::bewaar_controlepunt(Controlepunt const& nieuw, std::uint64_t vorige) {
    std::int64_t last = 0;
    {
        auto row = db_.query("SELECT coalesce(max(grootte), 0) FROM controlepunt");
        if (auto const found = row.first(); !found) return std::unexpected(found.error());
        last = row.integer(0);
    }
    auto const size = static_cast<std::int64_t>(nieuw.grootte);
    if (static_cast<std::uint64_t>(last) != vorige || size <= last || nieuw.grootte != stand_.frontier.size() ||
        nieuw.wortel != stand_.frontier.root())
        return false;
    if (auto done = grow(db_, size); !done) return std::unexpected(done.error());
    auto insert = db_.query("INSERT INTO controlepunt (grootte, moment_ms, wortel, notitie) VALUES (?1, ?2, ?3, ?4)");
    if (auto done = insert.run(size, nieuw.moment_ms, nieuw.wortel, nieuw.notitie); !done) return std::unexpected(done.error());
    return true;
}

} // namespace store::sqlite
