#include "store/sqlite/clienten.hpp"
#include "store/sqlite/retour.hpp"
#include "store/sqlite/transaction.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

/// The part of the writer that erases.
namespace store::sqlite {
namespace {

/// A part of a message, and where it stands: column of table bericht or afdoening.
struct Stuk {
    std::string_view tabel;
    std::string_view naam; ///< of its columns: "origineel", "besluit" or "retour"
    std::int64_t rij = 0;
    Blokken blokken;
    std::int64_t grootte = 0;
};

/// All parts of a message that have content.
model::Result<std::vector<Stuk>> stukken(Connection& db, BerichtId id) {
    std::vector<Stuk> out;
    auto const take = [&](Query& row, model::Result<bool> more, std::string_view tabel, bool origineel) -> model::Result<void> {
        for (; more && *more; more = row.next()) {
            int column = 1;
            for (auto const* naam : {"origineel", "besluit", "retour"}) {
                if (std::string_view(naam) == "origineel" && !origineel) continue;
                Stuk const stuk{tabel, naam, row.integer(0), {row.integer(column), row.integer(column + 1)}, row.integer(column + 2)};
                column += 3;
                if (stuk.blokken.aantal != 0) out.push_back(stuk);
            }
        }
        if (!more) return std::unexpected(more.error());
        return {};
    };
    auto heen = db.query("SELECT id, origineel_blok, origineel_blokken, coalesce(origineel_grootte, grootte), besluit_blok, besluit_blokken, "
                         "besluit_grootte, retour_blok, retour_blokken, retour_grootte FROM bericht WHERE id = ?1");
    if (auto done = take(heen, heen.first(id), "bericht", true); !done) return std::unexpected(done.error());
    auto later = db.query("SELECT id, besluit_blok, besluit_blokken, besluit_grootte, retour_blok, retour_blokken, retour_grootte "
                          "FROM afdoening WHERE bericht = ?1");
    if (auto done = take(later, later.first(id), "afdoening", false); !done) return std::unexpected(done.error());
    return out;
}

model::Result<void> wis_blokken(Connection& db, std::vector<Stuk> const& alle) {
    auto gone = db.query("DELETE FROM blok WHERE id >= ?1 AND id < ?2");
    for (auto const& stuk : alle)
        if (auto done = gone.run(stuk.blokken.eerste, stuk.blokken.eerste + stuk.blokken.aantal); !done) return done;
    return {};
}

/// What people wrote with their decisions on a message, and the keys of what the log commits to.
model::Result<void> wis_nonces(Connection& db, BerichtId id) {
    auto text = db.query("UPDATE werk_besluit SET toelichting = '', toelichting_dicht = NULL WHERE werk IN (SELECT id FROM werk WHERE bericht = ?1)");
    if (auto done = text.run(id); !done) return done;
    auto gone = db.query("DELETE FROM audit_nonce WHERE id IN (SELECT audit_index FROM bericht WHERE id = ?1 UNION ALL "
                         "SELECT audit_index FROM afdoening WHERE bericht = ?1 UNION ALL "
                         "SELECT d.audit_index FROM werk w JOIN werk_besluit d ON d.werk = w.id WHERE w.bericht = ?1)");
    return gone.run(id);
}

/// What is still to be sent is not sent any more: a person sees it among what was given up.
model::Result<void> verzend_niet(Connection& db, BerichtId id, std::int64_t moment_ms) {
    auto row = db.query("UPDATE uit INDEXED BY uit_gesprek SET toestand = 'opgegeven', fout = 'de inhoud is gewist', klaar_ms = ?2 "
                        "WHERE toestand = 'wacht' AND bericht = ?1");
    return row.run(id, moment_ms);
}

/// For the time of an erasure the triggers of history let through what belongs to it, and only that.
class Opening {
public:
    explicit Opening(Connection& db) : db_(db) {}

