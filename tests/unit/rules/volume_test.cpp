#include "rules/standard/volume.hpp"
#include "tests/support/bouw.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using bouw::dag;
using rules::standard::berekening;
using rules::standard::grens_periode;
using rules::standard::grens_totaal;

namespace {

model::ToewijzingFact toewijzing(std::int64_t volume, model::Code eenheid, model::Code frequentie, std::string_view ingang,
                                 std::string_view einde, model::Code categorie = "02") {
    model::ToewijzingFact t;
    t.product = model::Product{categorie, "02A16"};
    t.ingangsdatum = dag(ingang);
    if (!einde.empty()) t.einddatum = dag(einde);
    t.omvang = model::Omvang{volume, eenheid, frequentie};
    return t;
}

/// The limit of one ProductPeriode, -1 when there is none.
std::int64_t maximum(model::ToewijzingFact const& t, std::string_view begin, std::string_view einde,
                     model::Domein domein = model::Domein::wmo) {
    auto const grens = grens_periode(t, domein, {dag(begin), dag(einde)});
    return grens ? grens->maximum : -1;
}

std::int64_t totaal(model::ToewijzingFact const& t) {
    auto const grens = grens_totaal(t);
    return grens ? grens->maximum : -1;
}

} // namespace

TEST_CASE("3 uur/week, 07-07-2025..07-09-2025: 12, 15 and 3, together 27") {
    auto const t = toewijzing(3, "04", "2", "2025-07-07", "2025-09-07");
    CHECK(maximum(t, "2025-07-07", "2025-07-31") == 12);
    CHECK(maximum(t, "2025-08-01", "2025-08-31") == 15);
    CHECK(maximum(t, "2025-09-01", "2025-09-07") == 3);
    CHECK(totaal(t) == 27);
}

TEST_CASE("3 uur/week, 07-10-2025..30-12-2025: 12, 15 and 15, together 39") {
    auto const t = toewijzing(3, "04", "2", "2025-10-07", "2025-12-30");
    CHECK(maximum(t, "2025-10-07", "2025-10-31") == 12);
    CHECK(maximum(t, "2025-11-01", "2025-11-30") == 15);
    CHECK(maximum(t, "2025-12-01", "2025-12-30") == 15);
    CHECK(totaal(t) == 39);
    auto const december = grens_periode(t, model::Domein::wmo, {dag("2025-12-01"), dag("2025-12-30")});
    CHECK(berekening(t, *december) == "3 uur/week x 5 weken (2025-49 t/m 2026-01) = 15 uur");
}

TEST_CASE("3 uur/week, 12-11-2025..13-12-2025: a broken first month touches three weeks") {
    auto const t = toewijzing(3, "04", "2", "2025-11-12", "2025-12-13");
    CHECK(maximum(t, "2025-11-12", "2025-11-30") == 9);
    CHECK(berekening(t, *grens_periode(t, model::Domein::wmo, {dag("2025-11-12"), dag("2025-11-30")})) ==
          "3 uur/week x 3 weken (46 t/m 48) = 9 uur");
}

TEST_CASE("A full month can touch six weeks: maart 2025, augustus 2026") {
    auto const t = toewijzing(1, "04", "2", "2025-01-01", "2026-12-31");
    CHECK(maximum(t, "2025-03-01", "2025-03-31") == 6);
    CHECK(maximum(t, "2026-08-01", "2026-08-31") == 6);
}

TEST_CASE("300 euro/week up to a Sunday, 07-07-2025..07-09-2025") {
    auto const t = toewijzing(30000, "83", "2", "2025-07-07", "2025-09-07");
    CHECK(maximum(t, "2025-07-07", "2025-07-31") == 90000);
    CHECK(maximum(t, "2025-08-01", "2025-08-31") == 150000);
    CHECK(maximum(t, "2025-09-01", "2025-09-07") == 30000);
    CHECK(totaal(t) == 270000);
    CHECK(berekening(t, *grens_periode(t, model::Domein::wmo, {dag("2025-07-07"), dag("2025-07-31")})) ==
          "€ 300,00/week x 3 zondagen = € 900,00");
}

TEST_CASE("300 euro/week up to a Friday, 07-07-2025..05-09-2025: the last days go with the last Sunday") {
    auto const t = toewijzing(30000, "83", "2", "2025-07-07", "2025-09-05");
    CHECK(maximum(t, "2025-07-07", "2025-07-31") == 90000);
    CHECK(maximum(t, "2025-08-01", "2025-08-31") == 180000);
    CHECK(maximum(t, "2025-09-01", "2025-09-05") == 0);
    CHECK(totaal(t) == 270000);
    CHECK(berekening(t, *grens_periode(t, model::Domein::wmo, {dag("2025-08-01"), dag("2025-08-31")})) ==
          "€ 300,00/week x (5 zondagen + 1 voor de laatste week) = € 1.800,00");
}

TEST_CASE("15 uur/maand, 14-10-2025..13-12-2025: 15 in each, broken or not") {
    auto const t = toewijzing(15, "04", "4", "2025-10-14", "2025-12-13");
    CHECK(maximum(t, "2025-10-14", "2025-10-31") == 15);
    CHECK(maximum(t, "2025-11-01", "2025-11-30") == 15);
    CHECK(maximum(t, "2025-12-01", "2025-12-13") == 15);
    CHECK(totaal(t) == 45);
}

