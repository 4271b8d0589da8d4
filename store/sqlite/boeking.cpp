#include "store/sqlite/boeking.hpp"

#include "store/verbintenissen.hpp"

#include <fmt/format.h>

#include <functional>
#include <unordered_map>

namespace store::sqlite {
namespace {

void add(model::Stand& stand, model::Boeking const& boeking) {
    stand.gevraagd += boeking.gevraagd;
    stand.vastgelegd += boeking.vastgelegd;
    stand.toegekend += boeking.toegekend;
    stand.beslag += boeking.beslag;
    stand.toewijzingen += boeking.toewijzingen;
}

/// One message knows one aanbieder and one gemeente: the product and the year tell its accounts apart.
struct Verschil {
    std::size_t operator()(model::Rekening const& rekening) const noexcept {
        return std::hash<std::string_view>()(rekening.code) * 31 + std::hash<std::string_view>()(rekening.categorie.view()) +
               static_cast<std::size_t>(rekening.jaar);
    }
};
using Standen = std::unordered_map<model::Rekening, model::Stand, Verschil>;

/// A message on thousands of toewijzingen touches few accounts: their sums are written once.
model::Result<void> add_to_sums(Connection& db, Standen const& changes) {
    auto own =
        db.query("INSERT INTO rekening (aanbieder, gemeente, domein, categorie, code, jaar, gevraagd, vastgelegd, toegekend, beslag, "
                 "toewijzingen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET "
                 "gevraagd = gevraagd + excluded.gevraagd, vastgelegd = vastgelegd + excluded.vastgelegd, "
                 "toegekend = toegekend + excluded.toegekend, beslag = beslag + excluded.beslag, "
                 "toewijzingen = toewijzingen + excluded.toewijzingen");
    auto all = db.query("INSERT INTO rekening_gemeente (gemeente, domein, categorie, code, jaar, gevraagd, vastgelegd, toegekend, beslag, "
                        "toewijzingen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO UPDATE SET "
                        "gevraagd = gevraagd + excluded.gevraagd, vastgelegd = vastgelegd + excluded.vastgelegd, "
                        "toegekend = toegekend + excluded.toegekend, beslag = beslag + excluded.beslag, "
                        "toewijzingen = toewijzingen + excluded.toewijzingen");
    for (auto const& [rekening, stand] : changes) {
        auto done = own.run(rekening.aanbieder, rekening.gemeente, number(rekening.domein), rekening.categorie, rekening.code,
                            std::int64_t{rekening.jaar}, stand.gevraagd.cents, stand.vastgelegd.cents, stand.toegekend.cents,
                            stand.beslag.cents, stand.toewijzingen);
        if (done)
            done = all.run(rekening.gemeente, number(rekening.domein), rekening.categorie, rekening.code, std::int64_t{rekening.jaar},
                           stand.gevraagd.cents, stand.vastgelegd.cents, stand.toegekend.cents, stand.beslag.cents, stand.toewijzingen);
        if (!done) return done;
    }
    return {};
}

} // namespace

model::Result<void> add_boekingen(Connection& db, BerichtId id, std::span<model::Boeking const> boekingen) {
    Standen changes;
    auto insert = db.query("INSERT INTO boeking (bericht, soort, aanbieder, gemeente, domein, categorie, code, jaar, toewijzing, "
                           "referentie, gevraagd, vastgelegd, toegekend, beslag, toewijzingen) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    for (auto const& boeking : boekingen) {
        auto const& rekening = boeking.rekening;
        auto const done =
            insert.run(id, model::name(boeking.soort), rekening.aanbieder, rekening.gemeente, number(rekening.domein), rekening.categorie,
                       rekening.code, std::int64_t{rekening.jaar}, boeking.toewijzing, boeking.referentie, boeking.gevraagd.cents,
                       boeking.vastgelegd.cents, boeking.toegekend.cents, boeking.beslag.cents, std::int64_t{boeking.toewijzingen});
        if (!done) return done;
        add(changes[rekening], boeking);
    }
    return add_to_sums(db, changes);
}

model::Result<std::optional<Stap>> last_stap(Connection& db, std::int64_t toewijzing, std::optional<BerichtId> ook) {
    auto row = db.query("SELECT bsn, aanbieder, categorie, code, van, tot, gestopt, vervalt, verbintenissen FROM inzet_stap s "
                        "INDEXED BY inzet_stap_toewijzing WHERE toewijzing = ?1 AND (bericht = ?2 OR verval = 1 OR NOT EXISTS "
                        "(SELECT 1 FROM retour_ontvangen r WHERE r.heen = s.bericht AND r.afgekeurd = 1)) ORDER BY id DESC LIMIT 1");
    auto const found = row.first(toewijzing, ook);
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    auto verbintenissen = decode_verbintenissen(row.blob(8));
    if (!verbintenissen) return std::unexpected(verbintenissen_unreadable());
    Stap stap{.toewijzing = toewijzing,
              .client = row.string(0),
              .inzet = {.nummer = toewijzing % toewijzing_numbers,
                        .gemeente = fmt::format("{:04}", toewijzing / toewijzing_numbers / 10),
                        .domein = toewijzing / toewijzing_numbers % 10 == 1 ? model::Domein::jw : model::Domein::wmo,
                        .aanbieder = row.string(1),
                        .categorie = row.code(2),
                        .code = row.string(3),
                        .van = row.date(4)},
              .verbintenissen = std::move(*verbintenissen)};
    if (!row.null(5)) stap.inzet.tot = row.date(5);
    if (!row.null(6)) stap.inzet.gestopt = row.date(6);
    if (!row.null(7)) stap.inzet.vervalt = row.date(7);
    return stap;
}

model::Result<void> put_inzet(Connection& db, Stap const& stap) {
    auto const& inzet = stap.inzet;
    auto put = db.query("INSERT INTO inzet (domein, code, gemeente, aanbieder, nummer, bsn, categorie, van, tot, gestopt, vervalt) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    return put.run(number(inzet.domein), inzet.code, inzet.gemeente, inzet.aanbieder, inzet.nummer, stap.client, inzet.categorie, inzet.van,
                   inzet.tot, inzet.gestopt, inzet.vervalt);
}

model::Result<void> delete_inzet(Connection& db, model::Inzet const& inzet) {
    auto gone = db.query("DELETE FROM inzet WHERE domein = ?1 AND code = ?2 AND gemeente = ?3 AND aanbieder = ?4 AND nummer = ?5");
    return gone.run(number(inzet.domein), inzet.code, inzet.gemeente, inzet.aanbieder, inzet.nummer);
}

model::Result<std::map<model::Rekening, Gevraagd>> read_gevraagd(Connection& db, VerzoekSleutel const& sleutel) {
    std::map<model::Rekening, Gevraagd> all;
    auto const domein = sleutel.domein == 1 ? model::Domein::jw : model::Domein::wmo;
    auto row = db.query("SELECT categorie, code, jaar, gevraagd, soort = 'gevraagd' AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r "
                        "WHERE r.heen = k.bericht AND r.afgekeurd = 1) FROM boeking k INDEXED BY boeking_verzoek "
                        "WHERE aanbieder = ?1 AND domein = ?2 AND referentie = ?3 AND gemeente = ?4 AND referentie <> ''");
    auto more = row.first(sleutel.aanbieder, sleutel.domein, sleutel.referentie, sleutel.gemeente);
    for (; more && *more; more = row.next()) {
        model::Rekening const rekening{sleutel.aanbieder, sleutel.gemeente, domein,
                                       row.code(0),       row.string(1),    static_cast<std::int32_t>(row.integer(2))};
        auto& bedragen = all[rekening];
        bedragen.nu += model::Money{row.integer(3)};
        if (row.integer(4) != 0) bedragen.gesteld += model::Money{row.integer(3)};
    }
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Error verbintenissen_unreadable() {
    return {model::ErrorCode::store_corrupt, "de verbintenissen van een toewijzing zijn onleesbaar"};
}

} // namespace store::sqlite
