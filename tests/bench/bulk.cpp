#include "tests/bench/bulk.hpp"

#include "store/sqlite/connection.hpp"
#include "store/sqlite/rows.hpp"
#include "tests/bench/berichten.hpp"
#include "tests/bench/common.hpp"
#include "xsd/model/debetten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bench {
namespace {

using store::sqlite::Connection;

constexpr std::string_view gemeente = "0114";
constexpr std::string_view aanbieder = "41410001";
constexpr std::int64_t domein = 0;
constexpr std::size_t batch = 100'000;
constexpr std::int64_t volume = 8;

/// Runs `row(i)` for every i below `count`, in transactions of a bounded log.
void in_batches(Connection& db, std::size_t count, std::function<void(std::size_t)> const& row) {
    for (std::size_t from = 0; from < count; from += batch) {
        need(db.execute("BEGIN IMMEDIATE"));
        for (std::size_t i = from; i < std::min(count, from + batch); ++i) row(i);
        need(db.execute("COMMIT"));
        need(db.checkpoint(true));
    }
}

/// In order of the message they came in: a month of all toewijzingen, then the next.
std::int64_t prestatie_id(std::size_t count, std::size_t t, std::size_t month) { return static_cast<std::int64_t>(month * count + t + 1); }

std::string referentie(std::size_t t, std::size_t month) { return fmt::format("B{:02}X{:07}", month + 1, t); }

model::Period period(std::size_t month) {
    auto const begin = model::date(2026, static_cast<std::int32_t>(month + 1), 1);
    return {begin, model::last_of_month(begin)};
}

} // namespace

void fill_in_bulk(std::string const& directory, std::size_t count, std::size_t prestaties) {
    auto const db = need(Connection::open(std::filesystem::weakly_canonical(directory) / "ketenpoort.db", store::sqlite::Mode::writer));
    auto kluis = need(store::Kluis::lees(std::filesystem::path(directory) / "hoofdsleutel"));
    need(db->versleutel(std::make_shared<store::Kluis const>(std::move(kluis)), false));
    auto const pseudoniem = [&db](std::string_view bsn) {
        db->sleutels().vergeet_clienten(); // there are a million of them
        return db->sleutels().pseudoniem(bsn);
    };
    auto const base = need(store::sqlite::toewijzing_base(gemeente, model::Domein::wmo));

    auto current =
        db->query("INSERT INTO toewijzing (id, bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, "
                  "einddatum, reden_wijziging, volume, eenheid, frequentie, budget, versie, debetten) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, '12:00:00', ?7, ?8, NULL, 10, ?9, '2', NULL, ?10, ?11)");
    auto version = db->query("INSERT INTO toewijzing_versie (id, bericht, toewijzing, bsn, aanbieder, categorie, code, toewijzingsdatum, "
                             "toewijzingstijd, ingangsdatum, einddatum, volume, eenheid, frequentie) "
                             "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, '12:00:00', ?8, ?9, 10, ?10, '2')");
    auto client = db->query("INSERT INTO client_toewijzing (gemeente, domein, aanbieder, bsn, nummer) VALUES (?1, ?2, ?3, ?4, ?5)");
    in_batches(*db, count, [&](std::size_t t) {
        auto const toewijzing = bench::toewijzing(t);
        auto const wie = pseudoniem(toewijzing.bsn);
        model::LopendeDebetten debetten;
        for (std::size_t month = 0; month < prestaties; ++month)
            debetten.push_back({referentie(t, month), period(month), toewijzing.categorie, toewijzing.code, toewijzing.eenheid, volume,
                                model::Money{volume * toewijzing.tarief}});
        auto const versie = static_cast<std::int64_t>(t + 1);
        auto const dag = model::date(2025, 12, 15);
        auto const van = model::date(2026, 1, 5);
        auto const tot = model::date(2027, 1, 3);
        need(version.run(versie, base + toewijzing.nummer, wie, aanbieder, toewijzing.categorie, toewijzing.code, dag, van, tot,
                         toewijzing.eenheid));
        need(current.run(base + toewijzing.nummer, wie, aanbieder, toewijzing.categorie, toewijzing.code, dag, van, tot,
                         toewijzing.eenheid, versie, debetten.bytes()));
        need(client.run(gemeente, domein, aanbieder, wie, toewijzing.nummer));
    });

    auto line =
        db->query("INSERT INTO prestatie (id, bericht, bsn, referentie, toewijzing, categorie, code, begin, einde, volume, eenheid, "
                  "tarief, bedrag, debet_credit, toegekend) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'D', 1)");
    auto used = db->query("INSERT INTO referentie (aanbieder, domein, nummer, prestatie, gecrediteerd) VALUES (?1, ?2, ?3, ?4, 0)");
    for (std::size_t month = 0; month < prestaties; ++month)
        in_batches(*db, count, [&](std::size_t t) {
            auto const toewijzing = bench::toewijzing(t);
            auto const wie = pseudoniem(toewijzing.bsn);
            auto const name = referentie(t, month);
            auto const id = prestatie_id(count, t, month);
            need(line.run(id, wie, name, toewijzing.nummer, toewijzing.categorie, toewijzing.code, period(month).begin,
                          period(month).einde, volume, toewijzing.eenheid, std::int64_t{toewijzing.tarief}, volume * toewijzing.tarief));
            need(used.run(aanbieder, domein, name, id));
        });
}

} // namespace bench
