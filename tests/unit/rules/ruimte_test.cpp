#include "rules/contract/ruimte.hpp"
#include "tests/unit/rules/grootboek.hpp"

using namespace support;
using namespace rules::contract;

namespace {

model::Date dag(std::int32_t maand, std::int32_t d) { return model::date(2026, maand, d); }

Ruimte ruimte(std::int64_t cents = 1'000'000) { return {.bedrag = model::Money{cents}}; }

model::Budget bestedingsruimte(std::int64_t cents) {
    auto b = plafond(cents);
    b.vorm = model::BudgetVorm::bestedingsruimte;
    return b;
}

} // namespace

TEST_CASE("70 % is announced: a talk within two weeks, a decision within two weeks after it") {
    auto r = stap(ruimte(), NieuweStand{{699'999}, {699'999}}, dag(5, 1));
    CHECK(r.toestand == RuimteToestand::normaal);
    r = stap(r, NieuweStand{{700'000}, {700'000}}, dag(5, 2));
    CHECK(r.toestand == RuimteToestand::aangekondigd);
    CHECK(r.gesprek_voor == dag(5, 16));
    CHECK_FALSE(r.te_laat(dag(5, 16)));
    CHECK(r.te_laat(dag(5, 17)));
    r = stap(r, NieuweStand{{710'000}, {710'000}}, dag(5, 9));
    CHECK(r.aangekondigd == dag(5, 2));
    r = stap(r, GesprekGevoerd{}, dag(5, 10));
    CHECK(r.toestand == RuimteToestand::gesprek);
    CHECK(r.besluit_voor == dag(5, 24));
    CHECK(r.te_laat(dag(5, 25)));
    r = stap(r, Besloten{}, dag(5, 20));
    CHECK(r.toestand == RuimteToestand::besluit);
    CHECK_FALSE(r.te_laat(dag(12, 31)));
    r = stap(r, NieuweStand{{1'000'000}, {1'000'000}}, dag(9, 1));
    CHECK(r.toestand == RuimteToestand::uitgeput);
}

