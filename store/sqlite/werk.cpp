#include "store/sqlite/werk.hpp"

#include "store/sqlite/rows.hpp"
#include "store/verzoek.hpp"

#include <limits>

namespace store::sqlite {
namespace {

/// Where work without a deadline stands in the order: behind all that has one. The migration's index says the same number.
constexpr std::int64_t no_termijn = std::numeric_limits<std::int32_t>::max();

std::optional<model::Date> date_or_none(Query const& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.date(column));
}

/// @pre the query gives the columns of the selects below
model::Result<Werk> werk_at(Query const& row) {
    Werk werk;
    werk.id = row.integer(0);
    auto const soort = parse_werk_soort(row.text(1));
    auto const berichtsoort = model::parse_soort(row.text(3));
    if (!soort || !berichtsoort)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een stuk van de werkvoorraad heeft een onbekende soort"});
    werk.soort = *soort;
    werk.bericht = row.integer(2);
    werk.berichtsoort = *berichtsoort;
    werk.gemeente = row.text(4);
    werk.aanbieder = row.text(5);
    werk.sleutel = row.text(6);
    werk.regel = row.text(7);
    werk.aantal = row.integer(8);
    werk.sinds = row.date(9);
    werk.voorstel_antwoord = row.code(10);
    werk.voorstel_reden = row.code(11);
    werk.open = row.text(12) == "open";
    werk.stand = row.text(13);
    werk.termijn = date_or_none(row, 14);
    return werk;
}

model::Result<void> add_besluiten(Connection& db, Werk& werk) {
    auto row = db.query("SELECT moment_ms, vandaag, besluit, door, '', plaats, code, grond, gevolg, toelichting, toelichting_dicht, "
                        "(SELECT b.sleutel FROM werk w JOIN bericht b ON b.id = w.bericht WHERE w.id = ?1), audit_index FROM werk_besluit "
                        "WHERE werk = ?1 ORDER BY id");
    auto more = row.first(werk.id);
    for (; more && *more; more = row.next()) {
        WerkBesluit besluit{row.integer(0), row.date(1),   row.string(2), row.string(3), row.string(4),
                            row.string(5),  row.string(6), row.string(7), std::nullopt};
        if (!row.null(8)) besluit.gevolg = row.integer(8);
        auto toelichting = toelichting_at(db, row, 9);
        if (!toelichting) return std::unexpected(toelichting.error());
        besluit.toelichting = std::move(*toelichting);
        werk.besluiten.push_back(std::move(besluit));
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

/// The deadline that goes with where a verzoek stands; nullopt: it has none, or none any more.
model::Result<std::optional<model::Date>> termijn(Connection& db, WerkId id, model::VerzoekToestand toestand) {
    bool const onderzoek = toestand == model::VerzoekToestand::in_onderzoek;
    bool woonplaats = false;
    if (onderzoek) {
        auto last = db.query("SELECT grond = 'woonplaatsbeginsel' FROM werk_besluit b WHERE werk = ?1 AND besluit = 'in_onderzoek' "
                             "AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = b.gevolg AND r.afgekeurd = 1) "
                             "ORDER BY id DESC LIMIT 1");
        auto const found = last.first(id);
        if (!found) return std::unexpected(found.error());
        woonplaats = *found && last.integer(0) != 0;
    }
    auto row = db.query("SELECT termijn, termijn_onderzoek, termijn_woonplaats FROM werk WHERE id = ?1");
    if (auto const found = row.first(id); !found) return std::unexpected(found.error());
    return date_or_none(row, woonplaats ? 2 : onderzoek ? 1 : 0);
}

model::Result<void> set_stand(Connection& db, WerkId id, bool open, std::string_view stand, std::optional<model::Date> termijn) {
    auto set = db.query("INSERT INTO werk_stand (werk, toestand, stand, termijn) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (werk) DO UPDATE "
                        "SET toestand = excluded.toestand, stand = excluded.stand, termijn = excluded.termijn");
    return set.run(id, std::string_view(open ? "open" : "afgedaan"), stand, termijn);
}

} // namespace

model::Result<void> add_werk(Connection& db, BerichtId id, model::Message const& bericht, model::Date sinds,
                             std::span<NieuwWerk const> items) {
    auto const soort = model::to_string(bericht.soort);
    auto const& gemeente = model::gemeente(bericht);
    auto const& aanbieder = model::aanbieder(bericht);
    auto const domein = number(bericht.soort.domein);
    for (auto const& item : items) {
        auto insert = db.query("INSERT INTO werk (soort, bericht, berichtsoort, gemeente, domein, aanbieder, sleutel, regel, aantal, "
                               "sinds, termijn, termijn_onderzoek, termijn_woonplaats, voorstel_antwoord, voorstel_reden) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
        auto done = insert.run(name(item.soort), id, soort, gemeente, domein, aanbieder, item.sleutel, item.regel, item.aantal, sinds,
                               item.termijn, item.termijn_onderzoek, item.termijn_woonplaats, or_null(item.voorstel_antwoord.view()),
                               or_null(item.voorstel_reden.view()));
        if (done) done = set_stand(db, db.last_id(), true, "open", item.termijn);
        if (!done) return done;
    }
    return {};
}

model::Result<void> add_besluit(Connection& db, Werk const& werk, WerkBesluit const& besluit, bool klaar, std::int64_t audit_index,
                                SleutelId sleutel) {
    auto const text = std::as_bytes(std::span(besluit.toelichting));
    auto const toelichting = db.sleutels().dicht(sleutel, Plaats::toelichting, audit_index, text);
    if (!toelichting) return std::unexpected(toelichting.error());
    auto insert = db.query("INSERT INTO werk_besluit (werk, moment_ms, vandaag, besluit, door, toelichting, plaats, code, grond, gevolg, "
                           "audit_index, toelichting_dicht) VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7, ?8, ?9, ?10, ?11)");
    auto done = insert.run(werk.id, besluit.moment_ms, besluit.vandaag, besluit.besluit, besluit.door,
                           besluit.plaats, besluit.code, besluit.grond, besluit.gevolg, audit_index, *toelichting);
    if (!done || !klaar) return done;
    return set_stand(db, werk.id, false, besluit.besluit, werk.termijn);
}

model::Result<std::string> toelichting_at(Connection& db, Query const& row, int column) {
    if (row.null(column + 1)) return row.string(column);
    auto const open = db.sleutels().open(row.integer(column + 2), Plaats::toelichting, row.integer(column + 3), row.blob(column + 1));
    if (!open) return std::unexpected(open.error());
    return std::string(reinterpret_cast<char const*>(open->data()), open->size());
}

model::Result<void> follow_verzoek(Connection& db, VerzoekSleutel const& sleutel, std::optional<model::VerzoekFact> const& verzoek) {
    WerkId id = 0;
    std::optional<model::Date> last;
    {
        auto row = db.query("SELECT w.id, s.termijn FROM werk w JOIN werk_stand s ON s.werk = w.id WHERE w.soort = 'verzoek' AND "
                            "w.aanbieder = ?1 AND w.domein = ?2 AND w.sleutel = ?3 AND w.gemeente = ?4 ORDER BY w.id DESC LIMIT 1");
        auto const found = row.first(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente);
        if (!found) return std::unexpected(found.error());
        if (!*found) return {};
        id = row.integer(0);
        last = date_or_none(row, 1);
    }
    if (!verzoek) return set_stand(db, id, false, "vervallen", last);
    if (!verzoek->hangend()) return set_stand(db, id, false, name(verzoek->toestand), last);
    auto const until = termijn(db, id, verzoek->toestand);
    if (!until) return std::unexpected(until.error());
    return set_stand(db, id, true, name(verzoek->toestand), *until);
}

model::Result<std::optional<Werk>> read_werk(Connection& db, WerkId id) {
    auto row = db.query("SELECT w.id, w.soort, w.bericht, w.berichtsoort, w.gemeente, w.aanbieder, w.sleutel, w.regel, w.aantal, w.sinds, "
                        "w.voorstel_antwoord, w.voorstel_reden, s.toestand, s.stand, s.termijn "
                        "FROM werk w JOIN werk_stand s ON s.werk = w.id WHERE w.id = ?1");
    auto const found = row.first(id);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto werk = werk_at(row);
    if (!werk) return std::unexpected(werk.error());
    if (auto done = add_besluiten(db, *werk); !done) return std::unexpected(done.error());
    return std::move(*werk);
}

model::Result<std::vector<Werk>> read_werkvoorraad(Connection& db, WerkFilter const& filter, std::optional<WerkCursor> const& na,
                                                   std::int64_t aantal) {
    auto const soort = filter.soort ? std::optional(name(*filter.soort)) : std::nullopt;
    auto const toestand = filter.open ? std::optional<std::string_view>(*filter.open ? "open" : "afgedaan") : std::nullopt;
    auto const after = na ? (na->termijn ? std::int64_t{na->termijn->days} : no_termijn) : std::numeric_limits<std::int64_t>::min();
    std::vector<Werk> page;
    {
        // Two texts, for each has an index that gives its order.
        auto row = toestand ? db.query("SELECT w.id, w.soort, w.bericht, w.berichtsoort, w.gemeente, w.aanbieder, w.sleutel, w.regel, "
                                       "w.aantal, w.sinds, w.voorstel_antwoord, w.voorstel_reden, s.toestand, s.stand, s.termijn "
                                       "FROM werk_stand s CROSS JOIN werk w ON w.id = s.werk "
                                       "WHERE (ifnull(s.termijn, 2147483647), s.werk) > (?1, ?2) AND (?3 IS NULL OR w.soort = ?3) "
                                       "AND (?4 IS NULL OR w.gemeente = ?4) AND (?5 IS NULL OR w.aanbieder = ?5) AND s.toestand = ?7 "
                                       "ORDER BY ifnull(s.termijn, 2147483647), s.werk LIMIT ?6")
                            : db.query("SELECT w.id, w.soort, w.bericht, w.berichtsoort, w.gemeente, w.aanbieder, w.sleutel, w.regel, "
                                       "w.aantal, w.sinds, w.voorstel_antwoord, w.voorstel_reden, s.toestand, s.stand, s.termijn "
                                       "FROM werk_stand s CROSS JOIN werk w ON w.id = s.werk "
                                       "WHERE (ifnull(s.termijn, 2147483647), s.werk) > (?1, ?2) AND (?3 IS NULL OR w.soort = ?3) "
                                       "AND (?4 IS NULL OR w.gemeente = ?4) AND (?5 IS NULL OR w.aanbieder = ?5) AND ?7 IS NULL "
                                       "ORDER BY ifnull(s.termijn, 2147483647), s.werk LIMIT ?6");
        auto more = row.first(after, na ? na->id : 0, soort, or_null(filter.gemeente), or_null(filter.aanbieder), aantal, toestand);
        for (; more && *more; more = row.next()) {
            auto werk = werk_at(row);
            if (!werk) return std::unexpected(werk.error());
            page.push_back(std::move(*werk));
        }
        if (!more) return std::unexpected(more.error());
    }
    for (auto& werk : page)
        if (auto done = add_besluiten(db, werk); !done) return std::unexpected(done.error());
    return page;
}

} // namespace store::sqlite
