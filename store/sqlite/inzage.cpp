#include "store/sqlite/inzage.hpp"

#include "store/sqlite/logboek.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

/// The access log.
namespace store::sqlite {
namespace {

/// The column of a query, as numbers.
model::Result<std::vector<std::int64_t>> numbers(Query& row, model::Result<bool> more) {
    std::vector<std::int64_t> all;
    for (; more && *more; more = row.next()) all.push_back(row.integer(0));
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<std::vector<std::int64_t>> berichten_van(Connection& db, InzageId id) {
    auto row = db.query("SELECT bericht FROM inzage_bericht WHERE inzage = ?1 ORDER BY bericht");
    return numbers(row, row.first(id));
}

model::Result<std::vector<std::string>> clienten_van(Connection& db, InzageId id) {
    std::vector<std::string> all;
    auto row = db.query("SELECT pseudoniem FROM inzage_client WHERE inzage = ?1 ORDER BY pseudoniem");
    auto more = row.first(id);
    for (; more && *more; more = row.next()) all.push_back(row.string(0));
    if (!more) return std::unexpected(more.error());
    return all;
}

std::string canonical_inzage(InzageId id, InzageVraag const& vraag, std::vector<std::int64_t> const& berichten,
                      std::vector<std::string> const& clienten) {
    auto out = fmt::format("inzage {} {} {}\n", id, vraag.moment_ms, name(vraag.resultaat));
    out += canonical({vraag.wie, vraag.wat, vraag.object, vraag.reden, vraag.vanwaar});
    out += "berichten";
    for (auto const bericht : berichten) out += fmt::format(" {}", bericht);
    out += "\nclienten";
    for (auto const& client : clienten) out += " " + client;
    return out + "\n";
}

std::string canonical_gewist(std::int64_t moment_ms, std::int64_t voor_ms, std::int64_t aantal, std::string_view door,
                             std::string_view grond) {
    return fmt::format("inzage-gewist {} {} {}\n", moment_ms, voor_ms, aantal) + canonical({door, grond});
}

/// @pre the query gives id, moment_ms, wie, wat, object, reden, vanwaar, resultaat
model::Result<Inzage> inzage_at(Query const& row) {
    Inzage inzage;
    inzage.id = row.integer(0);
    inzage.moment_ms = row.integer(1);
    for (int column = 2; auto* text : {&inzage.wie, &inzage.wat, &inzage.object, &inzage.reden, &inzage.vanwaar})
        *text = row.string(column++);
    auto const resultaat = parse_inzage_resultaat(row.text(7));
    if (!resultaat)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt, fmt::format("regel {} van het inzagelog heeft een onbekend resultaat", inzage.id)});
    inzage.resultaat = *resultaat;
    return inzage;
}

/// The pseudonym of whose toewijzing it is or was; nullopt: it is not known.
model::Result<std::optional<std::string>> client_van(Connection& db, ToewijzingSleutel const& sleutel) {
    auto const base = toewijzing_base(sleutel.gemeente, sleutel.domein);
    if (!base) return std::unexpected(base.error());
    auto row = db.query("SELECT bsn FROM toewijzing_versie WHERE toewijzing = ?1 ORDER BY id LIMIT 1");
    auto const found = row.first(*base + sleutel.nummer);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return row.string(0);
}

} // namespace

std::string canonical(std::initializer_list<std::string_view> texts) {
    std::string out;
    for (auto const text : texts) out += fmt::format("{}:{} ", text.size(), text);
    return out + "\n";
}

model::Result<void> SqliteTransaction::log_tekst(std::string_view gebeurtenis, std::int64_t moment_ms, std::string_view tekst) {
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = moment_ms;
    entry.gebeurtenis = gebeurtenis;
    entry.ontvangen = audit::commitment(nonce, std::as_bytes(std::span(tekst)));
    return log(entry, nonce);
}

