#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/regels.hpp"
#include "tests/unit/rules/contract_regels.hpp"

#include <doctest/doctest.h>

#include <set>

using bouw::dag;
using contractzaak::eerste;
using contractzaak::lijst;
using contractzaak::Lijst;
using contractzaak::Zaak;
using model::Gevolg;

TEST_CASE("The list has R01 to R38 in order, each with a sentence, and each that only the standard or the loader runs says so") {
    auto const all = rules::contract::regels();
    REQUIRE(all.size() == 38);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(std::string(all[i]->id));
        CHECK(all[i]->id == fmt::format("R{:02}", i + 1));
        CHECK(all[i]->zin.ends_with("."));
        CHECK_FALSE(all[i]->bron.empty());
        if (all[i]->check == nullptr) CHECK((!all[i]->via.empty() || all[i]->id == "R05"));
    }
}

TEST_CASE("Every rule with a check looks at a message, and every message a rule looks at has the rule") {
    for (auto const& l : rules::contract::legitimiteit())
        CHECK(std::ranges::any_of(rules::contract::regels(), [&](auto const* r) { return r->id == l.regel; }));
    for (auto const* r : rules::contract::regels()) {
        if (r->check == nullptr) continue;
        CAPTURE(std::string(r->id));
        bool verzoek = false;
        bool any = false;
        for (auto const& l : rules::contract::legitimiteit()) {
            if (l.regel != r->id || !l.kijkt) continue;
            any = true;
            verzoek = verzoek || l.bericht == 315 || l.bericht == 317;
        }
        CHECK(any);
        // It proposes a 319 exactly where there is something to answer; R29 only points out.
        CHECK(verzoek == (!r->voorstel.empty() || r->id == "R29"));
        CHECK(r->voorstel != "8"); // only a Jw verzoek has a class for it (retourcodes)
    }
}

TEST_CASE("What fits the agreements is silent on every message") {
    Zaak z;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{});
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::stop())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::verzoek_wijziging())) == Lijst{});
}

TEST_CASE("Without agreements no contract rule runs and nothing is asked") {
    Zaak z;
    z.contract->overeenkomsten.clear();
    z.contract->percelen.clear();
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    CHECK(z.vraag(bouw::toewijzing()).leeg());
}

TEST_CASE("A strength that the standard leaves no room for is a signal at run time too") {
    Zaak z;
    z.aanbieder().perceel = "P9"; // no agreement for P1
    z.zet("R01", Gevolg::afkeuren);
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R01 signaleren"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R01 signaleren 3"});
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{"R01 signaleren"});
}

TEST_CASE("A rule that the region put out is silent") {
    Zaak z;
    z.aanbieder().perceel = "P9";
    z.zet("R01", Gevolg::signaleren, false);
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("A credit is never looked at (IV085), a rejected prestatie neither") {
    Zaak z;
    z.aanbieder().perceel = "P9";
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    CHECK(lijst(z.oordeel(bouw::declaratie({bouw::credit("R2", "R1")}))) == Lijst{});
    z.feiten.contract = z.contract;
    auto const bericht = bouw::declaratie();
    model::Verdict verdict;
    verdict.toegekend = {{false}};
    rules::contract::beoordeel({bericht, z.feiten, z.vandaag}, verdict);
    CHECK(verdict.bevindingen.empty());
}

TEST_CASE("What is removed or only made smaller meets no agreement") {
    Zaak z;
    z.aanbieder().perceel = "P9";
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto korter = bouw::product();
    korter.einddatum = model::Datum(dag("2026-06-30"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({korter}))) == Lijst{});
    auto weg = bouw::product();
    weg.einddatum = weg.ingangsdatum;
    weg.reden_wijziging = model::Code("13");
    CHECK(lijst(z.oordeel(bouw::toewijzing({weg}))) == Lijst{});
    auto langer = bouw::product();
    langer.einddatum = model::Datum(dag("2027-06-30"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({langer}))) == Lijst{"R01 aanhouden"});
}

