#include "store/sqlite/envelop.hpp"

#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>

/// The part of the writer that envelopes go through.
namespace store::sqlite {

model::Result<std::optional<EnvelopRecord>> SqliteTransaction::envelop(std::string_view zender, std::string_view referentienummer) {
    auto row = db_.query("SELECT id, vingerafdruk, antwoord, bericht FROM envelop WHERE zender = ?1 AND referentienummer = ?2");
    auto const found = row.first(zender, referentienummer);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return EnvelopRecord{row.integer(0), audit::hex(row.blob(1)), row.string(2),
                         row.null(3) ? std::nullopt : std::optional(row.integer(3))};
}

model::Result<std::string> SqliteTransaction::vingerafdruk(std::string_view sha256) {
    auto const bytes = audit::from_hex(sha256);
    if (!bytes) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
    return audit::hex(db_.sleutels().vingerafdruk(*bytes));
}

model::Result<EnvelopId> SqliteTransaction::bewaar_envelop(NieuwEnvelop const& nieuw) {
    auto const sha256 = audit::from_hex(nieuw.sha256);
    if (!sha256) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
    auto row = db_.query("INSERT INTO envelop (zender, referentienummer, berichtcode, vingerafdruk, moment_ms, bericht, heen, antwoord, "
                         "conversatie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    auto const done = row.run(nieuw.zender, nieuw.referentienummer, model::name(nieuw.berichtcode), db_.sleutels().vingerafdruk(*sha256),
                              nieuw.moment_ms, nieuw.bericht, nieuw.heen, nieuw.antwoord, nieuw.conversatie);
    if (!done) return std::unexpected(done.error());
    return db_.last_id();
}

model::Result<void> SqliteTransaction::antwoord_op(UitId uit, EnvelopId envelop) {
    auto row = db_.query("UPDATE envelop_uit SET antwoord_op = ?2 WHERE uit = ?1");
    return row.run(uit, envelop);
}

model::Result<std::int64_t> SqliteTransaction::envelop_tijdstip(std::int64_t moment_ms) {
    auto row = db_.query("UPDATE envelop_tijd SET laatste_ms = max(laatste_ms + 1, ?1) RETURNING laatste_ms");
    auto const found = row.first(moment_ms);
    if (!found) return std::unexpected(found.error());
    auto const tijdstip = row.integer(0);
    // The statement has changed nothing until it ran to its end.
    if (auto const end = row.next(); !end) return std::unexpected(end.error());
    return tijdstip;
}

model::Result<bool> SqliteTransaction::later_tijdstip(std::string_view zender, std::string_view tijdstip) {
    // A moment in fewer digits is the first one that it can mean.
    std::string whole(tijdstip);
    whole.resize(17, '0');
    auto row = db_.query("INSERT INTO zender_tijd (zender, laatste) VALUES (?1, ?2) ON CONFLICT (zender) DO UPDATE SET "
                         "laatste = excluded.laatste WHERE excluded.laatste > laatste RETURNING 1");
    auto const found = row.first(zender, whole);
    if (!found || !*found) return found;
    // The statement has changed nothing until it ran to its end.
    if (auto const end = row.next(); !end) return std::unexpected(end.error());
    return true;
}

model::Result<void> SqliteTransaction::onthoud_indiener(BerichtId bericht, std::string_view oin) {
    auto row = db_.query("INSERT OR IGNORE INTO indiener (bericht, oin) VALUES (?1, ?2)");
    return row.run(bericht, oin);
}

model::Result<bool> read_ingediend_door(Connection& db, BerichtId bericht, std::string_view oin) {
    auto row = db.query("SELECT 1 FROM indiener WHERE bericht = ?1 AND oin = ?2");
    return row.first(bericht, oin);
}

model::Result<std::vector<VspInzending>> read_vsp_inzendingen(Connection& db, std::optional<std::string> const& traceer_id,
                                                              std::string_view conversatie_id, std::int64_t aantal) {
    constexpr std::string_view voor = "vsp "; // what the key of a zender begins with
    auto row = traceer_id ? db.query("SELECT zender, referentienummer, conversatie, moment_ms, bericht FROM envelop "
                                     "WHERE referentienummer = ?1 AND conversatie <> '' ORDER BY id LIMIT ?2")
                          : db.query("SELECT zender, referentienummer, conversatie, moment_ms, bericht FROM envelop "
                                     "WHERE conversatie = ?1 AND conversatie <> '' ORDER BY id LIMIT ?2");
    std::vector<VspInzending> out;
    auto more = row.first(traceer_id ? std::string_view(*traceer_id) : conversatie_id, aantal);
    for (; more && *more; more = row.next())
        out.push_back({row.string(0).substr(voor.size()), row.string(1), row.string(2), row.integer(3), row.integer(4)});
    if (!more) return std::unexpected(more.error());
    return out;
}

model::Result<void> SqliteTransaction::log_conflict(EnvelopConflict const& conflict) {
    audit::Entry entry;
    entry.moment_ms = conflict.moment_ms;
    entry.gebeurtenis = "envelop-conflict";
    entry.afzender = conflict.organisatie;
    auto const what = fmt::format("{} {} {}", conflict.referentienummer, conflict.bekend, conflict.nieuw);
    entry.identificatie = what;
    return log(entry, std::nullopt);
}

model::Result<void> SqliteTransaction::log_klok(std::int64_t moment_ms, std::int64_t sprong_ms) {
    audit::Entry entry;
    entry.moment_ms = moment_ms;
    entry.gebeurtenis = "klok-versprong";
    auto const sprong = fmt::format("{:+} ms", sprong_ms);
    entry.identificatie = sprong;
    return log(entry, std::nullopt);
}

model::Result<std::optional<EnvelopUit>> read_envelop_uit(Connection& db, std::int64_t uit) {
    // A retour or fo01 answers the envelope it was made for, or else the first one that its message came in. A message passed on answers
    // nothing, unless it is itself an answer: then the envelope of what it answers.
    auto row = db.query(
        "SELECT u.tijdstip_ms, e.referentienummer, e.conversatie FROM (SELECT t.tijdstip_ms, coalesce(t.antwoord_op, "
        "(SELECT id FROM envelop WHERE bericht = CASE WHEN r.stuk IN ('retour', 'fo01') THEN r.bericht ELSE "
        "coalesce((SELECT heen FROM envelop WHERE bericht = r.bericht AND heen IS NOT NULL ORDER BY id LIMIT 1), "
        "(SELECT heen FROM retour_ontvangen WHERE bericht = r.bericht), "
        "(SELECT declaratie FROM declaratie_antwoord WHERE bericht = r.bericht)) END ORDER BY id LIMIT 1)) AS antwoord_op "
        "FROM uit r CROSS JOIN envelop_uit t ON t.uit = r.id WHERE r.id = ?1) u LEFT JOIN envelop e ON e.id = u.antwoord_op");
    auto const found = row.first(uit);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    EnvelopUit made{row.integer(0)};
    if (!row.null(1)) {
        made.cross_refnummer = row.string(1);
        made.conversatie = row.string(2);
    }
    return made;
}

} // namespace store::sqlite
