#include "store/sqlite/zoek.hpp"

#include "store/sqlite/clienten.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace store::sqlite {
namespace {

constexpr std::string_view kolommen =
    "SELECT b.id, b.moment_ms, b.vandaag, b.kanaal, b.grootte, b.soort, b.afzender, b.ontvanger, b.identificatie, "
    "coalesce(a.uitkomst, b.uitkomst), coalesce(a.retour_soort, b.retour_soort), coalesce(a.contract_label, b.contract_label), "
    "a.moment_ms FROM ";
constexpr std::string_view voorwaarden =
    " AND b.id <= ?1 AND (?2 IS NULL OR b.soort = ?2) AND (?3 IS NULL OR coalesce(a.uitkomst, b.uitkomst) = ?3) "
    "AND (?4 IS NULL OR b.afzender = ?4) AND (?5 IS NULL OR b.ontvanger = ?5) AND (?6 IS NULL OR ?6 IN (b.afzender, b.ontvanger)) "
    "AND (?7 IS NULL OR ?7 IN (b.afzender, b.ontvanger)) AND (?8 IS NULL OR b.identificatie = ?8) "
    "AND (?9 IS NULL OR EXISTS (SELECT 1 FROM bevinding_groep g WHERE g.bericht = b.id AND g.regel = ?9)) "
    "AND (?10 IS NULL OR EXISTS (SELECT 1 FROM bevinding_groep g WHERE g.bericht = b.id AND g.retourcode = ?10)) "
    "AND (?11 IS NULL OR b.vandaag >= ?11) AND (?12 IS NULL OR b.vandaag <= ?12) AND b.id >= ?13 ";
constexpr std::string_view afdoening = " LEFT JOIN afdoening a ON a.id = (SELECT max(id) FROM afdoening WHERE bericht = b.id) WHERE ";

/// A statement that goes through messages, the last one first, and sees every one that a filter of its kind can want. Each text lives as
/// long as the program, as Connection wants it.
std::string door(std::string_view tabel, std::string_view waar, std::string_view volgorde) {
    return std::string(kolommen).append(tabel).append(afdoening).append(waar).append(voorwaarden).append("ORDER BY ").append(volgorde);
}

std::string const alle = door("bericht b", "true", "b.id DESC");
std::string const een = door("bericht b", "b.id = ?14", "b.id DESC");
std::string const op_soort = door("bericht b INDEXED BY bericht_soort", "b.soort = ?2", "b.id DESC");
std::string const op_uitkomst = door("bericht b INDEXED BY bericht_uitkomst", "b.uitkomst = ?3", "b.id DESC");
// A parked message that was decided on has its outcome in afdoening.
std::string const op_afgedaan = door("bericht b INDEXED BY bericht_uitkomst", "b.uitkomst = 'aangehouden'", "b.id DESC");
// By outcome, so that rare ones of a party are found without the others being read.
std::string const op_afzender = door("bericht b INDEXED BY bericht_afzender", "b.afzender = ?14 AND b.uitkomst = ?15", "b.id DESC");
std::string const op_ontvanger = door("bericht b INDEXED BY bericht_ontvanger", "b.ontvanger = ?14 AND b.uitkomst = ?15", "b.id DESC");
std::string const op_identificatie = door("bericht b INDEXED BY bericht_identificatie", "b.identificatie = ?8", "b.id DESC");
std::string const op_regel = door("bevinding_groep f INDEXED BY bevinding_groep_regel CROSS JOIN bericht b ON b.id = f.bericht",
                                  "f.regel = ?9 AND f.bericht <= ?1", "f.bericht DESC");
std::string const op_retourcode = door("bevinding_groep f INDEXED BY bevinding_groep_retourcode CROSS JOIN bericht b ON b.id = f.bericht",
                                       "f.retourcode = ?10 AND f.bericht <= ?1", "f.bericht DESC");

BerichtRegel regel_at(Query const& row) {
    BerichtRegel regel;
    regel.id = row.integer(0);
    regel.moment_ms = row.integer(1);
    regel.vandaag = row.date(2);
    regel.kanaal = row.string(3);
    regel.grootte = row.integer(4);
    regel.afzender = row.string(6);
    regel.ontvanger = row.string(7);
    regel.identificatie = row.string(8);
    if (!row.null(5)) regel.soort = model::parse_soort(row.text(5));
    if (!row.null(10)) regel.retour_soort = model::parse_soort(row.text(10));
    regel.contract_label = row.string(11);
    if (!row.null(12)) regel.afgedaan_ms = row.integer(12);
    return regel;
}

/// The numbers between which every message of a filter lies.
struct Grenzen {
    BerichtId laagste = 0;
    BerichtId hoogste = 0;
};

/// Collects a page. The filter outlives it.
class Bladzijde {
public:
    Bladzijde(Connection& db, BerichtFilter const& filter, Grenzen grenzen, std::int64_t aantal)
        : db_(db), filter_(filter), grenzen_(grenzen), aantal_(aantal) {
        if (filter.soort) soort_ = model::to_string(*filter.soort);
        if (filter.uitkomst) uitkomst_ = model::name(*filter.uitkomst);
    }

