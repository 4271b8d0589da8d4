#include "store/sqlite/rows.hpp"

#include "store/audit.hpp"
#include "store/compress.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace store::sqlite {
namespace {

std::optional<model::BerichtSoort> soort_at(Query const& query, int column) {
    return query.null(column) ? std::nullopt : model::parse_soort(query.text(column));
}

/// The decision record of an erased message says that and nothing else.
std::string gewist_besluit(std::int64_t moment_ms) { return fmt::format(R"({{"gewist_ms":{},"bevindingen":[]}})", moment_ms); }

/// @pre the query gives the columns of read_bericht's select
model::Result<BerichtRecord> bericht_at(Connection& db, Query const& row) {
    BerichtRecord bericht;
    bericht.id = row.integer(0);
    bericht.moment_ms = row.integer(1);
    bericht.vandaag = row.date(2);
    bericht.kanaal = row.text(3);
    auto sha256 = sha256_at(db, row, 18, 4, 0);
    if (!sha256) return std::unexpected(sha256.error());
    bericht.sha256 = std::move(*sha256);
    bericht.grootte = row.integer(5);
    bericht.soort = soort_at(row, 6);
    bericht.afzender = row.text(7);
    bericht.ontvanger = row.text(8);
    bericht.identificatie = row.text(9);
    auto const uitkomst = model::parse_uitkomst(row.text(10));
    if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
    bericht.uitkomst = *uitkomst;
    bericht.retour_soort = soort_at(row, 11);
    bericht.contract_label = row.text(12);
    bericht.contract_hash = row.text(13);
    if (!row.null(17)) bericht.afgedaan_ms = row.integer(17);
    if (!row.null(19)) {
        bericht.gewist_ms = row.integer(19);
        bericht.besluit_json = gewist_besluit(row.integer(19));
        return bericht;
    }
    auto besluit = read_content(db, row.integer(18), {row.integer(14), row.integer(15)}, row.integer(16));
    if (!besluit) return std::unexpected(besluit.error());
    bericht.besluit_json = std::move(*besluit);
    return bericht;
}

model::Result<std::optional<BerichtRecord>> one_bericht(Connection& db, Query const& row, model::Result<bool> const& found) {
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto bericht = bericht_at(db, row);
    if (!bericht) return std::unexpected(bericht.error());
    return std::move(*bericht);
}

/// @pre the query gives first block, number of blocks, size, key; no blocks: there is nothing
model::Result<std::optional<std::string>> content(Connection& db, Query const& row, model::Result<bool> const& found) {
    if (!found) return std::unexpected(found.error());
    if (!*found || row.integer(1) == 0) return std::nullopt;
    auto content = read_content(db, row.integer(3), {row.integer(0), row.integer(1)}, row.integer(2));
    if (!content) return std::unexpected(content.error());
    return std::move(*content);
}

/// @pre the query gives id, hash, naam, versie, moment_ms
model::Result<Bundel> bundel_at(Connection& db, Query const& row) {
    Bundel bundel{row.string(2), row.string(3), row.string(1), {}, {}, row.integer(4), false};
    auto gemeenten = db.query("SELECT gemeente FROM bundel_voor WHERE bundel = ?1 ORDER BY gemeente");
    auto more = gemeenten.first(row.integer(0));
    for (; more && *more; more = gemeenten.next()) bundel.gemeenten.push_back(gemeenten.string(0));
    if (!more) return std::unexpected(more.error());
    auto actief = db.query("SELECT gemeente FROM bundel_actief WHERE bundel = ?1 ORDER BY gemeente");
    more = actief.first(row.integer(0));
    for (; more && *more; more = actief.next()) bundel.actief_voor.push_back(actief.string(0));
    if (!more) return std::unexpected(more.error());
    bundel.actief = !bundel.actief_voor.empty();
    auto voorstel = db.query("SELECT door FROM voorstel WHERE bundel = ?1");
    more = voorstel.first(row.integer(0));
    if (!more) return std::unexpected(more.error());
    if (*more) bundel.voorgesteld_door = voorstel.string(0);
    return bundel;
}

} // namespace