TEST_CASE("R01: no agreement for the perceel, and a finding that explains itself") {
    Zaak z;
    z.aanbieder().perceel = "P9";
    auto const all = z.oordeel(bouw::toewijzing());
    auto const& b = eerste(all, "R01");
    CHECK(b.gevolg == Gevolg::aanhouden);
    CHECK(b.niveau == model::Niveau::extern_bron);
    CHECK(b.retourcode.empty());
    CHECK(b.melding == "Met deze aanbieder is geen overeenkomst voor perceel P1.");
    CHECK(b.grens == "een overeenkomst die op 01-01-2026 geldt");
    CHECK(b.bron.soort == "contract");
    CHECK(b.bron.verwijzing == "bundel.toml:10");
    CHECK(b.bron.bundel == "basis@1");
    CHECK(b.xpath == "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Product/Code");
}

TEST_CASE("R01: an agreement that expired while the toewijzing lives gives a remark on the prestatie, once per product") {
    Zaak z;
    z.aanbieder().geldig.tot = dag("2026-02-28");
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto twee = std::vector{bouw::prestatie("R1"), bouw::prestatie("R2")};
    auto const all = z.oordeel(bouw::declaratie(twee));
    CHECK(lijst(all) == Lijst{"R01 signaleren"});
    CHECK(eerste(all, "R01").grens == "de overeenkomst gold t/m 28-02-2026");
}