model::Result<InzageId> SqliteTransaction::noteer_inzage(NieuweInzage const& nieuw) {
    std::set<std::string> clienten;
    for (auto const& bsn : nieuw.bsns) clienten.emplace(db_.sleutels().pseudoniem(bsn).view());
    for (auto const& sleutel : nieuw.toewijzingen) {
        auto client = client_van(db_, sleutel);
        if (!client) return std::unexpected(client.error());
        if (*client) clienten.insert(std::move(**client));
    }
    std::set<std::int64_t> const berichten(nieuw.berichten.begin(), nieuw.berichten.end());
    InzageId id = 0;
    {
        // Ids go on where they were, also when the oldest rows were removed and they were all.
        auto insert = db_.query(
            "INSERT INTO inzage (id, moment_ms, wie, wat, object, reden, vanwaar, resultaat, audit_index) VALUES "
            "((SELECT max(coalesce((SELECT max(id) FROM inzage), 0), coalesce((SELECT sum(aantal) FROM inzage_gewist), 0)) + 1), "
            "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        auto const done = insert.run(nieuw.moment_ms, nieuw.wie, nieuw.wat, nieuw.object, nieuw.reden, nieuw.vanwaar, name(nieuw.resultaat),
                                     static_cast<std::int64_t>(stand_.frontier.size()));
        if (!done) return std::unexpected(done.error());
        id = db_.last_id();
    }
    {
        auto insert = db_.query("INSERT INTO inzage_bericht (inzage, bericht) VALUES (?1, ?2)");
        for (auto const bericht : berichten)
            if (auto done = insert.run(id, bericht); !done) return std::unexpected(done.error());
    }
    {
        auto insert = db_.query("INSERT INTO inzage_client (inzage, pseudoniem) VALUES (?1, ?2)");
        for (auto const& client : clienten)
            if (auto done = insert.run(id, client); !done) return std::unexpected(done.error());
    }
    auto const text = canonical_inzage(id, nieuw, {berichten.begin(), berichten.end()}, {clienten.begin(), clienten.end()});
    if (auto done = log_tekst("inzage", nieuw.moment_ms, text); !done) return std::unexpected(done.error());
    return id;
}

model::Result<void> SqliteTransaction::noteer_clienten(std::span<BerichtClienten const> clienten) {
    auto insert = db_.query("INSERT OR IGNORE INTO inzage_over (bericht, pseudoniem) VALUES (?1, ?2)");
    for (auto const& [bericht, bsns] : clienten) {
        std::set<std::string> sorted; // in the order of the table
        for (auto const& bsn : bsns) sorted.emplace(db_.sleutels().pseudoniem(bsn).view());
        if (sorted.empty()) sorted.emplace(); // nobody, so that it is not looked at again
        for (auto const& client : sorted)
            if (auto done = insert.run(bericht, client); !done) return done;
    }
    return {};
}

model::Result<std::int64_t> SqliteTransaction::wis_inzagen(std::int64_t voor_ms, std::int64_t moment_ms, std::string_view door,
                                                           std::string_view grond) {
    std::int64_t aantal = 0;
    {
        auto row = db_.query("SELECT count(*) FROM inzage WHERE moment_ms < ?1");
        if (auto const found = row.first(voor_ms); !found) return std::unexpected(found.error());
        aantal = row.integer(0);
    }
    if (aantal == 0) return 0;
    auto insert = db_.query("INSERT INTO inzage_gewist (audit_index, moment_ms, voor_ms, aantal, door, grond) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    auto done = insert.run(static_cast<std::int64_t>(stand_.frontier.size()), moment_ms, voor_ms, aantal, door, grond);
    // Without its nonce a leaf says nothing of its row any more.
    if (done) done = db_.query("DELETE FROM audit_nonce WHERE id IN (SELECT audit_index FROM inzage WHERE moment_ms < ?1)").run(voor_ms);
    if (done) done = db_.query("DELETE FROM inzage WHERE moment_ms < ?1").run(voor_ms);
    if (done) done = db_.query("DELETE FROM inzage_bericht WHERE inzage NOT IN (SELECT id FROM inzage)").run();
    if (done) done = db_.query("DELETE FROM inzage_client WHERE inzage NOT IN (SELECT id FROM inzage)").run();
    if (done) done = db_.query("DELETE FROM inzage_over WHERE bericht NOT IN (SELECT bericht FROM inzage_bericht)").run();
    if (done) done = log_tekst("inzage-gewist", moment_ms, canonical_gewist(moment_ms, voor_ms, aantal, door, grond));
    if (!done) return std::unexpected(done.error());
    return aantal;
}

model::Result<std::optional<std::string>> read_inzage_vastgelegd(Connection& db, std::int64_t index) {
    std::optional<Inzage> inzage;
    {
        auto row = db.query("SELECT id, moment_ms, wie, wat, object, reden, vanwaar, resultaat FROM inzage WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (*found) {
            auto read = inzage_at(row);
            if (!read) return std::unexpected(read.error());
            inzage = std::move(*read);
        }
    }
    if (inzage) {
        auto const berichten = berichten_van(db, inzage->id);
        if (!berichten) return std::unexpected(berichten.error());
        auto const clienten = clienten_van(db, inzage->id);
        if (!clienten) return std::unexpected(clienten.error());
        return canonical_inzage(inzage->id, *inzage, *berichten, *clienten);
    }
    auto row = db.query("SELECT moment_ms, voor_ms, aantal, door, grond FROM inzage_gewist WHERE audit_index = ?1");
    auto const found = row.first(index);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return canonical_gewist(row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4));
}

