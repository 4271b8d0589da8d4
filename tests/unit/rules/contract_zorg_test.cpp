#include "tests/unit/rules/contract_regels.hpp"

#include <doctest/doctest.h>

using bouw::dag;
using contractzaak::lijst;
using contractzaak::Lijst;
using contractzaak::Zaak;
using model::Gevolg;

TEST_CASE("R21: a refusal by who has to accept is a signal") {
    Zaak z;
    z.aanbieder().acceptatieplicht = true;
    auto const heen = bouw::toewijzing();
    auto const& t = std::get<model::Bericht301>(heen.inhoud);
    model::Bericht302 b;
    static_cast<model::Header&>(b.header) = t.header;
    b.client = t.client;
    b.header.retour_codes = {"0200"};
    b.client->retour_codes = {"0200"};
    b.client->toegewezen_producten.front().retour_codes = {"9332"};
    model::Message bericht{{model::Domein::wmo, 302}, b, "T1"};
    CHECK(lijst(z.oordeel(bericht)) == Lijst{"R21 signaleren"});
    b.client->toegewezen_producten.front().retour_codes = {"0200"};
    CHECK(lijst(z.oordeel({{model::Domein::wmo, 302}, b, "T1"})) == Lijst{});
    b.client.reset();
    b.header.retour_codes = {"9056"};
    CHECK(lijst(z.oordeel({{model::Domein::wmo, 302}, b, "T1"})) == Lijst{"R21 signaleren"});
    z.aanbieder().acceptatieplicht = false;
    CHECK(lijst(z.oordeel({{model::Domein::wmo, 302}, b, "T1"})) == Lijst{});
}

TEST_CASE("E31: 8 weeks are 56 days, from a start to its trajectplan and from a melding to its toewijzing") {
    Zaak z;
    z.zet("R22", Gevolg::signaleren);
    z.aanbieder().geldig.van = dag("2020-01-01");
    auto t = zaak::toewijzing();
    t.ingangsdatum = dag("2023-01-01");
    z.feiten.toewijzingen.zet(1001, t);
    auto const plan = [&](char const* begin, char const* vandaag) {
        auto p = bouw::start_product();
        p.begindatum = dag(begin);
        z.vandaag = dag(vandaag);
        return lijst(z.oordeel(bouw::start({p})));
    };
    CHECK(plan("2023-03-01", "2023-04-26") == Lijst{});
    CHECK(plan("2023-03-01", "2023-04-27") == Lijst{"R22 signaleren"});
    CHECK(plan("2023-12-15", "2024-02-09") == Lijst{});
    CHECK(plan("2023-12-15", "2024-02-10") == Lijst{"R22 signaleren"});
    z.registreer("trajectplan", 1001, "2024-02-09");
    CHECK(plan("2023-12-15", "2024-06-01") == Lijst{});
    z.feiten.contract_feiten.registraties.front().datum = dag("2024-02-10");
    CHECK(plan("2023-12-15", "2024-06-01") == Lijst{"R22 signaleren"});

    Zaak m;
    m.registreer("melding", 1001, "2024-01-02");
    auto const toegewezen = [&](char const* op) {
        auto p = bouw::product();
        p.toewijzingsdatum = dag(op);
        return lijst(m.oordeel(bouw::toewijzing({p})));
    };
    CHECK(toegewezen("2024-02-27") == Lijst{});
    CHECK(toegewezen("2024-02-28") == Lijst{"R23 signaleren"});
}

TEST_CASE("R22 acts only where the region asks for it; on a 323 it never blocks") {
    Zaak z;
    auto t = zaak::toewijzing();
    z.feiten.toewijzingen.zet(1001, t);
    auto eerder = bouw::prestatie("R0");
    eerder.product_periode = {dag("2026-01-01"), dag("2026-01-31")};
    zaak::toegekend(z.feiten, "R0", eerder);
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
    z.zet("R22", Gevolg::afkeuren);
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{"R22 signaleren"}); // 31-01 + 56 days = 28-03
    z.registreer("trajectplan", 1001, "2026-03-28");
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
}