TEST_CASE("R01: a cliëntenstop keeps newcomers out, not who is there, not crisis") {
    Zaak z;
    z.aanbieder().clientenstop = model::Geldigheid{dag("2025-12-01"), dag("2026-03-31")};
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R01 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R01 signaleren 4"});
    z.product().crisis = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.product().crisis = false;
    z.inzet(900, "2025-06-01", "2026-02-01").zelfde_client = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("R02: a gemeente that does not take part, R03: a local perceel with its own list") {
    Zaak z;
    z.contract->geen_deelname = {{"0384", "P1", "", {dag("2020-01-01"), std::nullopt}, "deelname.csv:2"}};
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R02 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R02 signaleren 3"});
    z.contract->geen_deelname.front().geldig.tot = dag("2025-12-31");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.contract->geen_deelname = {{"0384", "", "02A17", {dag("2020-01-01"), std::nullopt}, "deelname.csv:2"}};
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.lot().lokaal = true;
    z.aanbieder().gemeenten = {"0363"};
    auto const all = z.oordeel(bouw::toewijzing());
    CHECK(lijst(all) == Lijst{"R03 aanhouden"});
    CHECK(eerste(all, "R03").grens == "gemeente 0363");
    z.lot().lokaal = false;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("E32: a 301 that begins on 1-1-2025 needs extension 1 of 3+1+1") {
    Zaak z;
    z.aanbieder().geldig.tot = dag("2024-12-31");
    z.aanbieder().verlengingen = 0;
    auto p = bouw::product();
    p.ingangsdatum = dag("2025-01-01");
    p.einddatum = model::Datum(dag("2025-06-30"));
    auto const all = z.oordeel(bouw::toewijzing({p}));
    CHECK(lijst(all) == Lijst{"R04 aanhouden"});
    CHECK(eerste(all, "R04").berekening == "3+1+1 vanaf 01-01-2022: basis t/m 31-12-2024; nodig is verlenging 1, t/m 31-12-2025");
    p.ingangsdatum = dag("2024-12-31");
    p.einddatum = model::Datum(dag("2024-12-31"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
    p.einddatum = model::Datum(dag("2025-01-01")); // who began finishes
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R04 signaleren"});
}

TEST_CASE("R04: a product closed for new toewijzingen stays open for what runs") {
    Zaak z;
    z.product().open_tot = dag("2025-12-14");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R04 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R04 signaleren 4"});
    z.product().open_tot = dag("2026-01-01");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.product().open_tot = dag("2025-12-14");
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto langer = bouw::product();
    langer.omvang = model::Omvang{4, "04", "2"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({langer}))) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
}

TEST_CASE("R06: the eenheid of the product, and in a gemeente that converted its own") {
    Zaak z;
    auto p = bouw::product();
    p.omvang = model::Omvang{180, "01", "2"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{}); // minutes for hours
    p.omvang = model::Omvang{2, "16", "2"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R06 aanhouden"});
    auto v = bouw::aangevraagd();
    v.omvang = p.omvang;
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing({v}))) == Lijst{"R06 signaleren 4"});
    // Trajecten, but plekken in Diemen.
    z.product().eenheid = "82";
    z.lot().bekostiging = model::Bekostiging::traject;
    p.omvang = model::Omvang{1, "82", "6"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
    z.lot().per_gemeente = {{"0384", model::Bekostiging::plek}};
    auto const all = z.oordeel(bouw::toewijzing({p}));
    CHECK(lijst(all) == Lijst{"R06 aanhouden"});
    CHECK(eerste(all, "R06").melding == "In gemeente 0384 wordt perceel P1 bekostigd per plek.");
    p.omvang = model::Omvang{5, "14", "2"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
}

TEST_CASE("R06 on a 323 is a remark: the toewijzing is what it is paid on") {
    Zaak z;
    z.product().eenheid = "16";
    z.zet("R06", Gevolg::aanhouden);
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{"R06 signaleren"});
}

TEST_CASE("R09: a maatwerktraject costs the same everywhere") {
    Zaak z;
    z.product().maatwerk = true;
    z.contract->tarieven.push_back({model::Domein::wmo, "02A16", "04", "42420001", {150000}, z.contract->geldig, "tarieven.csv:3"});
    CHECK(lijst(z.oordeel(bouw::toewijzing({contractzaak::euros(1001, 300000)}))) == Lijst{});
    auto const all = z.oordeel(bouw::toewijzing({contractzaak::euros(1001, 310000)}));
    CHECK(lijst(all) == Lijst{"R09 aanhouden"});
    CHECK(eerste(all, "R09").berekening == "3.100,00 = 2 x 1.500,00 + 100,00");
}

TEST_CASE("R10: stacking is allowed, the same product over the same period is not") {
    Zaak z;
    auto& i = z.inzet(900, "2026-01-01", "2026-12-31", "42420002");
    i.zelfde_client = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R10 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R10 signaleren 6"});
    i.tot = dag("2026-12-30");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    i.tot = dag("2026-12-31");
    i.zelfde_client = false;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    i.zelfde_client = true;
    i.nummer = 1001; // a new version of itself
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("R11: products that exclude each other, and one that only goes beside another") {
    Zaak z;
    z.contract->combinaties = {{true, "02A16", {"02A17"}, {dag("2020-01-01"), std::nullopt}, "combinaties.csv:2"}};
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    auto& i = z.inzet(900, "2026-06-01", "2026-12-31", "42420002", "02A17");
    i.zelfde_client = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R11 signaleren"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R11 signaleren 7"});
    i.gestopt = dag("2025-12-31");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    i.gestopt.reset();
    z.contract->combinaties.front().sluit_uit = false;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    i.zelfde_client = false;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R11 signaleren"});
    CHECK(lijst(z.oordeel(bouw::toewijzing({bouw::product(1001), bouw::product(1002, "02", "02A17")}))) == Lijst{});
}

TEST_CASE("E34: Rebound lasts at most 91 days, both ends counted; above the average is only a signal") {
    Zaak z;
    z.aanbieder().geldig.van = dag("2019-01-01");
    z.product().max_dagen = 91;
    z.product().norm_dagen = 60;
    auto p = bouw::product();
    p.ingangsdatum = dag("2019-09-02");
    p.einddatum = model::Datum(dag("2019-12-01"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R12 signaleren"});
    p.einddatum = model::Datum(dag("2019-12-02"));
    auto const all = z.oordeel(bouw::toewijzing({p}));
    CHECK(lijst(all) == Lijst{"R12 aanhouden"});
    CHECK(eerste(all, "R12").berekening == "02-09-2019 + 91 dagen = t/m 01-12-2019; t/m 02-12-2019 is 92 dagen, 1 te veel");
    p.einddatum = model::Datum(dag("2019-10-31"));
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
}

TEST_CASE("R13: no end only where the perceel allows it") {
    Zaak z;
    auto p = bouw::product();
    p.omvang = model::Omvang{12, "04", "4"};
    p.einddatum.reset();
    z.aanbieder().geldig.tot.reset();
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R13 aanhouden"});
    z.lot().onbepaald = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
}

TEST_CASE("E16: the third plek fits, the fourth waits, and a stop makes room without extra money") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(3)};
    z.inzet(901, "2025-01-01", "2026-12-31");
    z.inzet(902, "2025-01-01", "2026-12-31", "42420002");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    auto& derde = z.inzet(903, "2025-01-01", nullptr);
    auto const all = z.oordeel(bouw::toewijzing());
    CHECK(lijst(all) == Lijst{"R17 aanhouden"});
    CHECK(eerste(all, "R17").berekening == "3 bezet + 1 = 4; 3 afgesproken; 1 te veel");
    derde.gestopt = dag("2025-12-31");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    derde.gestopt = dag("2026-01-01"); // still there on the first day
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R17 aanhouden"});
    derde.nummer = 1001; // its own new version
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::toewijzing({bouw::product(1001), bouw::product(1002)}))) == Lijst{"R17 aanhouden"});
}