Inhoudlezer::Inhoudlezer(Connection& db, SleutelId sleutel)
    : sleutels_(db.sleutels()), sleutel_(sleutel), blok_(db.query("SELECT bytes, id FROM blok WHERE id >= ?1 ORDER BY id")) {}

model::Result<std::string> Inhoudlezer::lees(Blokken blokken, std::int64_t grootte) {
    if (blokken.aantal == 0) return std::string();
    Decompressor content(static_cast<std::size_t>(grootte));
    for (auto id = blokken.eerste; id < blokken.eerste + blokken.aantal; ++id) {
        auto const found = gelezen_ != 0 && gelezen_ + 1 == id ? blok_.next() : blok_.first(id);
        gelezen_ = 0;
        if (!found) return std::unexpected(found.error());
        if (!*found || blok_.integer(1) != id) break; // it is gone: the content is not whole
        gelezen_ = id;
        auto const open = sleutels_.open(sleutel_, Plaats::blok, id, blok_.blob(0));
        if (!open) return std::unexpected(open.error());
        if (auto added = content.add(*open); !added) return std::unexpected(added.error());
    }
    return content.finish();
}

model::Result<std::string> read_content(Connection& db, SleutelId sleutel, Blokken blokken, std::int64_t grootte) {
    return Inhoudlezer(db, sleutel).lees(blokken, grootte);
}

model::Result<std::string> sha256_at(Connection& db, Query const& row, int sleutel, int sha256, int id) {
    if (row.null(sha256)) return std::string();
    auto const open = db.sleutels().open(row.integer(sleutel), Plaats::sha256, row.integer(id), row.blob(sha256));
    if (!open) return std::unexpected(open.error());
    return audit::hex(*open);
}

model::Result<std::optional<BerichtRecord>> read_bericht(Connection& db, BerichtId id) {
    auto row = db.query("SELECT b.id, b.moment_ms, b.vandaag, b.kanaal, b.sha256, b.grootte, b.soort, b.afzender, b.ontvanger, "
                        "b.identificatie, coalesce(a.uitkomst, b.uitkomst), coalesce(a.retour_soort, b.retour_soort), "
                        "coalesce(a.contract_label, b.contract_label), coalesce(a.contract_hash, b.contract_hash), "
                        "coalesce(a.besluit_blok, b.besluit_blok), coalesce(a.besluit_blokken, b.besluit_blokken), "
                        "coalesce(a.besluit_grootte, b.besluit_grootte), a.moment_ms, b.sleutel, b.gewist_ms FROM bericht b "
                        "LEFT JOIN afdoening a ON a.id = (SELECT max(id) FROM afdoening WHERE bericht = b.id) WHERE b.id = ?1");
    return one_bericht(db, row, row.first(id));
}

model::Result<std::optional<std::string>> read_origineel(Connection& db, BerichtId id) {
    auto row =
        db.query("SELECT origineel_blok, origineel_blokken, coalesce(origineel_grootte, grootte), sleutel FROM bericht WHERE id = ?1");
    return content(db, row, row.first(id));
}

model::Result<std::optional<std::string>> read_retour(Connection& db, BerichtId id) {
    auto row = db.query("SELECT coalesce(a.retour_blok, b.retour_blok), coalesce(a.retour_blokken, b.retour_blokken), "
                        "coalesce(a.retour_grootte, b.retour_grootte), b.sleutel FROM bericht b "
                        "LEFT JOIN afdoening a ON a.id = (SELECT max(id) FROM afdoening WHERE bericht = b.id) WHERE b.id = ?1");
    return content(db, row, row.first(id));
}

