#include "store/sqlite/rows.hpp"

#include "store/audit.hpp"
#include "store/compress.hpp"

#include <array>
#include <charconv>

namespace store::sqlite {
namespace {

std::optional<model::BerichtSoort> soort_at(Query const& query, int column) {
    return query.null(column) ? std::nullopt : model::parse_soort(query.text(column));
}

/// @pre the query gives the columns of read_bericht's select
model::Result<BerichtRecord> bericht_at(Connection& db, Query const& row) {
    BerichtRecord bericht;
    bericht.id = row.integer(0);
    bericht.moment_ms = row.integer(1);
    bericht.vandaag = row.date(2);
    bericht.kanaal = row.text(3);
    bericht.sha256 = audit::hex(row.blob(4));
    bericht.grootte = row.integer(5);
    bericht.soort = soort_at(row, 6);
    bericht.afzender = row.text(7);
    bericht.ontvanger = row.text(8);
    bericht.identificatie = row.text(9);
    auto const uitkomst = parse_uitkomst(row.text(10));
    if (!uitkomst) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bericht heeft een onbekende uitkomst"});
    bericht.uitkomst = *uitkomst;
    bericht.retour_soort = soort_at(row, 11);
    bericht.contract_label = row.text(12);
    bericht.contract_hash = row.text(13);
    auto besluit = read_content(db, {row.integer(14), row.integer(15)}, row.integer(16));
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

/// @pre the query gives id, hash, naam, versie, moment_ms
model::Result<Bundel> bundel_at(Connection& db, Query const& row) {
    Bundel bundel{row.string(2), row.string(3), row.string(1), {}, {}, row.integer(4), false};
    auto gemeenten = db.query("SELECT gemeente FROM bundel_voor WHERE bundel = ?1 ORDER BY gemeente");
    auto more = gemeenten.first(row.integer(0));
    for (; more && *more; more = gemeenten.next()) bundel.gemeenten.push_back(gemeenten.string(0));
    if (!more) return std::unexpected(more.error());
    auto actief = db.query("SELECT EXISTS (SELECT 1 FROM bundel_actief WHERE bundel = ?1)");
    if (auto const found = actief.first(row.integer(0)); !found) return std::unexpected(found.error());
    bundel.actief = actief.integer(0) != 0;
    return bundel;
}

} // namespace

std::optional<model::Uitkomst> parse_uitkomst(std::string_view text) {
    using enum model::Uitkomst;
    for (auto const uitkomst : std::array{goedgekeurd, deels, afgekeurd, aangehouden})
        if (text == model::name(uitkomst)) return uitkomst;
    return std::nullopt;
}

model::Result<std::string> read_content(Connection& db, Blokken blokken, std::int64_t grootte) {
    Decompressor content(static_cast<std::size_t>(grootte));
    auto blok = db.query("SELECT bytes FROM blok WHERE id >= ?1 AND id < ?2 ORDER BY id");
    auto more = blok.first(blokken.eerste, blokken.eerste + blokken.aantal);
    for (; more && *more; more = blok.next())
        if (auto added = content.add(blok.blob(0)); !added) return std::unexpected(added.error());
    if (!more) return std::unexpected(more.error());
    return content.finish();
}

model::Result<std::optional<BerichtRecord>> read_bericht(Connection& db, BerichtId id) {
    auto row = db.query("SELECT id, moment_ms, vandaag, kanaal, sha256, grootte, soort, afzender, ontvanger, identificatie, uitkomst, "
                        "retour_soort, contract_label, contract_hash, besluit_blok, besluit_blokken, besluit_grootte "
                        "FROM bericht WHERE id = ?1");
    return one_bericht(db, row, row.first(id));
}

model::Result<std::optional<BerichtRecord>> read_same(Connection& db, std::string_view sha256) {
    auto const bytes = audit::from_hex(sha256);
    if (!bytes) return std::unexpected(model::Error{model::ErrorCode::internal, "een SHA-256 die geen hex is"});
    auto row = db.query("SELECT id, moment_ms, vandaag, kanaal, sha256, grootte, soort, afzender, ontvanger, identificatie, uitkomst, "
                        "retour_soort, contract_label, contract_hash, besluit_blok, besluit_blokken, besluit_grootte "
                        "FROM bericht WHERE sha256 = ?1");
    return one_bericht(db, row, row.first(*bytes));
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
        auto bytes = read_content(db, {bestand.integer(1), bestand.integer(2)}, bestand.integer(3));
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
