#include "store/sqlite/historie.hpp"

#include "store/audit.hpp"
#include "store/sqlite/gebruikers.hpp"
#include "store/sqlite/inzage.hpp"
#include "store/sqlite/registratie.hpp"
#include "store/sqlite/rows.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/sqlite/werk.hpp"

#include <fmt/format.h>

#include <utility>

namespace store::sqlite {
namespace {

std::unexpected<model::Error> corrupt(std::string what) {
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, std::move(what)});
}

/// Says whose content it is that cannot be read.
model::Result<std::string> content_of(Inhoudlezer& inhoud, Query const& row, int column, std::string_view what, BerichtId id) {
    auto content = inhoud.lees({row.integer(column), row.integer(column + 1)}, row.integer(column + 2));
    if (!content) content.error().context = fmt::format("{} van bericht {}: {}", what, id, content.error().context);
    return content;
}

/// @pre the query gives from `column`: moment_ms, vandaag, uitkomst, contract_label, contract_hash, schema_hash, retour_soort, and first
/// block, number of blocks and size of the decision record and of the answer
model::Result<Uitspraak> uitspraak_at(Inhoudlezer& inhoud, Query const& row, int column, BerichtId id) {
    Uitspraak uit;
    uit.moment_ms = row.integer(column);
    uit.vandaag = row.date(column + 1);
    auto const uitkomst = model::parse_uitkomst(row.text(column + 2));
    if (!uitkomst) return corrupt(fmt::format("bericht {} heeft een onbekende uitkomst", id));
    uit.uitkomst = *uitkomst;
    uit.contract_label = row.text(column + 3);
    uit.contract_hash = row.text(column + 4);
    uit.schema_hash = row.text(column + 5);
    auto besluit = content_of(inhoud, row, column + 7, "het besluit", id);
    if (!besluit) return std::unexpected(besluit.error());
    uit.besluit_json = std::move(*besluit);
    if (row.null(column + 6)) return uit;
    uit.retour_soort = model::parse_soort(row.text(column + 6));
    auto retour = content_of(inhoud, row, column + 10, "het antwoord", id);
    if (!retour) return std::unexpected(retour.error());
    uit.retour_xml = std::move(*retour);
    return uit;
}

/// What the audit log commits to: every text with its length before it, so that no two lists read the same.
std::string canonical(std::span<model::Registratie const> registraties) {
    std::string out;
    for (auto const& r : registraties) {
        out += fmt::format("{} {} {} {}", number(r.domein), r.toewijzing, r.datum ? fmt::format("{}", r.datum->days) : "-",
                           r.bedrag ? fmt::format("{}", r.bedrag->cents) : "-");
        for (auto const* text : {&r.soort, &r.gemeente, &r.aanbieder, &r.tekst, &r.herkomst})
            out += fmt::format(" {}:{}", text->size(), *text);
        out += '\n';
    }
    return out;
}

} // namespace