TEST_CASE("R23: a start later than agreed") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    z.contract->parameters.start_dagen = 9;
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{});
    z.contract->parameters.start_dagen = 8;
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{"R23 signaleren"});
}

TEST_CASE("R24: one hoofdaanbieder per client and profile; others work under the lead") {
    Zaak z;
    z.lot().een_hoofdaanbieder = true;
    auto& i = z.inzet(900, "2026-03-01", "2026-06-30", "42420002", "02A17");
    i.zelfde_client = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R24 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R24 signaleren 4"});
    z.aanbieder().hoofdaannemer = "42420002";
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.aanbieder().hoofdaannemer.clear();
    z.registreer("hoofdaanbieder");
    z.feiten.contract_feiten.registraties.front().aanbieder = "42420002";
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.feiten.contract_feiten.registraties.clear();
    z.contract->producten[0].profiel = "ontwikkeling/hoog";
    z.contract->producten[1].profiel = "stabiliteit/laag";
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
}

TEST_CASE("R25: a profile where the region uses them, and an intensity that fits") {
    Zaak z;
    z.contract->parameters.profiel_verplicht = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R25 aanhouden"});
    z.product().profiel = "ontwikkeling/hoog";
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.product().max_intensiteit = 2;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R25 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R25 signaleren 4"});
    z.product().max_intensiteit = 3;
    z.product().min_intensiteit = 3;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{});
    z.product().min_intensiteit = 4;
    z.product().max_intensiteit = 0;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R25 aanhouden"});
}

TEST_CASE("R26: access that says only what is needed") {
    Zaak z;
    auto p = bouw::product();
    p.product->code.reset();
    p.omvang.reset();
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R26 aanhouden"});
    z.lot().zonder_detail = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
}

TEST_CASE("R27: who refers to the Wmo") {
    Zaak z;
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{});
    z.contract->parameters.wmo_verwijzers_geweigerd = {"02", "04"};
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R27 signaleren 4"});
    auto v = bouw::aangevraagd();
    v.verwijzer.type = "01";
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing({v}))) == Lijst{});
}

TEST_CASE("R28: an extension in Jw is looked at, another categorie is a new request") {
    Zaak z;
    z.zet("R28", Gevolg::signaleren);
    for (auto& p : z.contract->producten) p.domein = model::Domein::jw;
    for (auto& t : z.contract->tarieven) t.domein = model::Domein::jw;
    z.lot().domein = model::Domein::jw;
    z.contract->producten.push_back({model::Domein::jw, "45", "45A03", "Behandeling", "04", z.contract->geldig, "producten.csv:4"});
    z.contract->producten.back().perceel = "P1";
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto langer = bouw::te_wijzigen();
    langer.einddatum = model::Datum(dag("2026-12-31"));
    CHECK(lijst(z.oordeel(bouw::verzoek_wijziging({langer}, {}, {}, model::Domein::jw))) == Lijst{});
    auto korter = zaak::toewijzing();
    korter.einddatum = dag("2026-09-30");
    z.feiten.toewijzingen.zet(1001, korter);
    CHECK(lijst(z.oordeel(bouw::verzoek_wijziging({langer}, {}, {}, model::Domein::jw))) == Lijst{"R28 signaleren"});
    CHECK(lijst(z.oordeel(bouw::verzoek_wijziging({}, {bouw::ongewijzigd()}, {bouw::nieuw()}, model::Domein::jw))) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::verzoek_wijziging({}, {bouw::ongewijzigd()}, {bouw::nieuw("45", "45A03")}, model::Domein::jw))) ==
          Lijst{"R28 signaleren 1"});
}