model::Result<std::vector<std::string>> read_besluiten(Connection& db, BerichtId id) {
    std::vector<std::pair<Blokken, std::int64_t>> places;
    SleutelId sleutel = 0;
    auto row =
        db.query("SELECT besluit_blok, besluit_blokken, besluit_grootte, 0 AS volgorde, sleutel, gewist_ms FROM bericht WHERE id = ?1 "
                 "UNION ALL SELECT besluit_blok, besluit_blokken, besluit_grootte, id, NULL, NULL FROM afdoening WHERE bericht = ?1 "
                 "ORDER BY volgorde");
    auto more = row.first(id);
    for (; more && *more; more = row.next()) {
        if (places.empty() && !row.null(5)) return std::vector{gewist_besluit(row.integer(5))};
        if (places.empty()) sleutel = row.integer(4);
        places.push_back({{row.integer(0), row.integer(1)}, row.integer(2)});
    }
    if (!more) return std::unexpected(more.error());
    std::vector<std::string> besluiten;
    for (auto const& [blokken, grootte] : places) {
        auto besluit = read_content(db, sleutel, blokken, grootte);
        if (!besluit) return std::unexpected(besluit.error());
        besluiten.push_back(std::move(*besluit));
    }
    return besluiten;
}

model::Result<std::optional<BerichtRecord>> read_same(Connection& db, std::string_view sha256) {
    auto const bytes = audit::from_hex(sha256);
    if (!bytes) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
    auto row = db.query("SELECT b.id, b.moment_ms, b.vandaag, b.kanaal, b.sha256, b.grootte, b.soort, b.afzender, b.ontvanger, "
                        "b.identificatie, coalesce(a.uitkomst, b.uitkomst), coalesce(a.retour_soort, b.retour_soort), "
                        "coalesce(a.contract_label, b.contract_label), coalesce(a.contract_hash, b.contract_hash), "
                        "coalesce(a.besluit_blok, b.besluit_blok), coalesce(a.besluit_blokken, b.besluit_blokken), "
                        "coalesce(a.besluit_grootte, b.besluit_grootte), a.moment_ms, b.sleutel, b.gewist_ms FROM bericht b "
                        "LEFT JOIN afdoening a ON a.id = (SELECT max(id) FROM afdoening WHERE bericht = b.id) WHERE b.vingerafdruk = ?1");
    return one_bericht(db, row, row.first(db.sleutels().vingerafdruk(*bytes)));
}

model::Result<std::optional<Bundel>> read_bundel(Connection& db, std::string_view hash_or_label) {
    auto row = db.query("SELECT id, hash, naam, versie, moment_ms FROM bundel WHERE hash = ?1 OR naam || '@' || versie = ?1 "
                        "ORDER BY id DESC LIMIT 1");
    auto const found = row.first(hash_or_label);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto bundel = bundel_at(db, row);
    if (!bundel) return std::unexpected(bundel.error());
    auto bestand = db.query("SELECT naam, blok, blokken, grootte FROM bundel_bestand WHERE bundel = ?1 ORDER BY naam");
    auto more = bestand.first(row.integer(0));
    for (; more && *more; more = bestand.next()) {
        auto bytes = read_content(db, 0, {bestand.integer(1), bestand.integer(2)}, bestand.integer(3));
        if (!bytes) return std::unexpected(bytes.error());
        bundel->bestanden.emplace_back(bestand.string(0), std::move(*bytes));
    }
    if (!more) return std::unexpected(more.error());
    return std::move(*bundel);
}

model::Result<std::vector<Bundel>> read_bundels(Connection& db) {
    std::vector<Bundel> bundels;
    auto row = db.query("SELECT id, hash, naam, versie, moment_ms FROM bundel ORDER BY id");
    auto more = row.first();
    for (; more && *more; more = row.next()) {
        auto bundel = bundel_at(db, row);
        if (!bundel) return std::unexpected(bundel.error());
        bundels.push_back(std::move(*bundel));
    }
    if (!more) return std::unexpected(more.error());
    return bundels;
}

std::int64_t number(model::Domein domein) { return domein == model::Domein::jw ? 1 : 0; }

model::Result<std::int64_t> toewijzing_base(std::string_view gemeente, model::Domein domein) {
    std::int64_t code = 0;
    auto const [end, fault] = std::from_chars(gemeente.data(), gemeente.data() + gemeente.size(), code);
    if (gemeente.size() != 4 || fault != std::errc() || end != gemeente.data() + gemeente.size() || code < 0)
        return std::unexpected(model::Error{model::ErrorCode::internal, "een gemeentecode die geen vier cijfers heeft"});
    return (code * 10 + number(domein)) * toewijzing_numbers;
}

} // namespace store::sqlite
