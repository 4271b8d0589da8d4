#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>

using bouw::dag;
using zaak::feiten;

namespace {

using Codes = std::set<std::string>;

/// Judges one 323 with one prestatie and gives the rules that spoke, each with the finding complete and free of BSNs.
Codes regels(model::Prestatie prestatie, model::Facts const& f) {
    Codes ids;
    for (auto const& b : zaak::oordeel(bouw::declaratie({std::move(prestatie)}), f).bevindingen) {
        CHECK_MESSAGE(!b.melding.empty(), b.regel);
        CHECK_MESSAGE(!b.grens.empty(), b.regel);
        CHECK_MESSAGE(!b.oplossing.empty(), b.regel);
        CHECK_MESSAGE(!b.bron.verwijzing.empty(), b.regel);
        for (auto const& tekst : {b.melding, b.waarde, b.grens, b.berekening, b.oplossing})
            CHECK(tekst.find(bouw::bsn_1) == std::string::npos);
        ids.insert(b.regel);
    }
    return ids;
}

model::Prestatie minuten(std::int64_t aantal, std::int64_t tarief, std::int64_t bedrag) {
    auto p = bouw::prestatie();
    p.eenheid = "01";
    p.geleverd_volume = aantal;
    p.product_tarief = model::Bedrag(model::Money{tarief});
    p.ingediend_bedrag.bedrag = model::Money{bedrag};
    return p;
}

} // namespace

TEST_CASE("A prestatie that fits toewijzing and contract") { CHECK(regels(bouw::prestatie(), feiten()) == Codes{}); }

TEST_CASE("Each rule on a prestatie finds its fault, and nothing else speaks") {
    struct Geval {
        Codes verwacht;
        std::function<void(model::Prestatie&, model::Facts&)> buig;
    };
    auto const volume = [](model::Prestatie& p, std::int64_t n) {
        p.geleverd_volume = n;
        p.ingediend_bedrag.bedrag = model::Money{n * 7000};
    };
    auto const periode = [](model::Prestatie& p, char const* begin, char const* einde) { p.product_periode = {dag(begin), dag(einde)}; };
    std::vector<Geval> const gevallen{
        {{
             "TR304",
         },
         [](auto&, auto& f) { f.clienten.clear(); }},
        {{"TR307", "TR387"}, [&](auto&, auto& f) { zaak::eigen(f, 1001).ingangsdatum = dag("2026-03-10"); }},
        {{"TR308", "TR388"}, [&](auto&, auto& f) { zaak::eigen(f, 1001).einddatum = dag("2026-03-20"); }},
        {{"TR314"}, [](auto&, auto& f) { f.referenties["R1"] = {}; }},
        {{"TR321"}, [&](auto& p, auto&) { volume(p, 19); }}, // March 2026 touches six weeks
        {{"TR322"},
         [&](auto&, auto& f) {
             zaak::eigen(f, 1001).omvang = model::Omvang{5, "04", "6"};
             auto eerder = bouw::prestatie();
             eerder.product_periode = {dag("2026-02-01"), dag("2026-02-28")};
             eerder.geleverd_volume = 2;
             zaak::toegekend(f, "R0", eerder);
         }},
        {{"TR338"}, [](auto& p, auto&) { p.toewijzing_nummer = 999; }},
        {{"TR338"}, [](auto&, auto& f) { zaak::eigen(f, 1001).bsn = bouw::bsn_2; }},
        {{"TR338"}, [](auto&, auto& f) { zaak::eigen(f, 1001).aanbieder = "42420002"; }},
        {{"TR339"},
         [](auto&, auto& f) {
             zaak::eigen(f, 1001).product = model::Product{"03", std::nullopt};
         }},
        {{"TR340"}, [](auto&, auto& f) { zaak::eigen(f, 1001).product->code = "02A17"; }},
        {{"TR341"}, [](auto&, auto& f) { zaak::eigen(f, 1001).omvang->eenheid = "16"; }},
        {{"TR346"}, [](auto& p, auto&) { p.ingediend_bedrag.bedrag = model::Money{28001}; }},
        {{"TR369"},
         [](auto&, auto& f) {
             auto& t = zaak::eigen(f, 1001);
             t.omvang.reset();
             t.budget = model::Money{27999};
         }},
        {{"TR381"},
         [](auto& p, auto& f) {
             p.product_code = "02X99";
             zaak::eigen(f, 1001).product->code.reset();
         }},
        {{"TR384"}, [](auto&, auto& f) { zaak::eigen(f, 1001).reden_wijziging = model::Code("13"); }},
        {{"TR387"}, [&](auto& p, auto&) { periode(p, "2026-03-02", "2026-03-31"); }},
        {{"TR388"}, [&](auto& p, auto&) { periode(p, "2026-03-01", "2026-03-30"); }},
        {{"TR389"}, [](auto&, auto& f) { zaak::toegekend(f, "R0", bouw::prestatie()); }},
        {{"TR418"},
         [](auto& p, auto&) {
             p.product_tarief = model::Bedrag(model::Money{7001});
             p.ingediend_bedrag.bedrag = model::Money{28004};
         }},
        {{"TR418"},
         [](auto& p, auto& f) {
             p.product_code = "02A17";
             zaak::eigen(f, 1001).product->code = "02A17";
         }}, // no tarief agreed
    };
    for (auto const& geval : gevallen) {
        auto p = bouw::prestatie();
        auto f = feiten();
        geval.buig(p, f);
        CAPTURE(*geval.verwacht.begin());
        auto const gevonden = regels(p, f);
        CHECK(gevonden == geval.verwacht);
    }
}

