#include "store/sqlite/verzoek.hpp"

#include "store/sqlite/retour.hpp"
#include "store/sqlite/werk.hpp"
#include "store/verzoek.hpp"

#include <algorithm>

namespace store::sqlite {
namespace {

/// What a message does to verzoeken. Views into the message.
struct Named {
    std::vector<std::string_view> referenties; ///< distinct
    std::optional<std::string_view> bsn;
    std::optional<model::Code> antwoord;
    StapSoort stap = StapSoort::honorering;
};

Named named(model::Message const& bericht) {
    Named names;
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud)) {
        names.bsn = toewijzing->client.bsn;
        for (auto const& product : toewijzing->client.toegewezen_producten)
            if (product.referentie_aanbieder) names.referenties.emplace_back(*product.referentie_aanbieder);
    } else if (auto const* verzoek = std::get_if<model::Bericht315>(&bericht.inhoud)) {
        names.bsn = verzoek->client.bsn;
        names.stap = StapSoort::toewijzing;
        for (auto const& product : verzoek->client.aangevraagde_producten) names.referenties.emplace_back(product.referentie_aanbieder);
    } else if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht.inhoud)) {
        names.bsn = wijziging->client.bsn;
        names.stap = StapSoort::wijziging;
        names.referenties.emplace_back(wijziging->client.verzoek.referentie_aanbieder);
    } else if (auto const* antwoord = std::get_if<model::Bericht319>(&bericht.inhoud)) {
        names.antwoord = antwoord->antwoord.verzoek_antwoord;
        names.stap = StapSoort::antwoord;
        names.referenties.emplace_back(antwoord->antwoord.referentie_aanbieder);
    }
    std::ranges::sort(names.referenties);
    names.referenties.erase(std::ranges::unique(names.referenties).begin(), names.referenties.end());
    return names;
}

/// @pre the query gives referentie, bsn, wijziging, toestand, antwoord first
model::Result<void> take_verzoek(Query const& row, Herkenning const& herkenning, model::Facts& facts) {
    auto const toestand = parse_toestand(row.text(3));
    if (!toestand) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een verzoek heeft een onbekende toestand"});
    auto& verzoek = facts.verzoeken[row.string(0)];
    verzoek = {*toestand, row.integer(2) != 0, herkenning.bsn(row.text(1)), std::nullopt};
    if (!row.null(4)) verzoek.laatste_antwoord = row.code(4);
    return {};
}

/// What its steps say, those of messages that a receiver rejected left out.
model::Result<std::optional<model::VerzoekFact>> from_history(Connection& db, VerzoekSleutel const& sleutel) {
    std::optional<model::VerzoekFact> verzoek;
    auto stap = db.query("SELECT soort, bsn, antwoord FROM verzoek_stap s "
                         "WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3 AND gemeente = ?4 "
                         "AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = s.bericht AND r.afgekeurd = 1) ORDER BY id");
    auto more = stap.first(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente);
    for (; more && *more; more = stap.next()) {
        auto const soort = parse_stap(stap.text(0));
        if (!soort) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een verzoek heeft een onbekende stap"});
        verzoek = na_stap(std::move(verzoek), *soort, stap.text(1), stap.code(2));
    }
    if (!more) return std::unexpected(more.error());
    return verzoek;
}

model::Result<void> herleid(Connection& db, VerzoekSleutel const& sleutel) {
    auto const verzoek = from_history(db, sleutel);
    if (!verzoek) return std::unexpected(verzoek.error());
    if (!*verzoek) {
        auto gone = db.query("DELETE FROM verzoek WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3 AND gemeente = ?4");
        auto done = gone.run(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente);
        return done ? follow_verzoek(db, sleutel, *verzoek) : done;
    }
    auto const& nu = **verzoek;
    auto set = db.query("INSERT INTO verzoek (aanbieder, domein, referentie, gemeente, bsn, wijziging, toestand, antwoord) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (aanbieder, domein, referentie, gemeente) DO UPDATE SET "
                        "bsn = excluded.bsn, wijziging = excluded.wijziging, toestand = excluded.toestand, antwoord = excluded.antwoord");
    auto done = set.run(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente, nu.bsn,
                        static_cast<std::int64_t>(nu.wijziging), name(nu.toestand), nu.laatste_antwoord);
    return done ? follow_verzoek(db, sleutel, *verzoek) : done;
}

} // namespace