TEST_CASE("R17: another region with the same product codes takes no places; another gemeente's number is another toewijzing") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(1)};
    auto& elders = z.inzet(1001, "2025-01-01", nullptr);
    elders.gemeente = "0014"; // not in the contract
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    elders.gemeente = "0363"; // of the region, and not the toewijzing 1001 of this message
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R17 aanhouden"});
}

TEST_CASE("R17: who leaves on the day before makes room for who comes") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(2)};
    z.inzet(901, "2025-01-01", "2026-03-31");
    z.inzet(902, "2026-04-01", "2026-12-31");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.inzet(903, "2026-03-31", "2026-04-30");
    auto const all = z.oordeel(bouw::toewijzing());
    CHECK(eerste(all, "R17").waarde == "3 plekken op 31-03-2026");
    z.product().crisis = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("R17 on a start and R18 on a stop speak to people") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(1)};
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    z.inzet(901, "2026-01-01", "2026-12-31");
    z.inzet(1001, "2026-01-01", "2026-12-31");
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{"R17 signaleren"});
    auto const all = z.oordeel(bouw::stop());
    CHECK(lijst(all) == Lijst{"R18 signaleren"});
    CHECK(eerste(all, "R18").waarde == "vrij vanaf 01-07-2026");
    auto tijdelijk = bouw::stop_product();
    tijdelijk.reden_beeindiging = "20";
    CHECK(lijst(z.oordeel(bouw::stop({tijdelijk}))) == Lijst{});
}

TEST_CASE("R38: capacity grows only with consent") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(1)};
    z.contract->capaciteit.front().instemming = true;
    z.inzet(901, "2025-01-01", "2026-12-31");
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R38 aanhouden"});
    z.registreer("instemming", 0);
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("E35: MDA++ case 16 of a year is a signal, 23 is accepted, 24 is not") {
    Zaak z;
    z.contract->capaciteit = {contractzaak::capaciteit(23, true)};
    z.contract->capaciteit.front().signaal_vanaf = 16;
    auto const met = [&](std::int64_t eerder) {
        z.feiten.contract_feiten.inzet.clear();
        for (std::int64_t i = 0; i < eerder; ++i) z.inzet(2000 + i, "2026-01-01", "2026-03-31");
        z.inzet(3000, "2025-12-31", "2026-12-31"); // of the year before
        return lijst(z.oordeel(bouw::toewijzing()));
    };
    CHECK(met(14) == Lijst{});
    CHECK(met(15) == Lijst{"R19 signaleren"});
    CHECK(met(22) == Lijst{"R19 signaleren"});
    CHECK(met(23) == Lijst{"R19 aanhouden"});
}