TEST_CASE("A ProductPeriode after the DeclaratiePeriode") {
    auto p = bouw::prestatie();
    p.product_periode = {dag("2026-04-01"), dag("2026-04-30")};
    auto bericht = bouw::declaratie({p});
    auto& b = bouw::als_323(bericht);
    b.header.bericht_identificatie.dagtekening = dag("2026-05-03");
    b.declaratie.declaratie_dagtekening = dag("2026-05-03");
    CHECK(zaak::gevonden(zaak::oordeel(bericht, feiten())) ==
          std::vector<std::string>{"TR319 9319 /Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode"});
    b.declaratie.declaratie_periode = {dag("2026-04-01"), dag("2026-04-30")};
    CHECK(zaak::gevonden(zaak::oordeel(bericht, feiten())).empty());
}

TEST_CASE("Without a contract the contract rules are silent") {
    auto f = feiten();
    f.contract.reset();
    auto p = bouw::prestatie();
    p.product_tarief = model::Bedrag(model::Money{9999});
    p.ingediend_bedrag.bedrag = model::Money{4 * 9999};
    CHECK(regels(p, f) == Codes{});
}

TEST_CASE("A tarief that changes inside the ProductPeriode is refused, one that changes at its edge is not") {
    auto const with_change_on = [](char const* day) {
        auto f = feiten();
        auto c = zaak::contract();
        auto const nieuw = dag(day);
        c->tarieven = {{model::Domein::wmo, "02A16", "04", "", {7000}, {dag("2021-01-01"), nieuw - 1}, "tarieven.csv:2"},
                       {model::Domein::wmo, "02A16", "04", "", {7200}, {nieuw, std::nullopt}, "tarieven.csv:3"}};
        f.contract = c;
        return f;
    };
    CHECK(regels(bouw::prestatie(), with_change_on("2026-03-16")) == Codes{"TR418"});
    CHECK(regels(bouw::prestatie(), with_change_on("2026-04-01")) == Codes{});
    CHECK(regels(bouw::prestatie(), with_change_on("2026-03-01")) == Codes{"TR418"});
}

TEST_CASE("A contract that has ended keeps its last tarieven (UP031)") {
    auto f = feiten();
    auto c = zaak::contract();
    auto const geldig = model::Geldigheid{dag("2021-01-01"), dag("2025-12-31")};
    c->geldig = geldig;
    c->producten.front().geldig = geldig;
    c->tarieven.front().geldig = geldig;
    f.contract = c;
    CHECK(regels(bouw::prestatie(), f) == Codes{});
}