    /// Adds what this statement gives, at most a page of it.
    /// @param sleutel what the statement has as ?14 and ?15
    template <class... Sleutel>
    model::Result<void> neem(std::string const& sql, Sleutel const&... sleutel) {
        auto row = db_.query(sql);
        auto more = row.first(grenzen_.hoogste, soort_, uitkomst_, or_null(filter_.afzender), or_null(filter_.ontvanger), or_null(filter_.gemeente),
                              or_null(filter_.aanbieder), or_null(filter_.identificatie), or_null(filter_.regel), or_null(filter_.retourcode),
                              filter_.van, filter_.tot, grenzen_.laagste, sleutel...);
        BerichtId last = 0;
        for (std::int64_t taken = 0; more && *more && taken < aantal_; more = row.next()) {
            auto const id = row.integer(0);
            if (id == last) continue; // one finding of a rule after the other in the same message
            last = id;
            ++taken;
            auto regel = regel_at(row);
            auto const uitkomst = model::parse_uitkomst(row.text(9));
            if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
            regel.uitkomst = *uitkomst;
            regels_.push_back(std::move(regel));
        }
        if (!more) return std::unexpected(more.error());
        return {};
    }

    [[nodiscard]] bool full() const { return std::ssize(regels_) >= aantal_; }

    /// The last messages of all that was taken, each once.
    std::vector<BerichtRegel> klaar() {
        std::ranges::sort(regels_, std::greater{}, &BerichtRegel::id);
        regels_.erase(std::ranges::unique(regels_, {}, &BerichtRegel::id).begin(), regels_.end());
        if (std::ssize(regels_) > aantal_) regels_.resize(static_cast<std::size_t>(aantal_));
        return std::move(regels_);
    }

private:
    Connection& db_;
    BerichtFilter const& filter_;
    Grenzen grenzen_;
    std::int64_t aantal_;
    std::optional<std::string> soort_;
    std::optional<std::string_view> uitkomst_;
    std::vector<BerichtRegel> regels_;
};

using Nummers = std::set<BerichtId, std::greater<>>;

template <class... Values>
model::Result<void> collect(Connection& db, std::string_view sql, Nummers& found, Values const&... values) {
    auto row = db.query(sql);
    auto more = row.first(values...);
    for (; more && *more; more = row.next()) found.insert(row.integer(0));
    if (!more) return std::unexpected(more.error());
    return {};
}

/// One query after the other: a connection takes no long compound.
template <std::size_t n, class Value>
model::Result<void> collect(Connection& db, std::array<std::string_view, n> const& all, Nummers& found, Value const& value) {
    for (auto const sql : all)
        if (auto done = collect(db, sql, found, value); !done) return done;
    return {};
}

/// Every message that names a client.
model::Result<void> van_client(Connection& db, std::string_view bsn, Nummers& found) {
    static constexpr std::array<std::string_view, 5> waar{
        "SELECT bericht FROM toewijzing_versie WHERE bsn = ?1", "SELECT bericht FROM aanlevering WHERE bsn = ?1",
        "SELECT bericht FROM genoemd_client WHERE bsn = ?1",
        "SELECT s.bericht FROM verzoek v CROSS JOIN verzoek_stap s ON (s.aanbieder, s.domein, s.referentie, s.gemeente) = "
        "(v.aanbieder, v.domein, v.referentie, v.gemeente) WHERE v.bsn = ?1",
        "SELECT p.bericht FROM (SELECT DISTINCT toewijzing % 1000000000 AS nummer FROM toewijzing_versie WHERE bsn = ?1) t "
        "CROSS JOIN prestatie p ON p.toewijzing = t.nummer WHERE p.bsn = ?1"};
    return collect(db, waar, found, db.sleutels().pseudoniem(bsn));
}

model::Result<void> met_toewijzing(Connection& db, std::int64_t nummer, Nummers& found) {
    static constexpr std::array<std::string_view, 4> waar{
        "SELECT bericht FROM toewijzing_versie WHERE toewijzing % 1000000000 = ?1",
        "SELECT bericht FROM genoemd WHERE toewijzing % 1000000000 = ?1", "SELECT bericht FROM aanlevering WHERE toewijzing = ?1",
        "SELECT bericht FROM prestatie WHERE toewijzing = ?1"};
    return collect(db, waar, found, nummer);
}

/// A ReferentieNummer is looked for at one aanbieder after the other, since that is how it is kept; a credit is found by the debet's.
model::Result<void> met_referentie(Connection& db, std::string_view nummer, Nummers& found) {
    // Not (aanbieder, domein) > (?1, ?2): SQLite then goes through all numbers of ?1.
    auto next = db.query("SELECT * FROM (SELECT aanbieder, domein FROM referentie WHERE aanbieder = ?1 AND domein > ?2 ORDER BY domein LIMIT 1) "
                         "UNION ALL SELECT * FROM (SELECT aanbieder, domein FROM referentie WHERE aanbieder > ?1 ORDER BY aanbieder, domein LIMIT 1)");
    std::string aanbieder;
    std::int64_t domein = 0;
    for (;;) {
        auto const more = next.first(aanbieder, domein);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        auto volgende = next.string(0);
        domein = next.integer(1);
        aanbieder = std::move(volgende);
        auto done = collect(db,
                            "SELECT q.bericht FROM referentie r CROSS JOIN prestatie p ON p.id = r.prestatie "
                            "CROSS JOIN prestatie q ON q.toewijzing = p.toewijzing WHERE (r.aanbieder, r.domein, r.nummer) = (?1, ?2, ?3) "
                            "AND (q.referentie = ?3 OR q.vorig_referentie = ?3)",
                            found, aanbieder, domein, nummer);
        if (!done) return done;
    }
    return collect(db, "SELECT bericht FROM verzoek_stap WHERE referentie = ?1", found, nummer);
}

/// Adds what answered the messages found: a retour, or the 325 of a 323.
model::Result<void> add_antwoorden(Connection& db, Nummers& found) {
    Nummers antwoorden;
    for (auto const id : found)
        if (auto done = collect(db,
                                "SELECT bericht FROM retour_ontvangen WHERE heen = ?1 "
                                "UNION ALL SELECT bericht FROM declaratie_antwoord WHERE declaratie = ?1",
                                antwoorden, id);
            !done)
            return done;
    found.merge(antwoorden);
    return {};
}

/// The messages that every key given names; nullopt: no key was given.
model::Result<std::optional<Nummers>> met_sleutels(Connection& db, BerichtFilter const& filter) {
    std::optional<Nummers> all;
    auto const narrow = [&](auto const& find) -> model::Result<void> {
        Nummers found;
        auto done = find(found);
        if (done) done = add_antwoorden(db, found);
        if (!done) return done;
        if (all) std::erase_if(*all, [&](BerichtId id) { return !found.contains(id); });
        else all = std::move(found);
        return {};
    };
    model::Result<void> done;
    if (!filter.bsn.empty()) done = narrow([&](Nummers& found) { return van_client(db, filter.bsn, found); });
    if (done && filter.toewijzingnummer) done = narrow([&](Nummers& found) { return met_toewijzing(db, *filter.toewijzingnummer, found); });
    if (done && !filter.declaratienummer.empty())
        done = narrow(
            [&](Nummers& found) { return collect(db, "SELECT bericht FROM declaratie WHERE nummer = ?1", found, filter.declaratienummer); });
    if (done && !filter.referentienummer.empty())
        done = narrow([&](Nummers& found) { return met_referentie(db, filter.referentienummer, found); });
    if (!done) return std::unexpected(done.error());
    return all;
}

/// The days that there are, the last one first, and the numbers of each: a few looks a day, however many messages it has.
constexpr std::string_view van_dagen =
    "WITH RECURSIVE dag (d) AS (SELECT max(vandaag) FROM bericht INDEXED BY bericht_dag WHERE vandaag <= ?2 UNION ALL "
    "SELECT (SELECT max(vandaag) FROM bericht INDEXED BY bericht_dag WHERE vandaag < d) FROM dag WHERE d > ?1) "
    "SELECT min((SELECT min(id) FROM bericht INDEXED BY bericht_dag WHERE vandaag = d)), "
    "max((SELECT max(id) FROM bericht INDEXED BY bericht_dag WHERE vandaag = d)) FROM dag WHERE d >= ?1";

/// So that what is older or younger than the days of a filter is not gone through.
model::Result<Grenzen> grenzen(Connection& db, BerichtFilter const& filter, BerichtId voor) {
    if (!filter.van && !filter.tot) return Grenzen{1, voor - 1};
    auto row = db.query(van_dagen);
    auto const found = row.first(filter.van.value_or(model::Date{std::numeric_limits<std::int32_t>::min()}),
                                 filter.tot.value_or(model::Date{std::numeric_limits<std::int32_t>::max()}));
    if (!found) return std::unexpected(found.error());
    return Grenzen{row.integer(0), std::min(voor - 1, row.integer(1))};
}

/// Goes through as few messages as the filter allows.
model::Result<void> neem(Bladzijde& bladzijde, BerichtFilter const& filter) {
    using enum model::Uitkomst;
    auto const per_uitkomst = [&](std::string const& sql, std::string_view wie) {
        model::Result<void> done;
        for (auto const uitkomst : {goedgekeurd, deels, afgekeurd, aangehouden}) {
            // A parked message that was decided on has its outcome in afdoening.
            if (filter.uitkomst && uitkomst != *filter.uitkomst && uitkomst != aangehouden) continue;
            if (done) done = bladzijde.neem(sql, wie, model::name(uitkomst));
        }
        return done;
    };
    auto const partij = [&](std::string_view wie) {
        auto done = per_uitkomst(op_afzender, wie);
        return done ? per_uitkomst(op_ontvanger, wie) : done;
    };
    if (!filter.identificatie.empty()) return bladzijde.neem(op_identificatie);
    if (!filter.regel.empty()) return bladzijde.neem(op_regel);
    if (!filter.retourcode.empty()) return bladzijde.neem(op_retourcode);
    if (!filter.aanbieder.empty()) return partij(filter.aanbieder);
    if (!filter.afzender.empty()) return per_uitkomst(op_afzender, filter.afzender);
    if (!filter.ontvanger.empty()) return per_uitkomst(op_ontvanger, filter.ontvanger);
    if (!filter.gemeente.empty()) return partij(filter.gemeente);
    if (filter.uitkomst) {
        auto done = bladzijde.neem(op_uitkomst);
        return done ? bladzijde.neem(op_afgedaan) : done;
    }
    return bladzijde.neem(filter.soort ? op_soort : alle);
}

} // namespace

