#include "store/sqlite/grootboek.hpp"

#include "store/sqlite/boeking.hpp"
#include "store/sqlite/registratie.hpp"
#include "store/verbintenissen.hpp"

#include <algorithm>
#include <tuple>

namespace store::sqlite {
namespace {

using Rekeningen = std::vector<std::pair<model::Rekening, model::Stand>>;

/// Toewijzingen released with one message at most: no message waits for a day's worth of them.
constexpr std::int64_t verlopen_at_once = 200;

model::Domein domein_at(Query const& row, int column) { return row.integer(column) == 1 ? model::Domein::jw : model::Domein::wmo; }

/// @pre the query gives gevraagd, vastgelegd, toegekend, beslag, toewijzingen from column `first`
model::Stand stand_at(Query const& row, int first) {
    return {{row.integer(first)}, {row.integer(first + 1)}, {row.integer(first + 2)}, {row.integer(first + 3)}, row.integer(first + 4)};
}

model::Result<void> load_van_aanbieder(Connection& db, std::string const& aanbieder, model::ContractVraag const& vraag, Rekeningen& uit) {
    auto row = db.query("SELECT jaar, gemeente, categorie, code, gevraagd, vastgelegd, toegekend, beslag, toewijzingen FROM rekening "
                        "WHERE aanbieder = ?1 AND domein = ?2 AND jaar >= ?3 AND jaar <= ?4");
    auto more = row.first(aanbieder, number(vraag.domein), std::int64_t{vraag.jaar_van}, std::int64_t{vraag.jaar_tot});
    for (; more && *more; more = row.next())
        uit.emplace_back(
            model::Rekening{aanbieder, row.string(1), vraag.domein, row.code(2), row.string(3), static_cast<std::int32_t>(row.integer(0))},
            stand_at(row, 4));
    if (!more) return std::unexpected(more.error());
    return {};
}

model::Result<void> load_van_gemeente(Connection& db, std::string const& gemeente, model::ContractVraag const& vraag, Rekeningen& uit) {
    auto row = db.query("SELECT jaar, categorie, code, gevraagd, vastgelegd, toegekend, beslag, toewijzingen FROM rekening_gemeente "
                        "WHERE gemeente = ?1 AND domein = ?2 AND jaar >= ?3 AND jaar <= ?4");
    auto more = row.first(gemeente, number(vraag.domein), std::int64_t{vraag.jaar_van}, std::int64_t{vraag.jaar_tot});
    for (; more && *more; more = row.next())
        uit.emplace_back(model::Rekening{"", gemeente, vraag.domein, row.code(1), row.string(2), static_cast<std::int32_t>(row.integer(0))},
                         stand_at(row, 3));
    if (!more) return std::unexpected(more.error());
    return {};
}

/// @pre the query gives domein, code, gemeente, aanbieder, nummer, categorie, van, tot, gestopt, vervalt first
model::Inzet inzet_at(Query const& row) {
    model::Inzet inzet{.nummer = row.integer(4),
                       .gemeente = row.string(2),
                       .domein = domein_at(row, 0),
                       .aanbieder = row.string(3),
                       .categorie = row.code(5),
                       .code = row.string(1),
                       .van = row.date(6)};
    if (!row.null(7)) inzet.tot = row.date(7);
    if (!row.null(8)) inzet.gestopt = row.date(8);
    if (!row.null(9)) inzet.vervalt = row.date(9);
    return inzet;
}

std::string_view client_of(model::Message const& bericht) {
    return std::visit(
        []<class T>(T const& inhoud) -> std::string_view {
            if constexpr (requires { std::string_view(inhoud.client.bsn); }) return inhoud.client.bsn;
            else return {};
        },
        bericht.inhoud);
}

model::Result<void> load_inzet(Connection& db, model::Message const& bericht, model::ContractVraag const& vraag,
                               std::vector<model::Inzet>& uit) {
    std::optional<Pseudoniem> client;
    if (auto const bsn = client_of(bericht); !bsn.empty()) client = db.sleutels().pseudoniem(bsn);
    if (vraag.client && client) {
        auto row = db.query("SELECT domein, code, gemeente, aanbieder, nummer, categorie, van, tot, gestopt, vervalt FROM inzet "
                            "INDEXED BY inzet_client WHERE bsn = ?1 AND domein = ?2 AND gemeente = ?3");
        auto more = row.first(*client, number(vraag.domein), model::gemeente(bericht));
        for (; more && *more; more = row.next()) uit.emplace_back(inzet_at(row)).zelfde_client = true;
        if (!more) return std::unexpected(more.error());
    }
    auto row = db.query("SELECT domein, code, gemeente, aanbieder, nummer, categorie, van, tot, gestopt, vervalt, bsn FROM inzet "
                        "WHERE domein = ?1 AND code = ?2");
    for (auto const& code : vraag.producten) {
        auto more = row.first(number(vraag.domein), code);
        for (; more && *more; more = row.next()) uit.emplace_back(inzet_at(row)).zelfde_client = client && row.text(10) == client->view();
        if (!more) return std::unexpected(more.error());
    }
    auto const key = [](model::Inzet const& i) { return std::tuple(i.nummer, std::string_view(i.gemeente)); };
    std::ranges::sort(uit, {}, key);
    uit.erase(std::ranges::unique(uit, {}, key).begin(), uit.end());
    return {};
}

model::Result<void> load_verlopen(Connection& db, model::Message const& bericht, model::Date voor, std::vector<model::Verlopen>& uit) {
    auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
    if (!base) return std::unexpected(base.error());
    auto row = db.query("SELECT i.domein, i.code, i.gemeente, i.aanbieder, i.nummer, i.categorie, i.van, i.tot, i.gestopt, i.vervalt, "
                        "t.verbintenissen FROM inzet i INDEXED BY inzet_vervalt JOIN toewijzing t ON t.id = ?4 + i.nummer "
                        "WHERE i.gemeente = ?1 AND i.domein = ?2 AND i.vervalt < ?3 ORDER BY i.vervalt, i.nummer LIMIT ?5");
    auto more = row.first(model::gemeente(bericht), number(bericht.soort.domein), voor, *base, verlopen_at_once);
    for (; more && *more; more = row.next()) {
        auto verbintenissen = decode_verbintenissen(row.blob(10));
        if (!verbintenissen) return std::unexpected(verbintenissen_unreadable());
        uit.push_back({inzet_at(row), std::move(*verbintenissen)});
    }
    if (!more) return std::unexpected(more.error());
    return {};
}

std::vector<std::string> answered_by(model::Message const& bericht) {
    std::vector<std::string> referenties;
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud)) {
        for (auto const& product : toewijzing->client.toegewezen_producten)
            if (product.referentie_aanbieder) referenties.push_back(*product.referentie_aanbieder);
    } else if (auto const* antwoord = std::get_if<model::Bericht319>(&bericht.inhoud)) {
        referenties.push_back(antwoord->antwoord.referentie_aanbieder);
    }
    std::ranges::sort(referenties);
    referenties.erase(std::ranges::unique(referenties).begin(), referenties.end());
    return referenties;
}