TEST_CASE("Minutes against an hour tarief: tarief rounded, bedrag not (IV081)") {
    // 70,00 per hour is 1,1667 per minute: 1,17 in ProductTarief, and 70,00 x 100 / 60 = 116,67.
    CHECK(regels(minuten(100, 117, 11667), feiten()) == Codes{});
    CHECK(regels(minuten(100, 117, 11700), feiten()) == Codes{"TR346"});
    CHECK(regels(minuten(100, 116, 11600), feiten()) == Codes{"TR418"});
    SUBCASE("a minute tarief of its own goes first") {
        auto f = feiten();
        auto c = zaak::contract();
        c->tarieven.insert(c->tarieven.begin(), {model::Domein::wmo, "02A16", "01", "", {120}, c->geldig, "tarieven.csv:3"});
        f.contract = c;
        CHECK(regels(minuten(100, 120, 12000), f) == Codes{});
        CHECK(regels(minuten(100, 117, 11667), f) == Codes{"TR418", "TR346"});
    }
    SUBCASE("without a contract any hour tarief that rounds to the ProductTarief is believed") {
        auto f = feiten();
        f.contract.reset();
        CHECK(regels(minuten(100, 117, 11667), f) == Codes{});
        CHECK(regels(minuten(100, 117, 11700), f) == Codes{});
        CHECK(regels(minuten(100, 117, 11800), f) == Codes{"TR346"});
    }
    SUBCASE("the limit is in minutes too") {
        CHECK(regels(minuten(18 * 60, 117, 126000), feiten()) == Codes{});
        CHECK(regels(minuten(18 * 60 + 1, 117, 126117), feiten()) == Codes{"TR321"});
    }
}

TEST_CASE("Aspecifiek: the eenheid is the contract's") {
    auto f = feiten();
    auto& t = zaak::eigen(f, 1001);
    t.product->code.reset();
    t.omvang.reset();
    CHECK(regels(bouw::prestatie(), f) == Codes{});
    auto p = bouw::prestatie();
    p.eenheid = "16";
    CHECK(regels(p, f) == Codes{"TR341", "TR418"}); // nor is there a tarief per dagdeel
}

TEST_CASE("A credit is refused on technical grounds only") {
    auto const debet = bouw::prestatie("R0");
    auto f = feiten();
    zaak::toegekend(f, "R0", debet);
    CHECK(regels(bouw::credit("R1", "R0"), f) == Codes{});
    SUBCASE("its content is not judged") {
        zaak::eigen(f, 1001).omvang = model::Omvang{1, "16", "6"};
        zaak::eigen(f, 1001).einddatum = dag("2026-01-31");
        f.contract.reset();
        CHECK(regels(bouw::credit("R1", "R0"), f) == Codes{});
    }
    SUBCASE("unknown debet") { CHECK(regels(bouw::credit("R1", "R9"), f) == Codes{"TR323"}); }
    SUBCASE("other key") {
        auto c = bouw::credit("R1", "R0");
        c.product_code = "02A17";
        CHECK(regels(c, f) == Codes{"TR323"});
    }
    SUBCASE("rejected debet") {
        f.referenties["R0"].toegekend = false;
        CHECK(regels(bouw::credit("R1", "R0"), f) == Codes{"TR323"});
    }
    SUBCASE("credited before") {
        f.referenties["R0"].gecrediteerd = true;
        zaak::eigen(f, 1001).debetten.clear();
        CHECK(regels(bouw::credit("R1", "R0"), f) == Codes{"TR390"});
    }
    SUBCASE("used ReferentieNummer") {
        f.referenties["R1"] = {};
        CHECK(regels(bouw::credit("R1", "R0"), f) == Codes{"TR314"});
    }
}