model::Result<void> book_genoemde_clienten(Connection& db, BerichtId id, model::Message const& bericht,
                                           std::vector<std::vector<bool>> const& toegekend) {
    auto insert = db.query("INSERT OR IGNORE INTO genoemd_client (bsn, bericht) VALUES (?1, ?2)");
    if (toegekend.empty()) {
        for (auto const& client : pseudoniemen(db, bericht))
            if (auto done = insert.run(client, id); !done) return done;
        return {};
    }
    auto const& clienten = std::get<model::Bericht323>(bericht.inhoud).declaratie.clienten;
    for (std::size_t c = 0; c < clienten.size(); ++c) {
        if (std::ranges::find(toegekend[c], false) == toegekend[c].end()) continue;
        if (auto done = insert.run(db.sleutels().pseudoniem(clienten[c].bsn), id); !done) return done;
    }
    return {};
}

model::Result<std::vector<BerichtRegel>> read_berichten(Connection& db, BerichtFilter const& filter, BerichtId voor, std::int64_t aantal) {
    auto const gevonden = met_sleutels(db, filter);
    if (!gevonden) return std::unexpected(gevonden.error());
    auto const tussen = grenzen(db, filter, voor);
    if (!tussen) return std::unexpected(tussen.error());
    Bladzijde bladzijde(db, filter, *tussen, aantal);
    model::Result<void> done;
    if (*gevonden) {
        for (auto id = (*gevonden)->lower_bound(tussen->hoogste); done && id != (*gevonden)->end() && !bladzijde.full(); ++id)
            done = bladzijde.neem(een, *id);
    } else {
        done = neem(bladzijde, filter);
    }
    if (!done) return std::unexpected(done.error());
    return bladzijde.klaar();
}