    model::Result<void> bericht(BerichtId id) {
        auto row = db_.query("INSERT OR IGNORE INTO wissing_bericht (bericht) VALUES (?1)");
        return row.run(id);
    }
    model::Result<Pseudoniem> client(std::string_view oud) {
        auto const nieuw = db_.sleutels().niemand();
        auto row = db_.query("INSERT INTO wissing_client (oud, nieuw) VALUES (?1, ?2)");
        if (auto done = row.run(oud, nieuw); !done) return std::unexpected(done.error());
        return nieuw;
    }
    model::Result<void> dicht() { return db_.execute("DELETE FROM wissing_bericht; DELETE FROM wissing_client"); }

private:
    Connection& db_;
};

/// The pseudonym of the one client whom a message is about; empty: of none or several, or erased.
model::Result<std::string> client_van(Connection& db, BerichtId id) {
    auto row = db.query("SELECT s.client FROM bericht b JOIN sleutel s ON s.id = b.sleutel WHERE b.id = ?1 AND s.client IS NOT NULL");
    auto const found = row.first(id);
    if (!found) return std::unexpected(found.error());
    return *found ? row.string(0) : std::string();
}

/// Takes a message of one client away from that client in every table: history, and the state that is made from it alone.
model::Result<void> maak_los(Connection& db, Opening& opening, BerichtId id) {
    auto const oud = client_van(db, id);
    if (!oud) return std::unexpected(oud.error());
    if (oud->empty()) return {};
    auto const toewijzingen = toewijzingen_of(db, id);
    if (!toewijzingen) return std::unexpected(toewijzingen.error());
    auto const nieuw = opening.client(*oud);
    if (!nieuw) return std::unexpected(nieuw.error());
    for (auto const toewijzing : *toewijzingen) {
        auto versie = db.query("UPDATE toewijzing_versie SET bsn = ?3 WHERE toewijzing = ?1 AND bericht = ?2 AND bsn = ?4");
        auto lijst = db.query("UPDATE client_toewijzing SET bsn = ?3 WHERE (gemeente, domein, aanbieder, bsn, nummer) = (SELECT printf('%04d', "
                              "t.id / 10000000000), t.id / 1000000000 % 10, t.aanbieder, ?4, t.id % 1000000000 FROM toewijzing t "
                              "JOIN toewijzing_versie v ON v.id = t.versie WHERE t.id = ?1 AND v.bericht = ?2)");
        auto plek = db.query("UPDATE inzet SET bsn = ?3 WHERE bsn = ?4 AND nummer = ?1 % 1000000000 AND EXISTS (SELECT 1 FROM toewijzing t "
                             "JOIN toewijzing_versie v ON v.id = t.versie WHERE t.id = ?1 AND v.bericht = ?2)");
        auto stand = db.query("UPDATE toewijzing SET bsn = ?3 WHERE id = ?1 AND bsn = ?4 "
                              "AND versie IN (SELECT id FROM toewijzing_versie WHERE toewijzing = ?1 AND bericht = ?2)");
        for (auto* row : {&versie, &lijst, &plek, &stand})
            if (auto done = row->run(toewijzing, id, *nieuw, *oud); !done) return done;
    }
    auto verzoek = db.query("UPDATE verzoek SET bsn = ?2 WHERE bsn = ?3 AND (aanbieder, domein, referentie, gemeente) IN (SELECT aanbieder, domein, "
                            "referentie, gemeente FROM verzoek_stap WHERE bericht = ?1 AND bsn = ?3)");
    auto stap = db.query("UPDATE verzoek_stap SET bsn = ?2 WHERE bericht = ?1 AND bsn = ?3");
    auto levering = db.query("UPDATE aanlevering SET bsn = ?2 WHERE bericht = ?1 AND bsn = ?3");
    auto inzet = db.query("UPDATE inzet_stap SET bsn = ?2 WHERE bericht = ?1 AND bsn = ?3");
    for (auto* row : {&verzoek, &stap, &levering, &inzet})
        if (auto done = row->run(id, *nieuw, *oud); !done) return done;
    auto weg = db.query("DELETE FROM wissing_client");
    return weg.run();
}

/// The rows of an assessed 323 get a client each that is nobody; lines of one client stay together.
model::Result<void> maak_prestaties_los(Connection& db, Opening& opening, BerichtId id) {
    std::int64_t van = 0;
    std::int64_t tot = 0;
    {
        auto row = db.query("SELECT a.prestatie_van, a.prestatie_tot FROM declaratie d JOIN bericht b ON b.id = d.bericht "
                            "JOIN declaratie_aanvaard a ON a.aanbieder = b.afzender AND a.nummer = d.nummer AND a.bericht = d.bericht "
                            "WHERE d.bericht = ?1");
        auto const found = row.first(id);
        if (!found) return std::unexpected(found.error());
        if (!*found) return {};
        van = row.integer(0);
        tot = row.integer(1);
    }
    std::set<std::string> clienten;
    {
        auto row = db.query("SELECT bsn FROM prestatie WHERE id >= ?1 AND id < ?2");
        auto more = row.first(van, tot);
        for (; more && *more; more = row.next()) clienten.insert(row.string(0));
        if (!more) return std::unexpected(more.error());
    }
    for (auto const& client : clienten)
        if (auto const nieuw = opening.client(client); !nieuw) return std::unexpected(nieuw.error());
    auto put = db.query("UPDATE prestatie SET bsn = (SELECT nieuw FROM wissing_client WHERE oud = bsn) WHERE id >= ?1 AND id < ?2");
    if (auto done = put.run(van, tot); !done) return done;
    auto weg = db.query("DELETE FROM wissing_client");
    return weg.run();
}

/// Messages about one client, and those that only answer one of these: they name no client themselves.
model::Result<std::set<BerichtId>> berichten_van(Connection& db, Pseudoniem const& client) {
    std::set<BerichtId> all;
    std::vector<BerichtId> nieuw;
    auto const take = [&](Query& row, model::Result<bool> more) -> model::Result<void> {
        for (; more && *more; more = row.next())
            if (all.insert(row.integer(0)).second) nieuw.push_back(row.integer(0));
        if (!more) return std::unexpected(more.error());
        return {};
    };
    auto own = db.query("SELECT b.id FROM sleutel s JOIN bericht b ON b.sleutel = s.id WHERE s.client = ?1");
    if (auto done = take(own, own.first(client)); !done) return std::unexpected(done.error());
    auto retour = db.query("SELECT bericht FROM retour_ontvangen WHERE heen = ?1");
    auto antwoord = db.query("SELECT a.bericht FROM verzoek_stap s JOIN verzoek_stap a ON (a.aanbieder, a.domein, a.referentie, a.gemeente) = "
                             "(s.aanbieder, s.domein, s.referentie, s.gemeente) WHERE s.bericht = ?1 AND s.bsn IS NOT NULL "
                             "AND a.soort = 'antwoord'");
    while (!nieuw.empty()) {
        auto const id = nieuw.back();
        nieuw.pop_back();
        for (auto* row : {&retour, &antwoord})
            if (auto done = take(*row, row->first(id)); !done) return std::unexpected(done.error());
    }
    return all;
}

/// Messages of several clients that this one may be among.
model::Result<std::vector<BerichtId>> berichten_met(Connection& db, Pseudoniem const& client) {
    std::vector<BerichtId> out;
    auto const kort = client.view().substr(0, kort_pseudoniem);
    auto row = db.query("SELECT bericht, kort FROM bericht_clienten ORDER BY bericht");
    auto more = row.first();
    for (; more && *more; more = row.next()) {
        auto const blob = row.blob(1);
        std::string_view const all(reinterpret_cast<char const*>(blob.data()), blob.size());
        for (std::size_t at = 0; at < all.size(); at += kort_pseudoniem)
            if (all.substr(at, kort_pseudoniem) == kort) {
                out.push_back(row.integer(0));
                break;
            }
    }
    if (!more) return std::unexpected(more.error());
    return out;
}

} // namespace

std::string canonical(BerichtId id, Gewist const& gewist, std::string_view door, std::string_view grond) {
    return fmt::format("{} {} {} {} {}:{} {}:{}", id, gewist.berichten, gewist.uittreksels, gewist.sleutels, door.size(), door, grond.size(),
                       grond);
}

model::Result<bool> SqliteTransaction::wis_inhoud(BerichtId id, std::int64_t moment_ms, Gewist& gewist) {
    SleutelId sleutel = 0;
    {
        auto row = db_.query("SELECT b.gewist_ms, CASE s.soort WHEN 'bericht' THEN s.id END FROM bericht b LEFT JOIN sleutel s ON s.id = b.sleutel "
                             "WHERE b.id = ?1");
        auto const found = row.first(id);
        if (!found || !*found) return found;
        if (!row.null(0)) return false;
        if (!row.null(1)) sleutel = row.integer(1);
    }
    if (auto done = verzend_niet(db_, id, moment_ms); !done) return std::unexpected(done.error());
    auto const alle = stukken(db_, id);
    if (!alle) return std::unexpected(alle.error());
    auto done = wis_blokken(db_, *alle);
    if (done) done = wis_nonces(db_, id);
    auto bericht = db_.query("UPDATE bericht SET origineel_blokken = 0, besluit_blokken = 0, besluit_grootte = 0, retour_blokken = 0, "
                             "retour_grootte = 0, sleutel = NULL, sha256 = NULL, gewist_ms = ?2 WHERE id = ?1");
    if (done) done = bericht.run(id, moment_ms);
    auto later = db_.query("UPDATE afdoening SET besluit_blokken = 0, besluit_grootte = 0, retour_blokken = 0, retour_grootte = 0 "
                           "WHERE bericht = ?1");
    if (done) done = later.run(id);
    auto clienten = db_.query("DELETE FROM bericht_clienten WHERE bericht = ?1");
    if (done) done = clienten.run(id);
    auto werk = db_.query("UPDATE werk_stand SET toestand = 'afgedaan', stand = 'gewist' WHERE toestand = 'open' "
                          "AND werk IN (SELECT id FROM werk WHERE bericht = ?1)");
    if (done) done = werk.run(id);
    if (done && sleutel != 0) {
        done = db_.sleutels().vernietig(sleutel, moment_ms);
        ++gewist.sleutels;
    }
    if (!done) return std::unexpected(done.error());
    ++gewist.berichten;
    return true;
}

model::Result<void> SqliteTransaction::zonder_client(BerichtId id, std::string_view bsn, Wissing const& wissing, Gewist& gewist) {
    auto const origineel = read_origineel(db_, id);
    if (!origineel) return std::unexpected(origineel.error());
    if (!*origineel) return {};
    auto const rest = wissing.zonder ? wissing.zonder(Deel::bericht, **origineel, **origineel, bsn) : model::Result<std::string>(std::string());
    if (!rest) return std::unexpected(rest.error());
    if (*rest == **origineel) return {}; // a pseudonym that begins the same
    if (rest->empty()) {
        Opening opening(db_);
        if (auto done = opening.bericht(id); !done) return done;
        auto const gone = wis_inhoud(id, wissing.moment_ms, gewist);
        if (!gone) return std::unexpected(gone.error());
        return {};
    }
    if (auto done = verzend_niet(db_, id, wissing.moment_ms); !done) return done;
    auto const oud = sleutel_van(id);
    if (!oud) return std::unexpected(oud.error());
    auto const nieuw = db_.sleutels().van_bericht();
    if (!nieuw) return std::unexpected(nieuw.error());
    auto const alle = stukken(db_, id);
    if (!alle) return std::unexpected(alle.error());
    std::vector<std::tuple<Stuk, Blokken, std::int64_t>> verplaatst;
    for (auto const& stuk : *alle) {
        auto tekst = read_content(db_, *oud, stuk.blokken, stuk.grootte);
        if (!tekst) return std::unexpected(tekst.error());
        auto const over = wissing.zonder(stuk.naam == "besluit" ? Deel::besluit : Deel::bericht, *tekst, **origineel, bsn);
        if (!over) return std::unexpected(over.error());
        model::Result<Blokken> plaats = Blokken{};
        if (!over->empty()) plaats = write_content(*nieuw, std::as_bytes(std::span(*over)));
        if (!plaats) return std::unexpected(plaats.error());
        verplaatst.emplace_back(stuk, *plaats, static_cast<std::int64_t>(over->size()));
    }
    Opening opening(db_);
    auto done = opening.bericht(id);
    if (done) done = wis_blokken(db_, *alle);
    if (done) done = wis_nonces(db_, id);
    for (auto const& [stuk, plaats, grootte] : verplaatst) {
        if (!done) return done;
        done = db_.execute(fmt::format("UPDATE {0} SET {1}_blok = {2}, {1}_blokken = {3}, {1}_grootte = {4} WHERE id = {5}", stuk.tabel, stuk.naam,
                                       plaats.eerste, plaats.aantal, grootte, stuk.rij));
    }
    auto row = db_.query("UPDATE bericht SET sleutel = ?2, sha256 = NULL WHERE id = ?1");
    if (done) done = row.run(id, *nieuw);
    if (done) done = db_.sleutels().vernietig(*oud, wissing.moment_ms);
    if (!done) return done;
    ++gewist.uittreksels;
    ++gewist.sleutels;
    // Who is in it now is told again; the one who is gone is not among them.
    std::string kort;
    {
        auto clienten = db_.query("SELECT kort FROM bericht_clienten WHERE bericht = ?1");
        auto const found = clienten.first(id);
        if (!found) return std::unexpected(found.error());
        auto const blob = clienten.blob(0);
        kort.assign(reinterpret_cast<char const*>(blob.data()), blob.size());
    }
    auto const weg = db_.sleutels().pseudoniem(bsn);
    for (std::size_t at = 0; at < kort.size(); at += kort_pseudoniem)
        if (std::string_view(kort).substr(at, kort_pseudoniem) == weg.view().substr(0, kort_pseudoniem)) {
            kort.erase(at, kort_pseudoniem);
            break;
        }
    auto put = db_.query("UPDATE bericht_clienten SET kort = ?2 WHERE bericht = ?1");
    return put.run(id, std::as_bytes(std::span(kort)));
}

model::Result<void> SqliteTransaction::schrijf_op(BerichtId id, Wissing const& wissing, Gewist const& gewist) {
    {
        auto row = db_.query("INSERT INTO wissing (audit_index, moment_ms, bericht, door, grond, berichten, uittreksels, sleutels) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        auto const done = row.run(static_cast<std::int64_t>(stand_.frontier.size()), wissing.moment_ms, id, wissing.door, wissing.grond,
                                  gewist.berichten, gewist.uittreksels, gewist.sleutels);
        if (!done) return done;
    }
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = wissing.moment_ms;
    entry.gebeurtenis = "gewist";
    entry.bericht = id;
    auto const counts = fmt::format("{} berichten, {} uittreksels, {} sleutels", gewist.berichten, gewist.uittreksels, gewist.sleutels);
    entry.identificatie = counts;
    // Who did it and why is personal: the log commits to it and does not tell it.
    auto const text = canonical(id, gewist, wissing.door, wissing.grond);
    entry.ontvangen = audit::commitment(nonce, std::as_bytes(std::span(text)));
    stand_.log_wissen = true;
    return log(entry, nonce);
}

model::Result<Gewist> SqliteTransaction::wis_client(std::string_view bsn, Wissing const& wissing) {
    Gewist gewist;
    auto const oud = db_.sleutels().pseudoniem(bsn);
    auto const van = berichten_van(db_, oud);
    if (!van) return std::unexpected(van.error());
    auto const met = berichten_met(db_, oud);
    if (!met) return std::unexpected(met.error());
    if (van->empty() && met->empty()) return gewist;
    Opening opening(db_);
    model::Result<void> done;
    for (auto const id : *van) {
        if (done = opening.bericht(id); !done) return std::unexpected(done.error());
        auto const gone = wis_inhoud(id, wissing.moment_ms, gewist);
        if (!gone) return std::unexpected(gone.error());
    }
    for (auto const id : *met)
        if (done = zonder_client(id, bsn, wissing, gewist); !done) return std::unexpected(done.error());
    std::vector<SleutelId> sleutels;
    {
        auto row = db_.query("SELECT id FROM sleutel WHERE client = ?1");
        auto more = row.first(oud);
        for (; more && *more; more = row.next()) sleutels.push_back(row.integer(0));
        if (!more) return std::unexpected(more.error());
    }
    for (auto const id : sleutels) {
        if (done = db_.sleutels().vernietig(id, wissing.moment_ms); !done) return std::unexpected(done.error());
        ++gewist.sleutels;
    }
    auto const nieuw = opening.client(oud.view());
    if (!nieuw) return std::unexpected(nieuw.error());
    for (std::string_view const tabel : {"toewijzing_versie", "prestatie", "aanlevering", "verzoek_stap", "inzet_stap", "toewijzing",
                                         "client_toewijzing", "verzoek", "inzet", "genoemd_client"})
        // Both are letters of base64.
        if (done = db_.execute(fmt::format("UPDATE {} SET bsn = '{}' WHERE bsn = '{}'", tabel, nieuw->view(), oud.view())); !done)
            return std::unexpected(done.error());
    done = opening.dicht();
    if (done && gewist.berichten + gewist.uittreksels + gewist.sleutels > 0) done = schrijf_op(0, wissing, gewist);
    if (!done) return std::unexpected(done.error());
    return gewist;
}

model::Result<Gewist> SqliteTransaction::wis_bericht(BerichtId id, Wissing const& wissing) {
    Gewist gewist;
    Opening opening(db_);
    auto done = opening.bericht(id);
    if (done) done = maak_los(db_, opening, id);
    if (done) done = maak_prestaties_los(db_, opening, id);
    if (done) {
        auto genoemd = db_.query("DELETE FROM genoemd_client WHERE bericht = ?1");
        done = genoemd.run(id);
    }
    if (!done) return std::unexpected(done.error());
    auto const gone = wis_inhoud(id, wissing.moment_ms, gewist);
    if (!gone) return std::unexpected(gone.error());
    done = opening.dicht();
    if (done && *gone) done = schrijf_op(id, wissing, gewist);
    if (!done) return std::unexpected(done.error());
    return gewist;
}

} // namespace store::sqlite