model::Result<InzageStand> SqliteLogboek::inzagen(std::uint64_t tot) {
    auto row = db_.query("SELECT (SELECT count(*) FROM inzage WHERE audit_index < ?1), "
                         "(SELECT coalesce(sum(aantal), 0) FROM inzage_gewist), (SELECT coalesce(max(voor_ms), 0) FROM inzage_gewist)");
    if (auto const found = row.first(static_cast<std::int64_t>(std::min<std::uint64_t>(tot, INT64_MAX))); !found)
        return std::unexpected(found.error());
    return InzageStand{row.integer(0), row.integer(1), row.integer(2)};
}

model::Result<std::vector<Inzage>> SqliteReader::inzagen(InzageFilter const& filter, InzageId voor, std::int64_t aantal) {
    auto const wie = filter.wie.empty() ? std::nullopt : std::optional<std::string_view>(filter.wie);
    auto const bericht = filter.bericht == 0 ? std::nullopt : std::optional(filter.bericht);
    auto const van = filter.van_ms.value_or(INT64_MIN);
    auto const tot = filter.tot_ms.value_or(INT64_MAX);
    auto const before = voor == 0 ? INT64_MAX : voor;
    std::vector<Inzage> all;
    auto const read = [&all](Query& row, model::Result<bool> more) -> model::Result<void> {
        for (; more && *more; more = row.next()) {
            auto inzage = inzage_at(row);
            if (!inzage) return std::unexpected(inzage.error());
            all.push_back(std::move(*inzage));
        }
        if (!more) return std::unexpected(more.error());
        return {};
    };
    model::Result<void> done;
    if (filter.bsn) {
        auto const client = db_->sleutels().pseudoniem(*filter.bsn);
        db_->sleutels().vergeet_clienten();
        auto row = db_->query(
            "SELECT id, moment_ms, wie, wat, object, reden, vanwaar, resultaat FROM inzage "
            "WHERE id IN (SELECT inzage FROM inzage_client WHERE pseudoniem = ?7 UNION SELECT b.inzage FROM inzage_over o "
            "JOIN inzage_bericht b ON b.bericht = o.bericht WHERE o.pseudoniem = ?7) AND id < ?1 AND moment_ms >= ?2 AND moment_ms < ?3 "
            "AND (?4 IS NULL OR wie = ?4) AND (?5 IS NULL OR id IN (SELECT inzage FROM inzage_bericht WHERE bericht = ?5)) "
            "ORDER BY id DESC LIMIT ?6");
        done = read(row, row.first(before, van, tot, wie, bericht, aantal, client));
    } else if (bericht) {
        auto row = db_->query("SELECT id, moment_ms, wie, wat, object, reden, vanwaar, resultaat FROM inzage "
                              "WHERE id IN (SELECT inzage FROM inzage_bericht WHERE bericht = ?5) AND id < ?1 AND moment_ms >= ?2 "
                              "AND moment_ms < ?3 AND (?4 IS NULL OR wie = ?4) ORDER BY id DESC LIMIT ?6");
        done = read(row, row.first(before, van, tot, wie, bericht, aantal));
    } else if (wie) {
        auto row = db_->query("SELECT id, moment_ms, wie, wat, object, reden, vanwaar, resultaat FROM inzage "
                              "WHERE wie = ?4 AND id < ?1 AND moment_ms >= ?2 AND moment_ms < ?3 ORDER BY id DESC LIMIT ?5");
        done = read(row, row.first(before, van, tot, wie, aantal));
    } else {
        auto row = db_->query("SELECT id, moment_ms, wie, wat, object, reden, vanwaar, resultaat FROM inzage "
                              "WHERE id < ?1 AND moment_ms >= ?2 AND moment_ms < ?3 ORDER BY id DESC LIMIT ?4");
        done = read(row, row.first(before, van, tot, aantal));
    }
    if (!done) return std::unexpected(done.error());
    for (auto& inzage : all) {
        auto berichten = berichten_van(*db_, inzage.id);
        if (!berichten) return std::unexpected(berichten.error());
        inzage.berichten = std::move(*berichten);
    }
    return all;
}

model::Result<std::vector<BerichtId>> SqliteReader::zonder_clienten(BerichtId na, std::int64_t aantal) {
    auto row = db_->query("SELECT DISTINCT bericht FROM inzage_bericht WHERE bericht > ?1 AND bericht NOT IN (SELECT bericht FROM inzage_over) "
                          "ORDER BY bericht LIMIT ?2");
    return numbers(row, row.first(na, aantal));
}

model::Result<std::int64_t> SqliteReader::inzagen_voor(std::int64_t moment_ms) {
    auto row = db_->query("SELECT count(*) FROM inzage WHERE moment_ms < ?1");
    if (auto const found = row.first(moment_ms); !found) return std::unexpected(found.error());
    return row.integer(0);
}

} // namespace store::sqlite