model::Result<void> load_open_verzoeken(Connection& db, model::Message const& bericht, std::vector<model::Boeking>& uit) {
    for (auto const& referentie : answered_by(bericht)) {
        auto open = read_gevraagd(db, {model::gemeente(bericht), number(bericht.soort.domein), model::aanbieder(bericht), referentie});
        if (!open) return std::unexpected(open.error());
        for (auto& [rekening, bedragen] : *open)
            if (bedragen.nu.cents != 0) uit.push_back({.rekening = rekening, .referentie = referentie, .gevraagd = bedragen.nu});
    }
    return {};
}

model::Result<void> set_inzet(Connection& db, BerichtId id, std::int64_t base, bool verval, model::Inzet const& inzet,
                              model::Grootboek const& grootboek) {
    auto const toewijzing = base + inzet.nummer;
    Stap stap{.toewijzing = toewijzing, .client = {}, .inzet = inzet, .verbintenissen = {}};
    for (auto const& [nummer, verbintenissen] : grootboek.verbintenissen)
        if (nummer == inzet.nummer) stap.verbintenissen = verbintenissen;
    {
        auto client = db.query("SELECT bsn FROM toewijzing WHERE id = ?1");
        auto const found = client.first(toewijzing);
        if (!found) return std::unexpected(found.error());
        if (!*found) return std::unexpected(model::Error{model::ErrorCode::internal, "inzet op een toewijzing die er niet is"});
        stap.client = client.text(0);
    }
    auto const before = last_stap(db, toewijzing, std::nullopt);
    if (!before) return std::unexpected(before.error());
    auto add = db.query("INSERT INTO inzet_stap (bericht, toewijzing, verval, bsn, aanbieder, categorie, code, van, tot, gestopt, vervalt, "
                        "verbintenissen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    if (auto done = add.run(id, toewijzing, static_cast<std::int64_t>(verval), stap.client, inzet.aanbieder, inzet.categorie, inzet.code,
                            inzet.van, inzet.tot, inzet.gestopt, inzet.vervalt, encode(stap.verbintenissen));
        !done)
        return done;
    if (*before)
        if (auto done = delete_inzet(db, (*before)->inzet); !done) return done;
    return put_inzet(db, stap);
}

} // namespace