TEST_CASE("(H) 3 uur/week 02A16, 13-04-2022..30-06-2022: caps 9, 18, 15, together 36") {
    auto const t = toewijzing(3, "04", "2", "2022-04-13", "2022-06-30");
    CHECK(maximum(t, "2022-04-13", "2022-04-30") == 9);
    CHECK(maximum(t, "2022-05-01", "2022-05-31") == 18);
    CHECK(maximum(t, "2022-06-01", "2022-06-30") == 15);
    CHECK(totaal(t) == 36);
}

TEST_CASE("(H) 1 uur/week 01A05 Wmo categorie 01, 01-05-2022..31-07-2022: always six weeks, together 14") {
    auto const t = toewijzing(1, "04", "2", "2022-05-01", "2022-07-31", "01");
    CHECK(maximum(t, "2022-05-01", "2022-05-31") == 6);
    CHECK(maximum(t, "2022-06-01", "2022-06-30") == 6);
    CHECK(maximum(t, "2022-07-01", "2022-07-31") == 6);
    CHECK(totaal(t) == 14);
    CHECK(maximum(t, "2022-06-01", "2022-06-30", model::Domein::jw) == 5); // the exception is of the Wmo only
    CHECK(maximum(toewijzing(10, "04", "4", "2022-05-01", "2022-07-31", "01"), "2022-06-01", "2022-06-30") == 10); // and of frequentie week
}

TEST_CASE("(H) 150 euro/week up to a Saturday, 15-04-2022..04-06-2022") {
    auto const t = toewijzing(15000, "83", "2", "2022-04-15", "2022-06-04");
    CHECK(maximum(t, "2022-04-15", "2022-04-30") == 30000);
    CHECK(maximum(t, "2022-05-01", "2022-05-31") == 90000);
    CHECK(maximum(t, "2022-06-01", "2022-06-04") == 0);
    CHECK(totaal(t) == 120000);
}

TEST_CASE("(H) 150 euro/week up to a Sunday, 15-04-2022..31-07-2022") {
    auto const t = toewijzing(15000, "83", "2", "2022-04-15", "2022-07-31");
    CHECK(maximum(t, "2022-04-15", "2022-04-30") == 30000);
    CHECK(maximum(t, "2022-05-01", "2022-05-31") == 75000);
    CHECK(maximum(t, "2022-06-01", "2022-06-30") == 60000);
    CHECK(maximum(t, "2022-07-01", "2022-07-31") == 75000);
}

TEST_CASE("(H) two toewijzingen that follow each other inside a week: the shared week counts for both") {
    CHECK(maximum(toewijzing(3, "04", "2", "2021-01-01", "2021-02-19"), "2021-02-01", "2021-02-19") == 9);
    CHECK(maximum(toewijzing(5, "04", "2", "2021-02-20", "2021-12-31"), "2021-02-20", "2021-02-28") == 10);
}

TEST_CASE("Per dag and in totaal") {
    CHECK(maximum(toewijzing(30, "01", "1", "2026-01-01", ""), "2026-02-01", "2026-02-28") == 30 * 28);
    CHECK(totaal(toewijzing(30, "01", "1", "2026-01-01", "2026-12-31")) == 30 * 365);
    CHECK(totaal(toewijzing(30, "01", "1", "2026-01-01", "")) == -1);
    CHECK(maximum(toewijzing(40, "04", "6", "2026-01-01", "2026-12-31"), "2026-02-01", "2026-02-28") == 40);
    CHECK(totaal(toewijzing(40, "04", "6", "2026-01-01", "")) == 40);
    CHECK(maximum(toewijzing(250000, "83", "6", "2026-01-01", "2026-12-31"), "2026-12-01", "2026-12-31") == 250000);
}

TEST_CASE("Output per maand: a full month has the Volume, a broken one is for the contract (IV078)") {
    auto const t = toewijzing(2, "82", "4", "2026-01-15", "2026-12-31");
    CHECK(maximum(t, "2026-02-01", "2026-02-28") == 2);
    CHECK(maximum(t, "2026-01-15", "2026-01-31") == -1);
    CHECK(totaal(t) == -1);
}

TEST_CASE("Output per week without a Sunday in the toewijzing: paid with its last day") {
    auto const t = toewijzing(30000, "83", "2", "2026-03-30", "2026-04-03");
    CHECK(maximum(t, "2026-03-30", "2026-03-31") == 0);
    CHECK(maximum(t, "2026-04-01", "2026-04-03") == 30000);
    CHECK(totaal(t) == 30000);
}

TEST_CASE("No Omvang, no limit") {
    auto t = toewijzing(3, "04", "2", "2026-01-01", "2026-12-31");
    t.omvang.reset();
    CHECK(maximum(t, "2026-02-01", "2026-02-28") == -1);
    CHECK(totaal(t) == -1);
}

TEST_CASE("Hours become minutes, never the reverse") {
    using rules::standard::omrekening;
    CHECK(omrekening("04", "01") == 60);
    CHECK(omrekening("04", "04") == 1);
    CHECK(omrekening("01", "04") == std::nullopt);
    CHECK(omrekening("16", "14") == std::nullopt);
    rules::Debetten debetten;
    debetten.add({.referentie_nummer = "A", .periode = {}, .categorie = "02", .code = "02A16", .eenheid = "04", .volume = 2, .bedrag = {}});
    debetten.add({.referentie_nummer = "B", .periode = {}, .categorie = "02", .code = "02A16", .eenheid = "01", .volume = 30, .bedrag = {}});
    CHECK(rules::standard::som_volume(debetten, "01") == 150);
}
