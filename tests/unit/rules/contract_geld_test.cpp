#include "tests/unit/rules/contract_regels.hpp"

#include <doctest/doctest.h>

#include <set>

using bouw::dag;
using contractzaak::eerste;
using contractzaak::euros;
using contractzaak::lijst;
using contractzaak::Lijst;
using contractzaak::Zaak;
using model::Gevolg;

TEST_CASE("E23: a budgetplafond of 100,000 by commitments") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B1", 10'000'000)};
    z.vastgelegd(9'500'000);
    auto const all = z.oordeel(bouw::toewijzing({euros(1001, 600'000)}));
    CHECK(lijst(all) == Lijst{"R14 aanhouden"});
    CHECK(eerste(all, "R14").berekening == "95.000,00 vastgelegd + 6.000,00 = 101.000,00; plafond 100.000,00; 1.000,00 te veel");
    CHECK(eerste(all, "R14").bron.verwijzing == "budgetten.csv:2");
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 500'000)}))) == Lijst{}); // exactly the ceiling
    z.contract->parameters.plafond_tot_en_met = false;
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 500'000)}))) == Lijst{"R14 aanhouden"});
    z.contract->parameters.plafond_tot_en_met = true;
    // A stop released 12,000 of #2.
    z.feiten.contract_feiten.rekeningen.clear();
    z.vastgelegd(8'800'000);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 1'200'001)}))) == Lijst{"R14 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 1'200'000)}))) == Lijst{});
}

TEST_CASE("R14: two products of one message count together, a new version only for what it adds") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B1", 10'000'000)};
    z.vastgelegd(9'000'000);
    auto const all = z.oordeel(bouw::toewijzing({euros(1001, 600'000), euros(1002, 600'000)}));
    CHECK(lijst(all) == Lijst{"R14 aanhouden"});
    CHECK(all.front().plaats.item == 1);
    auto oud = zaak::toewijzing();
    oud.omvang.reset();
    oud.budget = model::Money{2'000'000};
    oud.verbintenissen = {{2026, {2'000'000}, {}, false}};
    z.feiten.toewijzingen.zet(1001, oud);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 3'000'000)}))) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 3'000'001)}))) == Lijst{"R14 aanhouden"});
}

TEST_CASE("R14: a verzoek above the room gets a proposed 319, crisis goes on, a signal is a choice") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B1", 10'000'000)};
    z.vastgelegd(9'900'000);
    auto v = bouw::aangevraagd();
    v.omvang.reset();
    v.budget = model::Bedrag(model::Money{200'000});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing({v}))) == Lijst{"R14 signaleren 2"});
    z.zet("R14", Gevolg::signaleren, true, 301);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 200'000)}))) == Lijst{"R14 signaleren"});
    z.product().crisis = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 200'000)}))) == Lijst{});
}

TEST_CASE("R14: a bestedingsruimte never keeps a toewijzing back (CSW 1.5.5 g)") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B1", 10'000'000)};
    z.contract->budgetten.front().vorm = model::BudgetVorm::bestedingsruimte;
    z.vastgelegd(9'900'000);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 200'000)}))) == Lijst{"R14 signaleren"});
}

TEST_CASE("E24: what runs over a year is split by day before it is held against each year's plafond") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B22", 920'000, 2022), contractzaak::budget("B23", 900'000, 2023)};
    auto p = euros(1001, 1'820'000);
    p.ingangsdatum = dag("2022-10-01");
    p.einddatum = model::Datum(dag("2023-03-31"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
    z.contract->budgetten[0].bedrag = {919'999};
    z.contract->budgetten[1].bedrag = {899'999};
    auto const all = z.oordeel(bouw::toewijzing({p}));
    CHECK(lijst(all) == Lijst{"R14 aanhouden", "R14 aanhouden"});
    CHECK(all[0].waarde == "€ 9.200,00");
    CHECK(all[1].waarde == "€ 9.000,00");
}

TEST_CASE("R14: budgets of one group are added up, whoever of them the message is of") {
    Zaak z;
    auto een = contractzaak::budget("B1", 1'000'000);
    auto twee = contractzaak::budget("B2", 1'000'000);
    twee.aanbieder = "42420002";
    een.groep = twee.groep = "samen";
    z.contract->budgetten = {een, twee};
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 1'900'000)}))) == Lijst{});
    z.vastgelegd(200'000, 2026, "42420002");
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 1'900'000)}))) == Lijst{"R14 aanhouden"});
    auto const vraag = z.vraag(bouw::toewijzing());
    CHECK(vraag.aanbieders == std::vector<std::string>{"42420001", "42420002"});
    CHECK(vraag.jaar_van == 2026);
    CHECK(vraag.jaar_tot == 2026);
}