model::Result<model::ContractFeiten> load_contract_feiten(Connection& db, model::Message const& bericht,
                                                          model::ContractVraag const& vraag) {
    model::ContractFeiten feiten;
    model::Result<void> done;
    for (auto const& aanbieder : vraag.aanbieders)
        if (done = load_van_aanbieder(db, aanbieder, vraag, feiten.rekeningen); !done) return std::unexpected(done.error());
    for (auto const& gemeente : vraag.gemeenten)
        if (done = load_van_gemeente(db, gemeente, vraag, feiten.gemeenten); !done) return std::unexpected(done.error());
    auto const key = [](auto const& r) -> model::Rekening const& { return r.first; };
    std::ranges::sort(feiten.rekeningen, {}, key);
    std::ranges::sort(feiten.gemeenten, {}, key);
    done = load_inzet(db, bericht, vraag, feiten.inzet);
    if (done) done = load_registraties(db, bericht, vraag.toewijzingen, feiten.registraties);
    if (done) done = load_open_verzoeken(db, bericht, feiten.open_verzoeken);
    if (done && vraag.verlopen_voor) done = load_verlopen(db, bericht, *vraag.verlopen_voor, feiten.verlopen);
    if (!done) return std::unexpected(done.error());
    return feiten;
}

model::Result<void> book_grootboek(Connection& db, Toewijzingen& toewijzingen, BerichtId id, model::Message const& bericht,
                                   model::Grootboek const& grootboek) {
    if (grootboek.leeg()) return {};
    if (auto done = add_boekingen(db, id, grootboek.boekingen); !done) return done;
    auto const base = toewijzing_base(model::gemeente(bericht), bericht.soort.domein);
    if (!base) return std::unexpected(base.error());
    auto set = db.query("UPDATE toewijzing SET verbintenissen = ?2 WHERE id = ?1");
    for (auto const& [nummer, verbintenissen] : grootboek.verbintenissen) {
        // Those of a 323 went with the debets, but for what the day released.
        if (bericht.soort.nummer == 323 && std::ranges::find(grootboek.verlopen, nummer) == grootboek.verlopen.end()) continue;
        auto done = toewijzingen.laat_los(*base + nummer);
        if (done) done = set.run(*base + nummer, encode(verbintenissen));
        if (!done) return done;
    }
    for (auto const& inzet : grootboek.inzet) {
        bool const verval = std::ranges::find(grootboek.verlopen, inzet.nummer) != grootboek.verlopen.end();
        if (auto done = set_inzet(db, id, *base, verval, inzet, grootboek); !done) return done;
    }
    return {};
}