TEST_CASE("R29: verblijf outside the region needs both reasons on record") {
    Zaak z;
    z.product().eenheid = "14";
    z.aanbieder().rol = "incidenteel";
    auto p = bouw::product();
    p.omvang = model::Omvang{7, "14", "2"};
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R29 signaleren"});
    z.registreer("niet_leverbaar");
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{"R29 signaleren"});
    z.registreer("veiligheid");
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
    z.feiten.contract_feiten.registraties.clear();
    z.aanbieder().rol = "regionaal";
    CHECK(lijst(z.oordeel(bouw::toewijzing({p}))) == Lijst{});
}

TEST_CASE("R30: an onderaannemer that claims itself is pointed out, once per product") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    auto const twee = bouw::declaratie({bouw::prestatie("R1"), bouw::prestatie("R2")});
    CHECK(lijst(z.oordeel(twee)) == Lijst{});
    z.aanbieder().hoofdaannemer = "42420002";
    CHECK(lijst(z.oordeel(twee)) == Lijst{"R30 signaleren"});
}

TEST_CASE("R31: a client price under a lumpsum, R32: a result that is not established") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    z.lot().bekostiging = model::Bekostiging::lumpsum;
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{"R31 signaleren"});
    auto nul = bouw::prestatie();
    nul.ingediend_bedrag.bedrag = model::Money{};
    CHECK(lijst(z.oordeel(bouw::declaratie({nul}))) == Lijst{});
    z.lot().bekostiging = model::Bekostiging::resultaat;
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{"R32 signaleren"});
    CHECK(z.vraag(bouw::declaratie()).toewijzingen == std::vector<std::int64_t>{1001});
    z.registreer("resultaat", 1001, "2026-03-31");
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
    CHECK(lijst(z.oordeel(bouw::stop())) == Lijst{"R18 signaleren"});
}

TEST_CASE("R34: another gemeente is responsible") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    z.registreer("herkomst", 1001, nullptr, "0384");
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{});
    z.feiten.contract_feiten.registraties.front().tekst = "0363";
    CHECK(lijst(z.oordeel(bouw::start())) == Lijst{"R34 signaleren"});
    z.feiten.toewijzingen.clear();
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R34 aanhouden"});
}

TEST_CASE("R35: a prestatie after the Wlz began is pointed out and paid (OP364)") {
    Zaak z;
    z.feiten.toewijzingen.zet(1001, zaak::toewijzing());
    z.registreer("wlz", 1001, "2026-04-01");
    CHECK(lijst(z.oordeel(bouw::declaratie())) == Lijst{});
    z.feiten.contract_feiten.registraties.front().datum = dag("2026-03-31");
    auto const all = z.oordeel(bouw::declaratie());
    CHECK(lijst(all) == Lijst{"R35 signaleren"});
    CHECK(all.front().berekening == "1 dagen vanaf 31-03-2026");
}

TEST_CASE("R37: a general voorziening is never granted to a client") {
    Zaak z;
    z.product().algemeen = true;
    CHECK(lijst(z.oordeel(bouw::toewijzing())) == Lijst{"R37 aanhouden"});
    CHECK(lijst(z.oordeel(bouw::verzoek_toewijzing())) == Lijst{"R37 signaleren 4"});
}

TEST_CASE("Facts are asked only where an agreement needs them") {
    Zaak z;
    auto vraag = z.vraag(bouw::toewijzing());
    CHECK(vraag.client);
    CHECK(vraag.aanbieders.empty());
    CHECK(vraag.gemeenten.empty());
    CHECK(vraag.producten.empty());
    CHECK(vraag.toewijzingen == std::vector<std::int64_t>{1001});
    z.contract->capaciteit = {contractzaak::capaciteit(3)};
    CHECK(z.vraag(bouw::toewijzing()).producten == std::vector<std::string>{"02A16", "02A17"});
    auto regio = contractzaak::budget("B1", 100);
    regio.niveau = model::BudgetNiveau::regio;
    regio.aanbieder.clear();
    z.contract->budgetten = {regio};
    CHECK(z.vraag(bouw::toewijzing()).gemeenten == std::vector<std::string>{"0384", "0363"});
}
