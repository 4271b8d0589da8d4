#include "store/sqlite/uit.hpp"

#include "store/sqlite/rows.hpp"

#include <utility>

namespace store::sqlite {
namespace {

/// @pre the query gives the columns of the selects below
model::Result<Uit> uit_at(Query const& row) {
    auto const stuk = parse_uit_stuk(row.text(2));
    auto const toestand = outbox::parse_toestand(row.text(8));
    auto const oorzaak = outbox::parse_oorzaak(row.text(13));
    if (!stuk || !toestand || !oorzaak)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een uitgaand bericht staat er onleesbaar"});
    Uit uit;
    uit.id = row.integer(0);
    uit.bericht = row.integer(1);
    uit.stuk = *stuk;
    uit.afzender = row.text(3);
    uit.bestemming = row.text(4);
    if (!row.null(5)) uit.soort = model::parse_soort(row.text(5));
    uit.referentienummer = row.text(6);
    uit.verbinding = row.text(7);
    uit.stand = {*toestand,
                 static_cast<std::int32_t>(row.integer(9)),
                 row.integer(10),
                 row.integer(11),
                 row.integer(12),
                 *oorzaak,
                 row.null(14) ? std::nullopt : std::optional(row.integer(14))};
    uit.fout = row.text(15);
    if (!row.null(16)) uit.termijn = row.date(16);
    uit.inhoud = row.text(17);
    uit.grootte = row.integer(18);
    return uit;
}

model::Result<std::optional<Uit>> one(Query& row, model::Result<bool> const& found) {
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto uit = uit_at(row);
    if (!uit) return std::unexpected(uit.error());
    return std::move(*uit);
}

model::Result<std::vector<Uit>> all(Query& row, model::Result<bool> more) {
    std::vector<Uit> out;
    for (; more && *more; more = row.next()) {
        auto uit = uit_at(row);
        if (!uit) return std::unexpected(uit.error());
        out.push_back(std::move(*uit));
    }
    if (!more) return std::unexpected(more.error());
    return out;
}

/// A statement for rows of `uit u`, with what `uit_at` reads. Kept by its caller: statements are remembered by their text's place.
std::string select(std::string_view rest) {
    return "SELECT u.id, u.bericht, u.stuk, u.afzender, u.bestemming, "
           "CASE u.stuk WHEN 'retour' THEN coalesce(a.retour_soort, b.retour_soort) WHEN 'fo01' THEN NULL ELSE b.soort END, "
           "u.referentienummer, u.verbinding, u.toestand, u.pogingen, u.gemaakt_ms, u.vanaf_ms, u.volgende_ms, u.oorzaak, u.klaar_ms, "
           "u.fout, u.termijn, u.inhoud, "
           "CASE u.stuk WHEN 'retour' THEN coalesce(a.retour_grootte, b.retour_grootte) WHEN 'fo01' THEN 0 ELSE b.grootte END " +
           std::string(rest);
}

/// What an outgoing row is of. Every statement goes from its rows of `uit` to these.
constexpr std::string_view bericht_join = "CROSS JOIN bericht b ON b.id = u.bericht "
                                          "LEFT JOIN afdoening a ON a.id = (SELECT max(id) FROM afdoening WHERE bericht = b.id) ";

std::string from_uit(std::string_view where) { return select("FROM uit u ") + std::string(bericht_join) + std::string(where); }

} // namespace

model::Result<UitId> add_uit(Connection& db, NieuwUit const& nieuw, std::string_view referentienummer) {
    auto const stand = outbox::nieuw(nieuw.moment_ms);
    auto insert = db.query("INSERT INTO uit (bericht, bestemming, stuk, toestand, pogingen, gemaakt_ms, volgende_ms, afzender, "
                           "referentienummer, vanaf_ms, termijn, inhoud) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    auto const done = insert.run(nieuw.bericht, nieuw.bestemming, name(nieuw.stuk), outbox::name(stand.toestand),
                                 static_cast<std::int64_t>(stand.pogingen), stand.gemaakt_ms, stand.volgende_ms, nieuw.afzender,
                                 referentienummer, stand.vanaf_ms, nieuw.termijn, nieuw.inhoud);
    if (!done) return std::unexpected(done.error());
    return db.last_id();
}

model::Result<void> set_uit(Connection& db, UitId id, outbox::Uitgaand const& stand, std::string_view verbinding, std::string_view fout) {
    auto set = db.query("UPDATE uit SET toestand = ?2, pogingen = ?3, vanaf_ms = ?4, volgende_ms = ?5, oorzaak = ?6, klaar_ms = ?7, "
                        "verbinding = ?8, fout = ?9 WHERE id = ?1");
    return set.run(id, outbox::name(stand.toestand), static_cast<std::int64_t>(stand.pogingen), stand.vanaf_ms, stand.volgende_ms,
                   outbox::name(stand.oorzaak), stand.klaar_ms, verbinding, fout);
}

model::Result<std::optional<Uit>> read_uit(Connection& db, UitId id) {
    static std::string const sql = from_uit("WHERE u.id = ?1");
    auto row = db.query(sql);
    return one(row, row.first(id));
}

model::Result<std::optional<Uit>> read_uit_op_referentie(Connection& db, std::string_view referentienummer) {
    static std::string const sql = from_uit("WHERE u.referentienummer = ?1 ORDER BY u.id LIMIT 1");
    auto row = db.query(sql);
    return one(row, row.first(referentienummer));
}

model::Result<std::optional<Uit>> read_doorgestuurd(Connection& db, BerichtId bericht) {
    static std::string const sql = from_uit("WHERE u.bericht = ?1 AND u.stuk = 'bericht' ORDER BY u.id DESC LIMIT 1");
    auto row = db.query(sql);
    return one(row, row.first(bericht));
}

model::Result<std::vector<Uit>> read_uit_koppen(Connection& db) {
    // From one conversation to the next through the index, so that what waits behind the first is not looked at. Comparing both columns at
    // once would be a scan of all that waits for a bestemming.
    static std::string const sql =
        "WITH RECURSIVE kop(id, bestemming, afzender) AS (SELECT * FROM (SELECT id, bestemming, afzender FROM uit WHERE toestand = 'wacht' "
        "ORDER BY bestemming, afzender, id LIMIT 1) UNION ALL SELECT v.id, v.bestemming, v.afzender FROM kop CROSS JOIN uit v ON v.id = "
        "coalesce((SELECT id FROM uit WHERE toestand = 'wacht' AND bestemming = kop.bestemming AND afzender > kop.afzender "
        "ORDER BY afzender, id LIMIT 1), (SELECT id FROM uit WHERE toestand = 'wacht' AND bestemming > kop.bestemming "
        "ORDER BY bestemming, afzender, id LIMIT 1))) " +
        select("FROM kop CROSS JOIN uit u ON u.id = kop.id ") + std::string(bericht_join);
    auto row = db.query(sql);
    return all(row, row.first());
}

model::Result<std::vector<Uit>> read_uit_lijst(Connection& db, UitFilter const& filter, UitId na, std::int64_t aantal) {
    // A text for each index that serves it: waiting rows of one bestemming, dead letters, all.
    static std::string const wacht_sql = from_uit(
        "WHERE u.toestand = 'wacht' AND u.bestemming = ?1 AND u.id > ?2 AND (?4 IS NULL OR u.oorzaak = ?4) ORDER BY u.id LIMIT ?3");
    static std::string const opgegeven_sql = from_uit("WHERE u.toestand = 'opgegeven' AND (?1 IS NULL OR u.bestemming = ?1) AND u.id > ?2 "
                                                      "AND (?4 IS NULL OR u.oorzaak = ?4) ORDER BY u.id LIMIT ?3");
    static std::string const alle_sql = from_uit("WHERE (?1 IS NULL OR u.bestemming = ?1) AND u.id > ?2 AND (?4 IS NULL OR u.oorzaak = ?4) "
                                                 "AND (?5 IS NULL OR u.toestand = ?5) ORDER BY u.id LIMIT ?3");
    auto const bestemming = or_null(filter.bestemming);
    auto const oorzaak = filter.oorzaak ? std::optional(outbox::name(*filter.oorzaak)) : std::nullopt;
    if (filter.toestand == outbox::Toestand::wacht && bestemming) {
        auto row = db.query(wacht_sql);
        return all(row, row.first(bestemming, na, aantal, oorzaak));
    }
    if (filter.toestand == outbox::Toestand::opgegeven) {
        auto row = db.query(opgegeven_sql);
        return all(row, row.first(bestemming, na, aantal, oorzaak));
    }
    auto const toestand = filter.toestand ? std::optional(outbox::name(*filter.toestand)) : std::nullopt;
    auto row = db.query(alle_sql);
    return all(row, row.first(bestemming, na, aantal, oorzaak, toestand));
}

model::Result<std::vector<Uit>> read_uit_met_termijn(Connection& db, std::int64_t aantal) {
    static std::string const sql = from_uit("WHERE u.toestand <> 'afgeleverd' AND u.termijn IS NOT NULL ORDER BY u.termijn, u.id LIMIT ?1");
    auto row = db.query(sql);
    return all(row, row.first(aantal));
}

model::Result<void> add_verwacht(Connection& db, BerichtId bericht, std::string_view bestemming, model::Date sinds, model::Date termijn) {
    auto insert = db.query("INSERT INTO verwacht (bericht, bestemming, sinds, termijn) VALUES (?1, ?2, ?3, ?4)");
    return insert.run(bericht, bestemming, sinds, termijn);
}

model::Result<void> forget_verwacht(Connection& db, BerichtId bericht) {
    auto gone = db.query("DELETE FROM verwacht WHERE bericht = ?1");
    return gone.run(bericht);
}

model::Result<std::vector<Verwacht>> read_verwacht(Connection& db, std::int64_t aantal) {
    auto row = db.query("SELECT v.bericht, b.soort, b.afzender, v.bestemming, v.sinds, v.termijn FROM verwacht v "
                        "CROSS JOIN bericht b ON b.id = v.bericht ORDER BY v.termijn, v.bericht LIMIT ?1");
    std::vector<Verwacht> out;
    auto more = row.first(aantal);
    for (; more && *more; more = row.next()) {
        auto const soort = model::parse_soort(row.text(1));
        if (!soort) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een doorgestuurd bericht heeft geen soort"});
        out.push_back({row.integer(0), *soort, row.string(2), row.string(3), row.date(4), row.date(5)});
    }
    if (!more) return std::unexpected(more.error());
    return out;
}

} // namespace store::sqlite
