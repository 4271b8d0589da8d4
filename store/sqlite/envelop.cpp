#include "store/sqlite/envelop.hpp"

#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>

/// The part of the writer that envelopes go through.
namespace store::sqlite {

model::Result<std::optional<EnvelopRecord>> SqliteTransaction::envelop(std::string_view zender, std::string_view referentienummer) {
    auto row = db_.query("SELECT id, sha256, antwoord FROM envelop WHERE zender = ?1 AND referentienummer = ?2");
    auto const found = row.first(zender, referentienummer);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return EnvelopRecord{row.integer(0), audit::hex(row.blob(1)), row.string(2)};
}

model::Result<EnvelopId> SqliteTransaction::bewaar_envelop(NieuwEnvelop const& nieuw) {
    auto const sha256 = audit::from_hex(nieuw.sha256);
    if (!sha256) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
    auto row = db_.query("INSERT INTO envelop (zender, referentienummer, berichtcode, sha256, moment_ms, bericht, heen, antwoord) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    auto const done = row.run(nieuw.zender, nieuw.referentienummer, model::name(nieuw.berichtcode), std::span<std::byte const>(*sha256),
                              nieuw.moment_ms, nieuw.bericht, nieuw.heen, nieuw.antwoord);
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

model::Result<void> SqliteTransaction::log_conflict(EnvelopConflict const& conflict) {
    audit::Entry entry;
    entry.moment_ms = conflict.moment_ms;
    entry.gebeurtenis = "envelop-conflict";
    entry.afzender = conflict.organisatie;
    auto const what = fmt::format("{} {} {}", conflict.referentienummer, conflict.sha256_bekend, conflict.sha256_nieuw);
    entry.identificatie = what;
    return log(entry, std::nullopt);
}

model::Result<std::optional<EnvelopUit>> read_envelop_uit(Connection& db, std::int64_t uit) {
    // A retour or fo01 answers the envelope it was made for, or else the first one that its message came in. A message passed on answers
    // nothing, unless it is itself an answer: then the envelope of what it answers.
    auto row = db.query(
        "SELECT e.tijdstip_ms, coalesce((SELECT referentienummer FROM envelop WHERE id = e.antwoord_op), "
        "(SELECT referentienummer FROM envelop WHERE bericht = CASE WHEN u.stuk IN ('retour', 'fo01') THEN u.bericht ELSE "
        "coalesce((SELECT heen FROM envelop WHERE bericht = u.bericht AND heen IS NOT NULL ORDER BY id LIMIT 1), "
        "(SELECT heen FROM retour_ontvangen WHERE bericht = u.bericht), "
        "(SELECT declaratie FROM declaratie_antwoord WHERE bericht = u.bericht)) END ORDER BY id LIMIT 1)) "
        "FROM uit u CROSS JOIN envelop_uit e ON e.uit = u.id WHERE u.id = ?1");
    auto const found = row.first(uit);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    EnvelopUit made{row.integer(0)};
    if (!row.null(1)) made.cross_refnummer = row.string(1);
    return made;
}

} // namespace store::sqlite