model::Result<std::vector<Telling>> read_tellingen(Connection& db, TelVraag const& vraag) {
    // A gemeente has four digits; of a retour, whose header is that of what it answers, the two stand the other way round.
    auto row = db.query("SELECT CASE ?3 WHEN 'dag' THEN date(vandaag * 86400, 'unixepoch') WHEN 'berichtsoort' THEN soort "
                        "WHEN 'afzender' THEN afzender WHEN 'ontvanger' THEN ontvanger "
                        "WHEN 'gemeente' THEN CASE length(afzender) WHEN 4 THEN afzender ELSE ontvanger END "
                        "ELSE CASE length(afzender) WHEN 4 THEN ontvanger ELSE afzender END END AS sleutel, uitkomst, sum(aantal) "
                        "FROM bericht_telling WHERE vandaag BETWEEN ?1 AND ?2 AND aantal > 0 "
                        "AND (?4 IS NULL OR ?4 IN (afzender, ontvanger)) AND (?5 IS NULL OR ?5 IN (afzender, ontvanger)) "
                        "GROUP BY 1, 2 ORDER BY 1, 2");
    std::vector<Telling> all;
    auto more = row.first(vraag.van, vraag.tot, name(vraag.per), or_null(vraag.gemeente), or_null(vraag.aanbieder));
    for (; more && *more; more = row.next()) {
        auto const uitkomst = model::parse_uitkomst(row.text(1));
        if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
        all.push_back({row.string(0), *uitkomst, row.integer(2)});
    }
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<std::vector<WerkTelling>> read_werktellingen(Connection& db, std::string_view gemeente, std::string_view aanbieder,
                                                           model::Date vandaag) {
    auto row = db.query("SELECT w.soort, count(*), sum(ifnull(s.termijn, 2147483647) < ?3) FROM werk_stand s CROSS JOIN werk w ON w.id = s.werk "
                        "WHERE s.toestand = 'open' AND (?1 IS NULL OR w.gemeente = ?1) AND (?2 IS NULL OR w.aanbieder = ?2) "
                        "GROUP BY w.soort ORDER BY w.soort");
    std::vector<WerkTelling> all;
    auto more = row.first(or_null(gemeente), or_null(aanbieder), vandaag);
    for (; more && *more; more = row.next()) all.push_back({row.string(0), row.integer(1), row.integer(2)});
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<Gebeurd> read_gebeurd(Connection& db, std::optional<Gehoord> const& na, std::int64_t aantal) {
    Gebeurd out;
    auto nu = db.query("SELECT (SELECT coalesce(max(id), 0) FROM bericht), (SELECT coalesce(max(id), 0) FROM afdoening), "
                       "(SELECT coalesce(max(id), 0) FROM werk), (SELECT coalesce(max(id), 0) FROM werk_besluit), "
                       "(SELECT count(*) FROM uit WHERE toestand = 'wacht'), (SELECT count(*) FROM uit WHERE toestand = 'opgegeven')");
    if (auto const found = nu.first(); !found) return std::unexpected(found.error());
    out.uit_wacht = nu.integer(4);
    out.uit_opgegeven = nu.integer(5);
    if (!na) {
        out.tot = {nu.integer(0), nu.integer(1), nu.integer(2), nu.integer(3)};
        return out;
    }
    out.tot = *na;
    auto const besluiten = [&](std::string_view sql, std::int64_t& tot) -> model::Result<void> {
        auto row = db.query(sql);
        auto more = row.first(tot, aantal);
        for (; more && *more; more = row.next()) {
            tot = row.integer(0);
            out.besluiten.push_back({row.integer(1), row.string(2), row.string(3)});
        }
        if (!more) return std::unexpected(more.error());
        return {};
    };
    auto const werk = [&](std::string_view sql, std::int64_t& tot) -> model::Result<void> {
        auto row = db.query(sql);
        auto more = row.first(tot, aantal);
        for (; more && *more; more = row.next()) {
            tot = row.integer(0);
            out.werk.push_back(row.integer(1));
        }
        if (!more) return std::unexpected(more.error());
        return {};
    };
    auto done = besluiten("SELECT id, id, coalesce(soort, ''), uitkomst FROM bericht WHERE id > ?1 ORDER BY id LIMIT ?2", out.tot.bericht);
    if (done)
        done = besluiten("SELECT a.id, a.bericht, coalesce(b.soort, ''), a.uitkomst FROM afdoening a CROSS JOIN bericht b ON b.id = a.bericht "
                         "WHERE a.id > ?1 ORDER BY a.id LIMIT ?2",
                         out.tot.afdoening);
    if (done) done = werk("SELECT id, id FROM werk WHERE id > ?1 ORDER BY id LIMIT ?2", out.tot.werk);
    if (done) done = werk("SELECT id, werk FROM werk_besluit WHERE id > ?1 ORDER BY id LIMIT ?2", out.tot.werk_besluit);
    if (!done) return std::unexpected(done.error());
    return out;
}

} // namespace store::sqlite