model::Result<std::optional<std::string>> read_vastgelegd(Connection& db, std::int64_t index) {
    std::optional<std::pair<std::int64_t, std::int64_t>> rows;
    {
        auto row = db.query("SELECT van, tot FROM registratie_blad WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (*found) rows.emplace(row.integer(0), row.integer(1));
    }
    if (rows) {
        auto const registraties = read_registraties(db, rows->first, rows->second);
        if (!registraties) return std::unexpected(registraties.error());
        return canonical(*registraties);
    }
    {
        auto row = db.query("SELECT bericht, berichten, uittreksels, sleutels, door, grond FROM wissing WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (*found) return canonical(row.integer(0), Gewist{row.integer(1), row.integer(2), row.integer(3)}, row.text(4), row.text(5));
    }
    {
        auto row = db.query("SELECT json FROM omgeving WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (*found) return row.string(0);
    }
    auto inzage = read_inzage_vastgelegd(db, index);
    if (!inzage || *inzage) return inzage;
    auto bewaren = read_bewaren_vastgelegd(db, index);
    if (!bewaren || *bewaren) return bewaren;
    return read_daad_vastgelegd(db, index);
}

model::Result<std::optional<Gebeurtenis>> SqliteHistorie::volgende(std::uint64_t van, std::uint64_t tot) {
    if (!db_.in_transaction())
        if (auto begun = db_.query("BEGIN").run(); !begun) return std::unexpected(begun.error());
    return lees(van, tot);
}

void SqliteHistorie::laat_los() noexcept { db_.roll_back(); }

model::Result<std::optional<Gebeurtenis>> SqliteHistorie::lees(std::uint64_t van, std::uint64_t tot) {
    auto row = db_.query("SELECT id, entry FROM audit_leaf WHERE id >= ?1 AND id < ?2 ORDER BY id");
    auto more = row.first(static_cast<std::int64_t>(van), static_cast<std::int64_t>(tot));
    auto expected = van;
    for (; more && *more; more = row.next(), ++expected) {
        auto const index = row.integer(0);
        if (std::cmp_not_equal(index, expected)) return corrupt(fmt::format("regel {} van het auditlog ontbreekt", expected));
        auto const blad = audit::decode(row.blob(1));
        if (!blad) return corrupt(fmt::format("regel {} van het auditlog is onleesbaar", index));
        auto const made = [&](auto found) -> model::Result<std::optional<Gebeurtenis>> {
            if (!found) return std::unexpected(std::move(found.error()));
            return Gebeurtenis{static_cast<std::uint64_t>(index), std::move(*found)};
        };
        if (blad->gebeurtenis == "bericht") return made(ontvangen(blad->bericht));
        if (blad->gebeurtenis == "afdoening") return made(afgedaan(blad->bericht, index));
        if (blad->gebeurtenis == "werkbesluit") return made(beslist(blad->bericht, index));
        if (blad->gebeurtenis == "bundel" || blad->gebeurtenis == "bundel-terugwerkend")
            return made(bundel(blad->contract_hash, blad->moment_ms, blad->gebeurtenis != "bundel"));
        if (blad->gebeurtenis == "registratie") return made(geregistreerd(index));
        if (blad->gebeurtenis == "omgeving") return made(omgeving(index));
    }
    if (!more) return std::unexpected(more.error());
    if (expected < tot) return corrupt(fmt::format("regel {} van het auditlog ontbreekt", expected));
    return std::nullopt;
}

model::Result<Ontvangen> SqliteHistorie::ontvangen(BerichtId id) {
    auto row = db_.query("SELECT kanaal, sha256, grootte, soort, afzender, ontvanger, origineel_blok, origineel_blokken, "
                         "coalesce(origineel_grootte, grootte), moment_ms, "
                         "vandaag, uitkomst, contract_label, contract_hash, schema_hash, retour_soort, besluit_blok, besluit_blokken, "
                         "besluit_grootte, retour_blok, retour_blokken, retour_grootte, sleutel, id, gewist_ms, origineel_grootte FROM "
                         "bericht WHERE id = ?1");
    auto const found = row.first(id);
    if (!found) return std::unexpected(found.error());
    if (!*found) return corrupt(fmt::format("bericht {} staat in het auditlog en niet in de opslag", id));
    auto sha256 = sha256_at(db_, row, 22, 1, 23);
    if (!sha256) return std::unexpected(sha256.error());
    Ontvangen uit{.id = id,
                  .kanaal = row.string(0),
                  .sha256 = std::move(*sha256),
                  .grootte = row.integer(2),
                  .soort = row.null(3) ? std::nullopt : model::parse_soort(row.text(3)),
                  .afzender = row.string(4),
                  .ontvanger = row.string(5),
                  .bytes = std::nullopt,
                  .gewist = !row.null(24)   ? Weg::helemaal
                            : !row.null(25) ? Weg::deels
                                            : Weg::niets,
                  .uitspraak = {}};
    Inhoudlezer inhoud(db_, row.integer(22));
    if (row.integer(7) != 0) {
        auto bytes = content_of(inhoud, row, 6, "de inhoud", id);
        if (!bytes) return std::unexpected(bytes.error());
        uit.bytes = std::move(*bytes);
    }
    auto uitspraak = uitspraak_at(inhoud, row, 9, id);
    if (!uitspraak) return std::unexpected(uitspraak.error());
    uit.uitspraak = std::move(*uitspraak);
    return uit;
}

model::Result<Afgedaan> SqliteHistorie::afgedaan(BerichtId id, std::int64_t index) {
    auto row = db_.query("SELECT moment_ms, vandaag, uitkomst, contract_label, contract_hash, schema_hash, retour_soort, besluit_blok, "
                         "besluit_blokken, besluit_grootte, retour_blok, retour_blokken, retour_grootte, "
                         "(SELECT sleutel FROM bericht WHERE id = ?1) FROM afdoening "
                         "WHERE bericht = ?1 AND audit_index = ?2");
    auto const found = row.first(id, index);
    if (!found) return std::unexpected(found.error());
    if (!*found) return corrupt(fmt::format("een later besluit op bericht {} staat in het auditlog en niet in de opslag", id));
    Inhoudlezer inhoud(db_, row.integer(13));
    auto uitspraak = uitspraak_at(inhoud, row, 0, id);
    if (!uitspraak) return std::unexpected(uitspraak.error());
    return Afgedaan{id, std::move(*uitspraak)};
}

model::Result<MensBeslist> SqliteHistorie::beslist(BerichtId bericht, std::int64_t index) {
    auto row = db_.query("SELECT w.id, w.soort, w.sleutel, w.regel, b.moment_ms, b.vandaag, b.besluit, b.door, '', b.plaats, "
                         "b.code, b.grond, b.gevolg, b.toelichting, b.toelichting_dicht, (SELECT sleutel FROM bericht WHERE id = ?1), "
                         "b.audit_index FROM werk w CROSS JOIN werk_besluit b ON b.werk = w.id "
                         "WHERE w.bericht = ?1 AND b.audit_index = ?2");
    auto const found = row.first(bericht, index);
    if (!found) return std::unexpected(found.error());
    auto const soort = *found ? parse_werk_soort(row.text(1)) : std::nullopt;
    if (!soort)
        return corrupt(fmt::format("een besluit van een persoon op bericht {} staat in het auditlog en niet in de opslag", bericht));
    MensBeslist uit{row.integer(0), *soort, bericht, row.string(2), row.string(3), {}};
    uit.besluit = {row.integer(4), row.date(5),    row.string(6),  row.string(7), row.string(8),
                   row.string(9),  row.string(10), row.string(11), std::nullopt};
    if (!row.null(12)) uit.besluit.gevolg = row.integer(12);
    auto toelichting = toelichting_at(db_, row, 13);
    if (!toelichting) return std::unexpected(toelichting.error());
    uit.besluit.toelichting = std::move(*toelichting);
    return uit;
}

model::Result<BundelActief> SqliteHistorie::bundel(std::string_view hash, std::int64_t moment_ms, bool terugwerkend) {
    auto found = read_bundel(db_, hash);
    if (!found) {
        found.error().context = fmt::format("contractbundel {}: {}", hash, found.error().context);
        return std::unexpected(found.error());
    }
    if (!*found || (*found)->hash != hash)
        return std::unexpected(model::Error{model::ErrorCode::bad_bundle,
                                            fmt::format("contractbundel {} staat in het auditlog en niet meer in de opslag", hash)});
    (*found)->moment_ms = moment_ms;
    (*found)->terugwerkend = terugwerkend;
    return BundelActief{std::move(**found)};
}

model::Result<Geregistreerd> SqliteHistorie::geregistreerd(std::int64_t index) {
    std::int64_t van = 0;
    std::int64_t tot = 0;
    Geregistreerd uit;
    {
        auto row = db_.query("SELECT moment_ms, van, tot FROM registratie_blad WHERE audit_index = ?1");
        auto const found = row.first(index);
        if (!found) return std::unexpected(found.error());
        if (!*found) return corrupt(fmt::format("de registraties van regel {} van het auditlog staan niet in de opslag", index));
        uit.moment_ms = row.integer(0);
        van = row.integer(1);
        tot = row.integer(2);
    }
    auto registraties = read_registraties(db_, van, tot);
    if (!registraties) return std::unexpected(registraties.error());
    if (std::cmp_not_equal(registraties->size(), tot - van))
        return corrupt(fmt::format("van de registraties van regel {} van het auditlog ontbreken er", index));
    uit.registraties = std::move(*registraties);
    return uit;
}

model::Result<Omgeving> SqliteHistorie::omgeving(std::int64_t index) {
    auto row = db_.query("SELECT json FROM omgeving WHERE audit_index = ?1");
    auto const found = row.first(index);
    if (!found) return std::unexpected(found.error());
    if (!*found) return corrupt(fmt::format("de omgeving van regel {} van het auditlog staat niet in de opslag", index));
    return Omgeving{row.string(0)};
}

model::Result<std::vector<model::Registratie>> SqliteHistorie::registraties_zonder_plaats() {
    std::int64_t tot = 0;
    {
        auto row = db_.query("SELECT coalesce((SELECT min(van) FROM registratie_blad), (SELECT max(id) + 1 FROM registratie), 1)");
        if (auto const found = row.first(); !found) return std::unexpected(found.error());
        tot = row.integer(0);
    }
    return read_registraties(db_, 1, tot);
}

model::Result<void> SqliteTransaction::registreer(std::span<model::Registratie const> registraties, std::int64_t moment_ms) {
    auto const next = [this]() -> model::Result<std::int64_t> {
        auto row = db_.query("SELECT coalesce(max(id), 0) + 1 FROM registratie");
        if (auto const found = row.first(); !found) return std::unexpected(found.error());
        return row.integer(0);
    };
    auto const van = next();
    if (!van) return std::unexpected(van.error());
    if (auto done = add_registraties(db_, registraties); !done) return done;
    auto const tot = next();
    if (!tot) return std::unexpected(tot.error());
    if (*tot == *van) return {};
    auto const added = read_registraties(db_, *van, *tot);
    if (!added) return std::unexpected(added.error());
    {
        auto insert = db_.query("INSERT INTO registratie_blad (audit_index, moment_ms, van, tot) VALUES (?1, ?2, ?3, ?4)");
        if (auto done = insert.run(static_cast<std::int64_t>(stand_.frontier.size()), moment_ms, *van, *tot); !done) return done;
    }
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = moment_ms;
    entry.gebeurtenis = "registratie";
    // They may be about one person: the log commits to them and does not tell them.
    auto const text = canonical(*added);
    entry.ontvangen = audit::commitment(nonce, std::as_bytes(std::span(text)));
    return log(entry, nonce);
}

model::Result<std::optional<Werk>> SqliteTransaction::werk_van(BerichtId bericht, WerkSoort soort, std::string_view sleutel,
                                                               std::string_view regel) {
    WerkId id = 0;
    {
        auto row = db_.query("SELECT id FROM werk WHERE bericht = ?1 AND soort = ?2 AND (soort <> 'verzoek' OR sleutel = ?3) "
                             "AND (soort <> 'signaal' OR regel = ?4) ORDER BY id LIMIT 1");
        auto const found = row.first(bericht, name(soort), sleutel, regel);
        if (!found) return std::unexpected(found.error());
        if (!*found) return std::nullopt;
        id = row.integer(0);
    }
    return werk(id);
}

model::Result<void> SqliteTransaction::omgeving(std::string_view json, std::int64_t moment_ms) {
    {
        auto last = db_.query("SELECT json FROM omgeving ORDER BY audit_index DESC LIMIT 1");
        auto const found = last.first();
        if (!found) return std::unexpected(found.error());
        if (*found && last.text(0) == json) return {};
    }
    {
        auto insert = db_.query("INSERT INTO omgeving (audit_index, moment_ms, json) VALUES (?1, ?2, ?3)");
        if (auto done = insert.run(static_cast<std::int64_t>(stand_.frontier.size()), moment_ms, json); !done) return done;
    }
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = moment_ms;
    entry.gebeurtenis = "omgeving";
    entry.ontvangen = audit::commitment(nonce, std::as_bytes(std::span(json)));
    return log(entry, nonce);
}

} // namespace store::sqlite
