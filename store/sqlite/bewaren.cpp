#include "store/sqlite/inzage.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>

/// What retention reads, and what it leaves behind.
namespace store::sqlite {
namespace {

std::string canonical_vasthouding(Vasthouding const& v) {
    return fmt::format("vasthouden {} {} {} {}\n", v.moment_ms, v.bericht, v.toewijzing, v.aan ? 1 : 0) + canonical({v.door, v.grond});
}

/// Every row of a query of one or two columns.
template <class Take>
model::Result<void> each(Connection& db, std::string_view sql, Take take) {
    auto row = db.query(sql);
    auto more = row.first();
    for (; more && *more; more = row.next()) take(row);
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> show_berichten(Connection& db, BewaarBezoeker& bezoeker) {
    return each(
        db,
        "SELECT b.id, b.soort, b.afzender, b.ontvanger, b.vandaag, "
        "max(b.vandaag, coalesce((SELECT max(a.vandaag) FROM afdoening a WHERE a.bericht = b.id), 0), "
        "coalesce((SELECT max(d.vandaag) FROM werk w JOIN werk_besluit d ON d.werk = w.id WHERE w.bericht = b.id), 0)), "
        "b.origineel_blokken = 0, "
        "EXISTS (SELECT 1 FROM werk w JOIN werk_stand s ON s.werk = w.id WHERE w.bericht = b.id AND s.toestand = 'open'), "
        "b.id IN (SELECT bericht FROM uit WHERE toestand <> 'afgeleverd') OR EXISTS (SELECT 1 FROM verwacht v WHERE v.bericht = b.id), "
        "coalesce((SELECT aan FROM vasthouding h WHERE h.bericht = b.id AND h.toewijzing = 0 ORDER BY h.id DESC LIMIT 1), 0) "
        "FROM bericht b WHERE b.gewist_ms IS NULL ORDER BY b.id",
        [&bezoeker](Query const& row) {
            bezoeker.bericht({.id = row.integer(0),
                              .soort = row.null(1) ? std::nullopt : model::parse_soort(row.text(1)),
                              .afzender = row.string(2),
                              .ontvanger = row.string(3),
                              .ontvangen = row.date(4),
                              .laatste = row.date(5),
                              .geweigerd = row.integer(6) != 0,
                              .open_werk = row.integer(7) != 0,
                              .onbezorgd = row.integer(8) != 0,
                              .vastgehouden = row.integer(9) != 0});
        });
}

} // namespace

model::Result<void> SqliteReader::bewaren(BewaarBezoeker& bezoeker) {
    if (auto begun = db_->execute("BEGIN"); !begun) return begun;
    auto done = show_berichten(*db_, bezoeker);
    if (done)
        done = each(*db_, "SELECT heen, bericht FROM retour_ontvangen UNION ALL SELECT declaratie, bericht FROM declaratie_antwoord",
                    [&](Query const& row) { bezoeker.antwoord(row.integer(0), row.integer(1)); });
    auto const tie = [&](Query const& row) { bezoeker.verband(row.integer(0), row.integer(1)); };
    for (std::string_view const sql :
         {std::string_view("SELECT bericht, toewijzing FROM toewijzing_versie"), std::string_view("SELECT bericht, toewijzing FROM genoemd"),
          std::string_view("SELECT bericht, toewijzing FROM inzet_stap"),
          std::string_view("SELECT p.bericht, (CAST(CASE WHEN b.afzender = '' OR length(b.afzender) <> 4 THEN b.ontvanger ELSE b.afzender "
                           "END AS INTEGER) * 10 + (substr(b.soort, 1, 2) = 'JW')) * 1000000000 + p.toewijzing "
                           "FROM prestatie p JOIN bericht b ON b.id = p.bericht"),
          std::string_view("SELECT bericht, (CAST(gemeente AS INTEGER) * 10 + domein) * 1000000000 + toewijzing FROM aanlevering "
                           "WHERE toewijzing IS NOT NULL"),
          // A verzoek is a case of its own: the number of its first step, negative.
          std::string_view("SELECT s.bericht, -(SELECT min(e.id) FROM verzoek_stap e WHERE (e.aanbieder, e.domein, e.referentie, e.gemeente) "
                           "= (s.aanbieder, s.domein, s.referentie, s.gemeente)) FROM verzoek_stap s")})
        if (done) done = each(*db_, sql, tie);
    if (done)
        done = each(*db_,
                    "SELECT t.id, t.einddatum, coalesce((SELECT aan FROM vasthouding h WHERE h.bericht = 0 AND h.toewijzing = t.id "
                    "ORDER BY h.id DESC LIMIT 1), 0) FROM toewijzing t",
                    [&](Query const& row) {
                        bezoeker.toewijzing(row.integer(0), row.null(1) ? std::nullopt : std::optional(row.date(1)), row.integer(2) != 0);
                    });
    db_->roll_back();
    return done;
}

model::Result<std::vector<Vasthouding>> SqliteReader::vasthoudingen() {
    std::vector<Vasthouding> all;
    auto done = each(*db_,
                     "SELECT bericht, toewijzing, moment_ms, door, grond FROM vasthouding v WHERE aan = 1 AND NOT EXISTS (SELECT 1 FROM "
                     "vasthouding l WHERE l.bericht = v.bericht AND l.toewijzing = v.toewijzing AND l.id > v.id) ORDER BY id",
                     [&all](Query const& row) {
                         all.push_back({.bericht = row.integer(0),
                                        .toewijzing = row.integer(1),
                                        .aan = true,
                                        .moment_ms = row.integer(2),
                                        .door = row.string(3),
                                        .grond = row.string(4)});
                     });
    if (!done) return std::unexpected(done.error());
    return all;
}

model::Result<std::optional<Bewaarplan>> SqliteReader::bewaarplan(std::string_view hash) {
    auto row = db_->query("SELECT id, hash, json, moment_ms, door, (SELECT count(*) FROM bewaarplan_stap s WHERE s.plan = p.id) "
                          "FROM bewaarplan p WHERE ?1 = '' OR hash = ?1 ORDER BY id DESC LIMIT 1");
    auto const found = row.first(hash);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return Bewaarplan{row.integer(0), row.string(1), row.string(2), row.integer(3), row.string(4), row.integer(5)};
}

model::Result<void> SqliteTransaction::houd_vast(Vasthouding const& vasthouding) {
    {
        auto insert = db_.query(
            "INSERT INTO vasthouding (bericht, toewijzing, aan, moment_ms, door, grond, audit_index) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        auto const done = insert.run(vasthouding.bericht, vasthouding.toewijzing, std::int64_t{vasthouding.aan}, vasthouding.moment_ms,
                                     vasthouding.door, vasthouding.grond, static_cast<std::int64_t>(stand_.frontier.size()));
        if (!done) return done;
    }
    return log_tekst("vasthouden", vasthouding.moment_ms, canonical_vasthouding(vasthouding));
}

model::Result<std::int64_t> SqliteTransaction::bewaar_plan(Bewaarplan const& plan) {
    std::int64_t id = 0;
    {
        auto insert = db_.query("INSERT INTO bewaarplan (hash, json, moment_ms, door, audit_index) VALUES (?1, ?2, ?3, ?4, ?5)");
        auto const done =
            insert.run(plan.hash, plan.json, plan.moment_ms, plan.door, static_cast<std::int64_t>(stand_.frontier.size()));
        if (!done) return std::unexpected(done.error());
        id = db_.last_id();
    }
    if (auto done = log_tekst("bewaarplan", plan.moment_ms, plan.json); !done) return std::unexpected(done.error());
    return id;
}

model::Result<void> SqliteTransaction::bewaar_stap(Bewaarstap const& stap) {
    return db_.query("INSERT INTO bewaarplan_stap (plan, nummer, bericht, uitslag, moment_ms) VALUES (?1, ?2, ?3, ?4, ?5)")
        .run(stap.plan, stap.nummer, stap.bericht, stap.uitslag, stap.moment_ms);
}

model::Result<std::optional<std::string>> read_bewaren_vastgelegd(Connection& db, std::int64_t index) {
    {
        auto row = db.query("SELECT json FROM bewaarplan WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (*found) return row.string(0);
    }
    auto row = db.query("SELECT bericht, toewijzing, aan, moment_ms, door, grond FROM vasthouding WHERE audit_index = ?1");
    auto const found = row.first(index);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return canonical_vasthouding({.bericht = row.integer(0),
                                  .toewijzing = row.integer(1),
                                  .aan = row.integer(2) != 0,
                                  .moment_ms = row.integer(3),
                                  .door = row.string(4),
                                  .grond = row.string(5)});
}

} // namespace store::sqlite
