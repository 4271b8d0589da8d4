#include "tests/unit/rules/grootboek.hpp"

using namespace support;
using rules::contract::Toegewezen;
using rules::contract::waarde;

namespace {

Toegewezen per(std::int64_t volume, char const* eenheid, char const* frequentie, model::Date van, std::optional<model::Date> tot) {
    return {.domein = model::Domein::wmo,
            .gemeente = gemeente,
            .aanbieder = aanbieder,
            .product = model::Product{"02", "02A03"},
            .van = van,
            .tot = tot,
            .omvang = model::Omvang{volume, eenheid, frequentie}};
}

model::Contract met_tarieven(std::vector<std::pair<model::Date, std::int64_t>> const& vanaf) {
    auto c = regio();
    auto const first = c.tarieven.front();
    c.tarieven.clear();
    for (std::size_t i = 0; i < vanaf.size(); ++i) {
        auto t = first;
        t.geldig = {vanaf[i].first, std::nullopt};
        if (i + 1 < vanaf.size()) t.geldig.tot = vanaf[i + 1].first - 1;
        t.tarief = model::Money{vanaf[i].second};
        c.tarieven.push_back(t);
    }
    return c;
}

} // namespace

TEST_CASE("E24: 18.200,00 on 182 days is 9.200,00 in 2022 and 9.000,00 in 2023") {
    auto t = per(1, "04", "6", model::date(2022, 10, 1), model::date(2023, 3, 31));
    t.omvang.reset();
    t.budget = model::Money{1'820'000};
    auto const w = waarde(t, regio());
    REQUIRE(w.bekend);
    CHECK(w.per_jaar == std::vector<std::pair<std::int32_t, model::Money>>{{2022, {920'000}}, {2023, {900'000}}});

    // The same by volume and tarief: 182 uur at 100,00.
    auto c = regio();
    c.tarieven.front().tarief = model::Money{10'000};
    CHECK(waarde(per(182, "04", "6", t.van, t.tot), c).per_jaar == w.per_jaar);
    CHECK(waarde(per(1, "04", "1", t.van, t.tot), c).per_jaar == w.per_jaar);
}

TEST_CASE("with one tarief the years add up to volume x tarief, whatever the split leaves over") {
    auto const c = met_tarieven({{model::date(2022, 1, 1), 1001}});
    for (std::int32_t days = 1; days <= 900; days += 7) {
        auto const van = model::date(2026, 11, 23);
        auto const w = waarde(per(7, "04", "6", van, van + days), c);
        CHECK(w.totaal() == model::Money{7007});
    }
}

TEST_CASE("the volume counts per day, ISO week and month it touches, or once") {
    auto const c = regio(); // 60,00 per uur
    auto const van = model::date(2026, 3, 30);
    auto const tot = model::date(2026, 5, 3); // 35 days, 5 weeks, 3 months
    CHECK(waarde(per(2, "04", "1", van, tot), c).totaal() == model::Money{2 * 35 * 6000});
    CHECK(waarde(per(2, "04", "2", van, tot), c).totaal() == model::Money{2 * 5 * 6000});
    CHECK(waarde(per(2, "04", "4", van, tot), c).totaal() == model::Money{2 * 3 * 6000});
    CHECK(waarde(per(2, "04", "6", van, tot), c).totaal() == model::Money{2 * 6000});
    CHECK(waarde(per(2, "04", "2", van, tot), c).berekening == "2 uur/week x 5 weken = 10 uur x € 60,00 per uur = € 600,00");
}

TEST_CASE("minutes against an hour tarief are volume x uurtarief / 60, rounded once; hours against a minute tarief are 60 minutes") {
    auto c = met_tarieven({{model::date(2022, 1, 1), 6240}});
    CHECK(waarde(per(95, "01", "6", model::date(2026, 1, 1), model::date(2026, 1, 31)), c).totaal() == model::Money{9880});
    c = met_tarieven({{model::date(2022, 1, 1), 6241}});
    CHECK(waarde(per(1, "01", "6", model::date(2026, 1, 1), model::date(2026, 1, 31)), c).totaal() == model::Money{104});
    c.tarieven.front().eenheid = "01";
    c.tarieven.front().tarief = model::Money{104};
    CHECK(waarde(per(2, "04", "6", model::date(2026, 1, 1), model::date(2026, 1, 31)), c).totaal() == model::Money{2 * 60 * 104});
}

TEST_CASE("a change of tarief splits by day; where none is known yet the last one counts") {
    auto c = met_tarieven({{model::date(2022, 1, 1), 1000}, {model::date(2026, 7, 1), 2000}});
    auto const heel = per(365, "04", "6", model::date(2026, 1, 1), model::date(2026, 12, 31));
    CHECK(waarde(heel, c).totaal() == model::Money{181 * 1000 + 184 * 2000});
    c.tarieven.back().geldig.tot = model::date(2026, 7, 31);
    CHECK(waarde(heel, c).totaal() == model::Money{181 * 1000 + 184 * 2000});
}

TEST_CASE("a line of the aanbieder itself goes before the one for everybody") {
    auto c = regio();
    auto eigen = c.tarieven.front();
    eigen.aanbieder = aanbieder;
    eigen.tarief = model::Money{7000};
    c.tarieven.push_back(eigen);
    CHECK(waarde(per(1, "04", "6", model::date(2026, 1, 1), model::date(2026, 1, 31)), c).totaal() == model::Money{7000});
}

TEST_CASE("an open end is valued up to the end of the agreement, of the bundle, or of the year after its begin") {
    auto c = regio();
    auto const open = per(1, "04", "1", model::date(2026, 12, 31), std::nullopt);
    CHECK(waarde(open, c).einde == model::date(2030, 12, 31));
    model::Overeenkomst o;
    o.aanbieder = aanbieder;
    o.perceel = "P";
    o.geldig = {model::date(2022, 1, 1), model::date(2027, 6, 30)};
    c.overeenkomsten.push_back(o);
    CHECK(waarde(open, c).einde == model::date(2027, 6, 30));
    c.overeenkomsten.front().geldig.tot.reset();
    c.geldig.tot.reset();
    auto const w = waarde(open, c);
    CHECK(w.einde == model::date(2027, 12, 31));
    CHECK(w.per_jaar == std::vector<std::pair<std::int32_t, model::Money>>{{2026, {6000}}, {2027, {365 * 6000}}});
    auto ver = open;
    ver.tot = model::date(9999, 12, 31);
    CHECK(waarde(ver, c).einde == model::date(2027, 12, 31));
}

TEST_CASE("without a tarief, a product or an Omvang the value is unknown, never zero without a word") {
    auto const c = regio();
    auto t = per(1, "14", "6", model::date(2026, 1, 1), model::date(2026, 1, 31));
    CHECK_FALSE(waarde(t, c).bekend);
    CHECK_FALSE(waarde(t, c).reden.empty());
    t = per(1, "04", "6", model::date(2026, 1, 1), model::date(2026, 1, 31));
    t.product->code.reset();
    CHECK_FALSE(waarde(t, c).bekend);
    t.omvang.reset();
    CHECK_FALSE(waarde(t, c).bekend);
    t.budget = model::Money{5000};
    CHECK(waarde(t, c).totaal() == model::Money{5000});
    t = per(99'999'999, "04", "1", model::date(2026, 1, 1), model::date(2125, 12, 31));
    auto duur = c;
    duur.tarieven.front().tarief = model::Money{99'999'999};
    CHECK_FALSE(waarde(t, duur).bekend);
}

TEST_CASE("an amount in euros is its own value: eenheid 83 per month") {
    CHECK(waarde(per(30'000, "83", "4", model::date(2026, 1, 1), model::date(2026, 3, 31)), regio()).totaal() == model::Money{90'000});
}

TEST_CASE("E16: a plek costs what is agreed for the year; under PxT 3,5 clients commit 84.000,00 and 2,5 clients 60.000,00") {
    auto c = regio();
    c.tarieven.front().eenheid = "82";
    c.tarieven.front().tarief = model::Money{2'400'000};
    auto const traject = per(1, "82", "6", model::date(2026, 1, 1), model::date(2026, 12, 31));
    auto const half = [&] {
        auto t = traject;
        t.omvang.reset();
        t.budget = model::Money{1'200'000};
        return t;
    }();
    auto const clienten = [&](std::int64_t helen) {
        model::Money som = waarde(half, c).totaal();
        for (std::int64_t i = 0; i < helen; ++i) som += waarde(traject, c).totaal();
        return som;
    };
    CHECK(clienten(3) == model::Money{8'400'000});
    CHECK(clienten(2) == model::Money{6'000'000});
    c.percelen.front().bekostiging = model::Bekostiging::plek;
    CHECK(clienten(3) == model::Money{0});
    CHECK(waarde(traject, c).bekend);
    c.percelen.front().per_gemeente.emplace_back(gemeente, model::Bekostiging::traject);
    CHECK(clienten(3) == model::Money{8'400'000});
}

TEST_CASE("E17: what lies after 31 October of 24.000,00 a year is 61/365, 4.010,96") {
    auto t = per(1, "04", "6", model::date(2026, 1, 1), model::date(2026, 12, 31));
    t.omvang.reset();
    t.budget = model::Money{2'400'000};
    auto const tot_stop = waarde(t, regio(), model::date(2026, 10, 31));
    CHECK(waarde(t, regio()).totaal() - tot_stop.totaal() == model::Money{401'096});
}

TEST_CASE("E18: a traject that takes 6 months of a plek-year of 24.000,00 is worth 12.000,00, one of 12 months all of it") {
    auto c = regio();
    c.tarieven.front().eenheid = "82";
    c.tarieven.front().tarief = model::Money{1'200'000};
    CHECK(waarde(per(2, "82", "6", model::date(2026, 1, 1), model::date(2026, 12, 31)), c).totaal() == model::Money{2'400'000});
    CHECK(waarde(per(1, "82", "6", model::date(2026, 1, 1), model::date(2026, 6, 30)), c).totaal() == model::Money{1'200'000});
    c.tarieven.front().tarief = model::Money{2'400'000};
    CHECK(waarde(per(1, "82", "6", model::date(2026, 1, 1), model::date(2026, 12, 31)), c).totaal() == model::Money{2'400'000});
}