model::Result<void> load_verzoeken(Connection& db, Herkenning const& herkenning, model::Message const& bericht, model::Facts& facts) {
    auto const names = named(bericht);
    if (names.referenties.empty()) return {};
    auto const domein = number(bericht.soort.domein);
    auto const& gemeente = model::gemeente(bericht);
    auto const& aanbieder = model::aanbieder(bericht);
    bool const begint = names.stap == StapSoort::toewijzing || names.stap == StapSoort::wijziging;

    auto used = db.query("SELECT referentie, bsn, wijziging, toestand, antwoord, gemeente FROM verzoek "
                         "WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3");
    for (auto const referentie : names.referenties) {
        auto more = used.first(aanbieder, domein, referentie);
        for (; more && *more; more = used.next()) {
            if (begint) facts.verzoek_referenties.emplace(referentie);
            if (used.text(5) != gemeente) continue;
            if (auto done = take_verzoek(used, herkenning, facts); !done) return done;
        }
        if (!more) return std::unexpected(more.error());
    }
    if (!names.bsn) return {};
    // Left to itself SQLite would go through all verzoeken of the aanbieder.
    auto row = db.query("SELECT referentie, bsn, wijziging, toestand, antwoord FROM verzoek INDEXED BY verzoek_client "
                        "WHERE bsn = ?1 AND aanbieder = ?2 AND domein = ?3 AND gemeente = ?4");
    auto const client = db.sleutels().pseudoniem(*names.bsn);
    auto more = row.first(client, aanbieder, domein, gemeente);
    for (; more && *more; more = row.next())
        if (auto done = take_verzoek(row, herkenning, facts); !done) return done;
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> book_verzoeken(Connection& db, BerichtId id, model::Message const& bericht) {
    auto const names = named(bericht);
    if (names.referenties.empty()) return {};
    auto const& gemeente = model::gemeente(bericht);
    auto const& aanbieder = model::aanbieder(bericht);
    auto const domein = number(bericht.soort.domein);
    bool const begint = names.stap == StapSoort::toewijzing || names.stap == StapSoort::wijziging;
    auto insert = db.query("INSERT INTO verzoek_stap (bericht, gemeente, domein, aanbieder, referentie, soort, bsn, antwoord, dagtekening) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    model::Date const dagtekening = model::header(bericht).bericht_identificatie.dagtekening;
    for (auto const referentie : names.referenties) {
        auto const client = begint && names.bsn ? std::optional(db.sleutels().pseudoniem(*names.bsn)) : std::nullopt;
        auto done = insert.run(id, gemeente, domein, aanbieder, referentie, name(names.stap), client, names.antwoord, dagtekening);
        if (done) done = herleid(db, {gemeente, domein, aanbieder, std::string(referentie)});
        if (!done) return done;
    }
    return {};
}

model::Result<void> herleid_verzoeken(Connection& db, BerichtId bericht) {
    std::vector<VerzoekSleutel> sleutels;
    {
        auto row = db.query("SELECT gemeente, domein, aanbieder, referentie FROM verzoek_stap WHERE bericht = ?1");
        auto more = row.first(bericht);
        for (; more && *more; more = row.next()) sleutels.push_back({row.string(0), row.integer(1), row.string(2), row.string(3)});
        if (!more) return std::unexpected(more.error());
    }
    for (auto const& sleutel : sleutels)
        if (auto done = herleid(db, sleutel); !done) return done;
    return {};
}

model::Result<bool> honoreer_verzoek(Connection& db, Werk const& werk, BerichtId toewijzing) {
    auto const domein = number(werk.berichtsoort.domein);
    auto const rijen = toewijzingen_of(db, toewijzing);
    if (!rijen) return std::unexpected(rijen.error());
    bool fits = false;
    {
        auto row = db.query("SELECT 1 FROM toewijzing_versie t JOIN verzoek v ON v.aanbieder = t.aanbieder AND v.bsn = t.bsn "
                            "WHERE t.toewijzing = ?1 AND t.bericht = ?2 AND t.toewijzing / 1000000000 = CAST(?3 AS INTEGER) * 10 + ?4 "
                            "AND v.aanbieder = ?5 AND v.domein = ?4 AND v.referentie = ?6 AND v.gemeente = ?3 "
                            "AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = ?2 AND r.afgekeurd = 1)");
        for (auto const rij : *rijen) {
            auto const found = row.first(rij, toewijzing, werk.gemeente, domein, werk.aanbieder, werk.sleutel);
            if (!found) return std::unexpected(found.error());
            fits = fits || *found;
        }
    }
    if (!fits) return false;
    auto insert = db.query("INSERT INTO verzoek_stap (bericht, gemeente, domein, aanbieder, referentie, soort) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    auto done = insert.run(toewijzing, werk.gemeente, domein, werk.aanbieder, werk.sleutel, name(StapSoort::honorering));
    if (done) done = herleid(db, {werk.gemeente, domein, werk.aanbieder, werk.sleutel});
    if (!done) return std::unexpected(done.error());
    return true;
}

} // namespace store::sqlite