TEST_CASE("R14: without a tarief nobody knows, and that is said") {
    Zaak z;
    z.contract->budgetten = {contractzaak::budget("B1", 10'000'000)};
    z.contract->tarieven.clear();
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R14 aanhouden"});
}

TEST_CASE("R16: above a budgetafspraak, in money or in number, is a signal") {
    Zaak z;
    auto b = contractzaak::budget("B1", 10'000'000);
    b.vorm = model::BudgetVorm::budgetafspraak;
    b.verwacht_aantal = 3;
    z.contract->budgetten = {b};
    z.vastgelegd(9'900'000, 2026, "42420001", 2);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 100'000)}))) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 100'001)}))) == Lijst{"R16 signaleren"});
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 40'000), euros(1002, 40'000)}))) == Lijst{"R16 signaleren"});
    z.zet("R16", Gevolg::aanhouden);
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 100'001)}))) == Lijst{"R16 signaleren"});
}

TEST_CASE("E29: ten percent outside the framework, with evidence") {
    Zaak z;
    z.aanbieder().rol = "buiten_raam";
    z.contract->overeenkomsten.push_back(contractzaak::overeenkomst("42420002"));
    auto b = contractzaak::budget("B1", 125'000'000);
    b.aanbieder = "42420002";
    z.contract->budgetten = {b};
    z.vastgelegd(12'000'000);
    z.registreer("niet_leverbaar");
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 500'000)}))) == Lijst{});
    auto const all = z.oordeel(bouw::toewijzing({euros(1001, 500'001)}));
    CHECK(lijst(all) == Lijst{"R20 aanhouden"});
    CHECK(eerste(all, "R20").berekening == "120.000,00 vastgelegd + 5.000,01 = 125.000,01; hoogstens 125.000,00; 0,01 te veel");
    z.feiten.contract_feiten.registraties.clear();
    CHECK(lijst(z.oordeel(bouw::toewijzing({euros(1001, 500'000)}))) == Lijst{"R20 aanhouden"});
}

TEST_CASE("E36: bijzondere pleegzorgkosten have the maximum of their date") {
    Zaak z;
    z.aanbieder().geldig.van = dag("2018-01-01");
    z.contract->geldig.van = dag("2018-01-01");
    z.product().eenheid = "83";
    z.contract->tarieven = {
        {model::Domein::wmo, "02A16", "83", "", {75'000}, {dag("2018-01-01"), dag("2018-12-31")}, "tarieven.csv:2"},
        {model::Domein::wmo, "02A16", "83", "", {150'000}, {dag("2019-01-01"), std::nullopt}, "tarieven.csv:3"},
    };
    auto const op = [&](char const* van, char const* tot, std::int64_t cents) {
        auto p = euros(1001, cents);
        p.ingangsdatum = dag(van);
        p.einddatum = model::Datum(dag(tot));
        return lijst(z.oordeel(bouw::toewijzing({p})));
    };
    CHECK(op("2018-12-31", "2018-12-31", 75'000) == Lijst{});
    CHECK(op("2018-12-31", "2018-12-31", 75'001) == Lijst{"R09 aanhouden"});
    CHECK(op("2019-01-01", "2019-12-31", 150'000) == Lijst{});
    CHECK(op("2019-01-01", "2019-12-31", 150'001) == Lijst{"R09 aanhouden"});

    auto t = zaak::toewijzing();
    t.ingangsdatum = dag("2018-01-01");
    z.feiten.toewijzingen.zet(1001, t);
    auto const declareer = [&](char const* van, char const* tot, std::int64_t cents) {
        auto p = bouw::prestatie();
        p.eenheid = "83";
        p.product_tarief.reset();
        p.product_periode = {dag(van), dag(tot)};
        p.geleverd_volume = cents;
        p.ingediend_bedrag.bedrag = model::Money{cents};
        return lijst(z.oordeel(bouw::declaratie({p})));
    };
    CHECK(declareer("2018-12-01", "2018-12-31", 75'000) == Lijst{});
    CHECK(declareer("2018-12-01", "2018-12-31", 75'001) == Lijst{"R36 signaleren"});
    CHECK(declareer("2019-01-01", "2019-01-31", 150'000) == Lijst{});
    CHECK(declareer("2019-01-01", "2019-01-31", 150'001) == Lijst{"R36 signaleren"});
}

TEST_CASE("R36: a casusbudget counts what was claimed before, credits first") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto eerder = bouw::prestatie("R0");
    eerder.product_periode = {dag("2026-02-01"), dag("2026-02-28")};
    zaak::toegekend(z.feiten, "R0", eerder);
    z.registreer("casusbudget", 1001, nullptr, {}, model::Money{56'000});
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
    z.feiten.contract_feiten.registraties.front().bedrag = model::Money{55'999};
    auto const all = z.oordeel(bouw::declaratie());
    CHECK(lijst(all) == Lijst{"R36 signaleren"});
    CHECK(eerste(all, "R36").berekening == "280,00 gedeclareerd + 280,00 = 560,00; budget 559,99; 0,01 te veel");
    CHECK(lijst(z.oordeel(bouw::declaratie({bouw::prestatie("R1"), bouw::credit("R2", "R0")}))) == Lijst{});
}

TEST_CASE("E27: a tarief holds on the date of delivery, with the opslag of who has it") {
    auto f = zaak::feiten();
    auto c = std::make_shared<model::Contract>(*f.contract);
    c->tarieven = {{model::Domein::wmo, "02A16", "04", "", {6000}, {dag("2021-01-01"), dag("2025-12-31")}, "tarieven.csv:2"},
                   {model::Domein::wmo, "02A16", "04", "", {6240}, {dag("2026-01-01"), std::nullopt}, "tarieven.csv:3"}};
    f.contract = c;
    zaak::eigen(f, 1001).ingangsdatum = dag("2025-01-01");
    auto const minuten = [&](char const* van, char const* tot, std::int64_t tarief, std::int64_t bedrag) {
        auto p = bouw::prestatie();
        p.eenheid = "01";
        p.product_periode = {dag(van), dag(tot)};
        p.geleverd_volume = 95;
        p.product_tarief = model::Bedrag(model::Money{tarief});
        p.ingediend_bedrag.bedrag = model::Money{bedrag};
        std::set<std::string> ids;
        for (auto const& b : zaak::oordeel(bouw::declaratie({p}), f).bevindingen) ids.insert(b.regel);
        return ids;
    };
    using Ids = std::set<std::string>;
    CHECK(minuten("2026-03-01", "2026-03-31", 104, 9880) == Ids{});
    CHECK(minuten("2025-12-01", "2025-12-31", 100, 9500) == Ids{});
    CHECK(minuten("2025-12-01", "2025-12-31", 104, 9880).contains("TR418"));
    CHECK(minuten("2025-12-15", "2026-01-15", 104, 9880) == Ids{"CS337"}); // level 2: it has to be split
    // 10 % for who has it.
    c->opslagen = {
        {model::Domein::wmo, "02A16", "42420001", 1000, {}, "kleine groep", {dag("2026-01-01"), std::nullopt}, "opslagen.csv:2"}};
    auto uur = bouw::prestatie();
    uur.product_tarief = model::Bedrag(model::Money{6864});
    uur.ingediend_bedrag.bedrag = model::Money{4 * 6864};
    CHECK(zaak::gevonden(zaak::oordeel(bouw::declaratie({uur}), f)).empty());
    c->opslagen.front().aanbieder = "42420002";
    auto const zonder = zaak::oordeel(bouw::declaratie({uur}), f);
    REQUIRE(zonder.bevindingen.size() == 1);
    CHECK(zonder.bevindingen.front().regel == "TR418");
    CHECK(zonder.bevindingen.front().retourcode == "0611");
}

TEST_CASE("E28: 28 etmalen at 24.35 are 681.80; 29 in 28 days are refused by TR321, and never twice as much as a day has") {
    auto f = zaak::feiten();
    auto c = std::make_shared<model::Contract>(*f.contract);
    c->producten.front().eenheid = "14";
    c->tarieven = {{model::Domein::wmo, "02A16", "14", "", {2435}, c->geldig, "tarieven.csv:2"}};
    f.contract = c;
    auto& t = zaak::eigen(f, 1001);
    t.omvang = model::Omvang{1, "14", "1"};
    auto const etmalen = [&](std::int64_t n) {
        auto p = bouw::prestatie();
        p.eenheid = "14";
        p.product_periode = {dag("2026-02-01"), dag("2026-02-28")};
        p.geleverd_volume = n;
        p.product_tarief = model::Bedrag(model::Money{2435});
        p.ingediend_bedrag.bedrag = model::Money{n * 2435};
        return bouw::declaratie({p});
    };
    CHECK(model::multiply({2435}, 28) == model::Money{68180});
    CHECK(zaak::gevonden(zaak::oordeel(etmalen(28), f)).empty());
    auto const te_veel = zaak::oordeel(etmalen(29), f);
    REQUIRE(te_veel.bevindingen.size() == 1);
    CHECK(te_veel.bevindingen.front().regel == "TR321");
    CHECK(te_veel.bevindingen.front().retourcode == "9321");

    Zaak z; // a wider Omvang: paid, and pointed out
    z.feiten.toewijzingen.zet(1001, t);
    z.product().eenheid = "14";
    CHECK(lijst(z.oordeel(etmalen(28))) == Lijst{});
    CHECK(lijst(z.oordeel(etmalen(29))) == Lijst{"R33 signaleren"});
}

TEST_CASE("A broken month of output is paid as the contract says (IV078), through TR321") {
    auto f = zaak::feiten();
    auto c = std::make_shared<model::Contract>(*f.contract);
    c->producten.front().eenheid = "82";
    c->tarieven = {{model::Domein::wmo, "02A16", "82", "", {7000}, c->geldig, "tarieven.csv:2"}};
    f.contract = c;
    auto& t = zaak::eigen(f, 1001);
    t.omvang = model::Omvang{31, "82", "4"};
    t.einddatum = dag("2026-03-10");
    auto const declareer = [&](std::int64_t n) {
        auto p = bouw::prestatie();
        p.eenheid = "82";
        p.product_periode = {dag("2026-03-01"), dag("2026-03-10")};
        p.geleverd_volume = n;
        p.ingediend_bedrag.bedrag = model::Money{n * 7000};
        return zaak::gevonden(zaak::oordeel(bouw::declaratie({p}), f)).size();
    };
    CHECK(declareer(31) == 0);
    c->producten.front().gebroken_maand = "niet";
    CHECK(declareer(1) == 1);
    c->producten.front().gebroken_maand = "naar_rato";
    CHECK(declareer(10) == 0);
    CHECK(declareer(11) == 1);
    c->producten.front().gebroken_maand = "volledig";
    CHECK(declareer(31) == 0);
    CHECK(declareer(32) == 1);
    c->producten.front().gebroken_maand = "alleen_laatste";
    CHECK(declareer(31) == 0);
    t.einddatum = dag("2026-12-31");
    t.ingangsdatum = dag("2026-03-01");
    CHECK(declareer(1) >= 1);
}