model::Result<Rekeningen> read_rekeningen(Connection& db, RekeningFilter const& filter) {
    Rekeningen all;
    auto const domein = filter.domein ? std::optional(number(*filter.domein)) : std::nullopt;
    auto const jaar = filter.jaar ? std::optional(std::int64_t{*filter.jaar}) : std::nullopt;
    auto row = db.query("SELECT aanbieder, gemeente, domein, categorie, code, jaar, gevraagd, vastgelegd, toegekend, beslag, toewijzingen "
                        "FROM rekening WHERE aanbieder = ifnull(?1, aanbieder) AND gemeente = ifnull(?2, gemeente) "
                        "AND domein = ifnull(?3, domein) AND jaar = ifnull(?4, jaar) "
                        "ORDER BY aanbieder, gemeente, domein, categorie, code, jaar");
    auto more = row.first(filter.aanbieder, filter.gemeente, domein, jaar);
    for (; more && *more; more = row.next())
        all.emplace_back(model::Rekening{row.string(0), row.string(1), domein_at(row, 2), row.code(3), row.string(4),
                                         static_cast<std::int32_t>(row.integer(5))},
                         stand_at(row, 6));
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<std::vector<Boekingregel>> read_boekingen(Connection& db, RekeningFilter const& filter, std::int64_t na,
                                                        std::int64_t aantal) {
    std::vector<Boekingregel> all;
    auto const domein = filter.domein ? std::optional(number(*filter.domein)) : std::nullopt;
    auto const jaar = filter.jaar ? std::optional(std::int64_t{*filter.jaar}) : std::nullopt;
    // The lines of one aanbieder lie together; without one every line is looked at, in order.
    auto row =
        filter.aanbieder && jaar
            ? db.query("SELECT k.id, k.bericht, b.soort, b.moment_ms, k.soort, k.aanbieder, k.gemeente, k.domein, k.categorie, k.code, "
                       "k.jaar, k.toewijzing, k.referentie, k.vastgelegd, k.toegekend, k.gevraagd, k.beslag, k.toewijzingen "
                       "FROM boeking k INDEXED BY boeking_aanbieder CROSS JOIN bericht b ON b.id = k.bericht "
                       "WHERE k.aanbieder = ?1 AND k.jaar = ?4 AND k.id > ?5 AND k.gemeente = ifnull(?2, k.gemeente) "
                       "AND k.domein = ifnull(?3, k.domein) ORDER BY k.id LIMIT ?6")
            : db.query("SELECT k.id, k.bericht, b.soort, b.moment_ms, k.soort, k.aanbieder, k.gemeente, k.domein, k.categorie, k.code, "
                       "k.jaar, k.toewijzing, k.referentie, k.vastgelegd, k.toegekend, k.gevraagd, k.beslag, k.toewijzingen "
                       "FROM boeking k CROSS JOIN bericht b ON b.id = k.bericht WHERE k.id > ?5 "
                       "AND k.aanbieder = ifnull(?1, k.aanbieder) AND k.gemeente = ifnull(?2, k.gemeente) "
                       "AND k.domein = ifnull(?3, k.domein) AND k.jaar = ifnull(?4, k.jaar) ORDER BY k.id LIMIT ?6");
    auto more = row.first(filter.aanbieder, filter.gemeente, domein, jaar, na, aantal);
    for (; more && *more; more = row.next()) {
        auto const soort = model::parse_boeksoort(row.text(4));
        if (!soort) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een boeking heeft een onbekende soort"});
        all.push_back({.id = row.integer(0),
                       .bericht = row.integer(1),
                       .soort = row.null(2) ? std::nullopt : model::parse_soort(row.text(2)),
                       .moment_ms = row.integer(3),
                       .boeking = {.soort = *soort,
                                   .rekening = {row.string(5), row.string(6), domein_at(row, 7), row.code(8), row.string(9),
                                                static_cast<std::int32_t>(row.integer(10))},
                                   .toewijzing = row.integer(11),
                                   .referentie = row.string(12),
                                   .vastgelegd = {row.integer(13)},
                                   .toegekend = {row.integer(14)},
                                   .gevraagd = {row.integer(15)},
                                   .beslag = {row.integer(16)},
                                   .toewijzingen = static_cast<std::int32_t>(row.integer(17))}});
    }
    if (!more) return std::unexpected(more.error());
    return all;
}

} // namespace store::sqlite