TEST_CASE("301: each rule finds its fault") {
    auto const oordeel = [](auto buig) {
        auto bericht = bouw::toewijzing();
        auto f = feiten();
        f.toewijzingen.clear();
        buig(std::get<model::Bericht301>(bericht.inhoud), f);
        auto const verdict = zaak::oordeel(bericht, f);
        CHECK(verdict.uitkomst == (verdict.bevindingen.empty() ? model::Uitkomst::goedgekeurd : model::Uitkomst::afgekeurd));
        return zaak::gevonden(verdict);
    };
    using Lines = std::vector<std::string>;
    std::string const product = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
    CHECK(oordeel([](auto&, auto&) {}) == Lines{});
    CHECK(oordeel([](auto&, auto& f) { f.identificatie_gebruikt = true; }) ==
          Lines{"TR056 9056 /Bericht/Header/BerichtIdentificatie/Identificatie"});
    CHECK(oordeel([](auto& b, auto&) { b.header.bericht_identificatie.dagtekening = dag("2026-05-11"); }) ==
          Lines{"TR135 8848 /Bericht/Header/BerichtIdentificatie/Dagtekening"});
    CHECK(oordeel([](auto& b, auto&) { b.header.afzender = "9998"; }) == Lines{"TR378 S300 /Bericht/Header/Afzender"});
    CHECK(oordeel([](auto&, auto& f) { zaak::nieuw(f, 1001, zaak::toewijzing()).bsn = bouw::bsn_2; }) ==
          Lines{"TR332 9332 " + product + "/ToewijzingNummer"});
    CHECK(oordeel([](auto&, auto& f) { f.toewijzingen.zet(1001, zaak::toewijzing()); }) == Lines{});
    CHECK(oordeel([](auto& b, auto&) { b.client.toegewezen_producten[0].referentie_aanbieder = "V1"; }) ==
          Lines{"TR379 9379 " + product + "/ReferentieAanbieder"});
    CHECK(oordeel([](auto& b, auto& f) {
              b.client.toegewezen_producten[0].referentie_aanbieder = "V1";
              f.verzoeken["V1"].bsn = bouw::bsn_1;
          }) == Lines{});
    CHECK(oordeel([](auto& b, auto&) { b.client.toegewezen_producten[0].product->categorie = "03"; }) ==
          Lines{"TR381 S329 " + product + "/Product/Code"});
    CHECK(oordeel([](auto& b, auto& f) {
              auto& p = b.client.toegewezen_producten[0];
              p.reden_wijziging = model::Code("13");
              p.einddatum = p.ingangsdatum;
              f.toewijzingen.zet(1001, zaak::toewijzing());
              zaak::toegekend(f, "R0", bouw::prestatie());
          }) == Lines{"TR385 9385 " + product + "/RedenWijziging"});
}

TEST_CASE("A gemeente of before a herindeling is accepted on the days the bundle says it existed") {
    auto bericht = bouw::toewijzing();
    auto& b = std::get<model::Bericht301>(bericht.inhoud);
    b.header.afzender = "9998";
    auto f = feiten();
    f.toewijzingen.clear();
    auto c = zaak::contract();
    c->gemeenten.push_back({"9998", "Oudestad", {dag("2021-01-01"), dag("2025-12-31")}, "gemeenten.csv:3"});
    f.contract = c;
    CHECK(zaak::gevonden(zaak::oordeel(bericht, f)).size() == 1);
    b.client.toegewezen_producten[0].ingangsdatum = dag("2025-12-31");
    CHECK(zaak::gevonden(zaak::oordeel(bericht, f)).empty());
}

TEST_CASE("325 against the declaratie it answers") {
    auto const afgewezen = bouw::prestatie("R2");
    auto const oordeel = [&](auto buig) {
        auto bericht = bouw::antwoord({afgewezen});
        auto f = feiten();
        auto& d = f.declaratie.emplace();
        d.declaratie_nummer = "DN001";
        d.xsd_versie = {"1.0.0", "1.0.0"};
        d.bsns.insert(bouw::bsn_1);
        d.prestaties.emplace("R2", afgewezen);
        buig(std::get<model::Bericht325>(bericht.inhoud), f);
        Codes ids;
        for (auto const& b : zaak::oordeel(bericht, f).bevindingen) ids.insert(b.regel);
        return ids;
    };
    CHECK(oordeel([](auto&, auto&) {}) == Codes{});
    CHECK(oordeel([](auto&, auto& f) { f.identificatie_gebruikt = true; }) == Codes{"TR056"});
    CHECK(oordeel([](auto& b, auto&) { b.header.bericht_identificatie.dagtekening = dag("2026-06-01"); }) == Codes{"TR135"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie->bsns.clear(); }) == Codes{"TR304"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie.reset(); }) == Codes{"TR337"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie->prestaties.clear(); }) == Codes{"TR366"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie->prestaties.at("R2").geleverd_volume = 5; }) == Codes{"TR367"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie->xsd_versie.bericht_xsd_versie = "1.0.1"; }) == Codes{"TR371"});
    CHECK(oordeel([](auto&, auto& f) { f.declaratie->declaratie_nummer = "DN002"; }) == Codes{"TR376"});
    CHECK(oordeel([](auto& b, auto&) { b.header.afzender = "9998"; }) == Codes{"TR378"});
}