TEST_CASE("a threatening excess is announced before 70 % is claimed") {
    auto const r = stap(ruimte(), NieuweStand{{100'000}, {1'000'001}}, dag(2, 1));
    CHECK(r.toestand == RuimteToestand::aangekondigd);
    CHECK(stap(ruimte(), NieuweStand{{100'000}, {1'000'000}}, dag(2, 1)).toestand == RuimteToestand::normaal);
}

TEST_CASE("a written change gives a new amount and a new watch; credits make room again") {
    auto r = stap(ruimte(), NieuweStand{{1'000'000}, {1'000'000}}, dag(8, 1));
    CHECK(r.toestand == RuimteToestand::uitgeput);
    CHECK(r.gesprek_voor == dag(8, 15));
    CHECK(stap(r, NieuweStand{{900'000}, {900'000}}, dag(8, 2)).toestand == RuimteToestand::aangekondigd);
    r = stap(r, GesprekGevoerd{}, dag(8, 3));
    CHECK(stap(r, NieuweStand{{900'000}, {900'000}}, dag(8, 4)).toestand == RuimteToestand::gesprek);
    r = stap(r, Besloten{.bedrag = model::Money{2'000'000}}, dag(8, 10));
    CHECK(r.toestand == RuimteToestand::normaal);
    r = stap(r, NieuweStand{{1'400'000}, {1'400'000}}, dag(10, 1));
    CHECK(r.toestand == RuimteToestand::aangekondigd);
    CHECK(r.gesprek_voor == dag(10, 15));
}

TEST_CASE("a clientenstop is agreed with the decision and lifted by the gemeente; what does not fit the state changes nothing") {
    CHECK(stap(ruimte(), GesprekGevoerd{}, dag(5, 1)) == ruimte());
    CHECK(stap(ruimte(), Besloten{.clientenstop = true}, dag(5, 1)) == ruimte());
    auto r = stap(ruimte(), NieuweStand{{700'000}, {700'000}}, dag(5, 2));
    r = stap(stap(r, GesprekGevoerd{}, dag(5, 3)), Besloten{.bedrag = {}, .clientenstop = true}, dag(5, 4));
    CHECK(r.clientenstop);
    CHECK_FALSE(stap(r, StopOpgeheven{}, dag(6, 1)).clientenstop);
}

TEST_CASE("what people register about a bestedingsruimte: talk, decision, stop; a decision on one budget of a group counts in the sum") {
    model::Registratie r{.soort = "gesprek", .datum = dag(5, 3), .tekst = "B1"};
    auto const euro = [](std::int64_t euros) { return model::Money{euros * 100}; };
    auto const wat = [&] { return gebeurtenis(r, euro(6'000), euro(10'000)); };
    auto aangekondigd = stap(ruimte(), NieuweStand{euro(7'000), euro(7'000)}, dag(5, 2));
    auto const gesprek = stap(aangekondigd, wat().value(), dag(5, 3));
    CHECK(gesprek.toestand == RuimteToestand::gesprek);
    r.soort = "besluit";
    CHECK(stap(gesprek, wat().value(), dag(5, 9)).toestand == RuimteToestand::besluit);
    r.bedrag = euro(9'000);
    CHECK(stap(gesprek, wat().value(), dag(5, 9)).bedrag == euro(13'000));
    r.soort = "clientenstop";
    auto const stop = stap(gesprek, wat().value(), dag(5, 9));
    CHECK(stop.clientenstop);
    CHECK(stop.bedrag == euro(13'000));
    r.soort = "clientenstop_einde";
    CHECK_FALSE(stap(stop, wat().value(), dag(6, 1)).clientenstop);
    r.soort = "melding";
    CHECK_FALSE(wat());
}

TEST_CASE("a specifieke toewijzing goes on above the room, crisis help also during a clientenstop") {
    auto c = regio();
    CHECK(vrijstelling(c, model::Domein::wmo, std::nullopt, dag(1, 1)) == Vrijstelling::geen);
    CHECK(vrijstelling(c, model::Domein::wmo, model::Product{"02", std::nullopt}, dag(1, 1)) == Vrijstelling::geen);
    CHECK(vrijstelling(c, model::Domein::wmo, model::Product{"02", "02A03"}, dag(1, 1)) == Vrijstelling::specifiek);
    c.producten.front().crisis = true;
    CHECK(vrijstelling(c, model::Domein::wmo, model::Product{"02", "02A03"}, dag(1, 1)) == Vrijstelling::crisis);
}

TEST_CASE("crossing 70 % and 100 % is a signal once, with the sum and the days to talk and decide") {
    auto c = regio();
    c.budgetten.push_back(bestedingsruimte(1'000'000));
    Geheugen g(c);
    g.doe(bericht301({{.budget = 900'000}}));
    CHECK(g.bevindingen.empty());
    g.doe(bericht323({{.cents = 699'999}}), dag(6, 1));
    CHECK(g.bevindingen.empty());
    g.doe(bericht323({{.cents = 1}}), dag(6, 2));
    REQUIRE(g.bevindingen.size() == 1);
    auto const& f = g.bevindingen.front();
    CHECK(f.gevolg == model::Gevolg::signaleren);
    CHECK(f.melding.contains("16-06-2026"));
    CHECK(f.melding.contains("30-06-2026"));
    CHECK(f.berekening == "toegekend € 6.999,99 + € 0,01 = € 7.000,00, 70,00 % van € 10.000,00");
    CHECK(f.bron.verwijzing == "budgetten.csv:2");
    g.doe(bericht323({{.cents = 100'000}}));
    CHECK(g.bevindingen.empty());
    g.doe(bericht323({{.cents = 300'000}}));
    CHECK(g.bevindingen.size() == 2); // exhausted, and more than was committed
}

TEST_CASE("a threatening excess is a signal with the 301 that makes it; budgets of a group are looked at together") {
    auto c = regio();
    auto een = bestedingsruimte(600'000);
    auto twee = bestedingsruimte(400'000);
    twee.id = "B2";
    twee.jaar = 2027;
    een.groep = twee.groep = "G";
    c.budgetten = {een, twee};
    Geheugen g(c);
    g.doe(bericht301({{.budget = 1'000'000}}));
    CHECK(g.bevindingen.empty());
    g.doe(bericht301({{.nummer = 2, .budget = 1}}));
    REQUIRE(g.bevindingen.size() == 1);
    CHECK(g.bevindingen[0].melding.contains("groep G"));
    g.doe(bericht301({{.nummer = 3, .budget = 1}}));
    CHECK(g.bevindingen.empty());
}
