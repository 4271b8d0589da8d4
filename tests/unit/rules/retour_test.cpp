#include "rules/retour.hpp"
#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <variant>

using bouw::dag;
using zaak::feiten;

namespace {

using Codes = model::RetourCodes;

rules::RetourGegevens gegevens() { return {"K0000000001", dag(zaak::vandaag), {"2.0.0", "2.0.1"}}; }

model::Bericht302 antwoord_302(model::Message const& bericht, model::Facts const& f) {
    auto const retour = rules::retour(bericht, zaak::oordeel(bericht, f), gegevens());
    REQUIRE(retour);
    CHECK(retour->soort.nummer == 302);
    return std::get<model::Bericht302>(retour->inhoud);
}

model::Bericht325 antwoord_325(model::Message const& bericht, model::Facts const& f) {
    auto const retour = rules::retour(bericht, zaak::oordeel(bericht, f), gegevens());
    REQUIRE(retour);
    CHECK(retour->soort.nummer == 325);
    return std::get<model::Bericht325>(retour->inhoud);
}

model::Facts geen_toewijzingen() {
    auto f = feiten();
    f.toewijzingen.clear();
    return f;
}

} // namespace

TEST_CASE("302, approved: the header unchanged and no codes at all") {
    auto const antwoord = antwoord_302(bouw::toewijzing(), geen_toewijzingen());
    CHECK(antwoord.header.bericht_code == "415");
    CHECK(antwoord.header.afzender == "0384");
    CHECK(antwoord.header.ontvanger == "42420001");
    CHECK(antwoord.header.bericht_identificatie.identificatie == "T1");
    CHECK(antwoord.header.identificatie_retour == "K0000000001");
    CHECK(antwoord.header.xsd_versie_retour.bericht_xsd_versie == "2.0.1");
    CHECK(!antwoord.header.xslt_versie);
    CHECK(antwoord.header.retour_codes.empty());
    CHECK(!antwoord.client);
}

TEST_CASE("302, level 2: one 0001, no client, however many faults") {
    auto bericht = bouw::toewijzing();
    auto& product = std::get<model::Bericht301>(bericht.inhoud).client.toegewezen_producten[0];
    product.einddatum.reset();                   // CD076
    product.reden_wijziging = model::Code("01"); // CS336
    auto const antwoord = antwoord_302(bericht, geen_toewijzingen());
    CHECK(antwoord.header.retour_codes == Codes{"0001"});
    CHECK(!antwoord.client);
}

TEST_CASE("302, header faults: their codes and no client") {
    auto f = geen_toewijzingen();
    f.identificatie_gebruikt = true;
    auto bericht = bouw::toewijzing();
    auto& header = std::get<model::Bericht301>(bericht.inhoud).header;
    header.afzender = "9998";
    auto const antwoord = antwoord_302(bericht, f);
    CHECK(antwoord.header.retour_codes == Codes{"9056", "S300"});
    CHECK(!antwoord.client);
}

TEST_CASE("302, a fault in one product: every class back, each with its codes or 0200") {
    auto f = geen_toewijzingen();
    zaak::nieuw(f, 1002, zaak::toewijzing(1002)).bsn = bouw::bsn_2;
    auto tweede = bouw::product(1002, "02", "02A17");
    tweede.referentie_aanbieder = "V1";
    auto bericht = bouw::toewijzing({bouw::product(), tweede});
    auto& client = std::get<model::Bericht301>(bericht.inhoud).client;
    client.relaties = {bouw::relatie()};
    auto const antwoord = antwoord_302(bericht, f);
    CHECK(antwoord.header.retour_codes == Codes{"0200"});
    REQUIRE(antwoord.client);
    CHECK(antwoord.client->retour_codes == Codes{"0200"});
    CHECK(antwoord.client->relaties.at(0).retour_codes == Codes{"0200"});
    CHECK(antwoord.client->relaties.at(0).contact.retour_codes == Codes{"0200"});
    CHECK(antwoord.client->contactgegevens.at(0).retour_codes == Codes{"0200"});
    CHECK(antwoord.client->toegewezen_producten.at(0).retour_codes == Codes{"0200"});
    CHECK(antwoord.client->toegewezen_producten.at(1).retour_codes == Codes{"9332", "9379"});
    CHECK(antwoord.client->toegewezen_producten.at(1).product->code == "02A17");
}

namespace {

/// The answer of kind Retour, with the header checked that all of them share (process.md 3).
template <class Retour>
Retour antwoord_op(model::Message const& bericht, model::Facts const& f) {
    auto const retour = rules::retour(bericht, zaak::oordeel(bericht, f), gegevens());
    REQUIRE(retour);
    CHECK(retour->soort == model::antwoord_op(bericht.soort));
    auto const antwoord = std::get<Retour>(retour->inhoud);
    auto const& heen = model::header(bericht);
    CHECK(antwoord.header.afzender == heen.afzender);
    CHECK(antwoord.header.ontvanger == heen.ontvanger);
    CHECK(antwoord.header.bericht_identificatie.identificatie == heen.bericht_identificatie.identificatie);
    CHECK(antwoord.header.identificatie_retour == "K0000000001");
    CHECK(antwoord.header.xsd_versie_retour.bericht_xsd_versie == "2.0.1");
    return antwoord;
}

} // namespace

TEST_CASE("306 and 308: the example of IV028, and the codes of both domains") {
    auto start = bouw::start();
    bouw::als_305(start).client.start_producten[0].status_aanlevering = "3";
    auto const terug = antwoord_op<model::Bericht306>(start, feiten());
    CHECK(terug.header.bericht_code == "419");
    CHECK(terug.header.retour_codes == Codes{"0200"});
    REQUIRE(terug.client);
    CHECK(terug.client->retour_codes == Codes{"0200"});
    CHECK(terug.client->naam.geslachtsnaam.achternaam == "Wit");
    CHECK(terug.client->start_producten.at(0).retour_codes == Codes{"9063"});
    CHECK(terug.client->start_producten.at(0).status_aanlevering == "3");

    auto const goed = antwoord_op<model::Bericht306>(bouw::start(), feiten());
    CHECK(goed.header.retour_codes.empty());
    CHECK(!goed.client);

    auto f = feiten();
    f.contract.reset();
    zaak::gestart(f);
    auto stop = bouw::stop({bouw::stop_product(1001), bouw::stop_product(1002)}, model::Domein::jw);
    bouw::als_307(stop).header.bericht_identificatie.dagtekening = dag(zaak::vandaag);
    for (auto& p : bouw::als_307(stop).client.stop_producten) p.einddatum = dag("2026-04-30");
    auto const beide = antwoord_op<model::Bericht308>(stop, f);
    CHECK(beide.header.bericht_code == "441");
    REQUIRE(beide.client);
    CHECK(beide.client->retour_codes == Codes{"0200"});
    CHECK(beide.client->stop_producten.at(0).retour_codes == Codes{"0200"});
    CHECK(beide.client->stop_producten.at(1).retour_codes == Codes{"9019", "9069"});
}

TEST_CASE("316: a pending verzoek is on the Client, a used reference on its product") {
    auto f = feiten();
    zaak::verzoek(f, "V0");
    f.verzoek_referenties.insert("V2");
    auto const bericht = bouw::verzoek_toewijzing({bouw::aangevraagd("V1"), bouw::aangevraagd("V2", "02", "02A17")});
    auto const terug = antwoord_op<model::Bericht316>(bericht, f);
    CHECK(terug.header.bericht_code == "445");
    CHECK(terug.header.retour_codes == Codes{"0200"});
    REQUIRE(terug.client);
    CHECK(terug.client->retour_codes == Codes{"9374"});
    CHECK(terug.client->aangevraagde_producten.at(0).retour_codes == Codes{"0200"});
    CHECK(terug.client->aangevraagde_producten.at(1).retour_codes == Codes{"9347"});
}

TEST_CASE("318: every class of the Verzoek carries a code, the Verzoek itself too") {
    auto f = feiten();
    f.client_toewijzingen = {1001, 1002};
    auto extra = zaak::toewijzing(1002);
    extra.product = model::Product{"02", "02A17"};
    f.toewijzingen.zet(1002, extra);
    auto const bericht = bouw::verzoek_wijziging({bouw::te_wijzigen(1001)}, {bouw::ongewijzigd(1003)}, {bouw::nieuw("07", "07A11")});
    f.contract.reset();
    auto const terug = antwoord_op<model::Bericht318>(bericht, f);
    CHECK(terug.header.bericht_code == "481");
    REQUIRE(terug.client);
    CHECK(terug.client->retour_codes == Codes{"0200"});
    CHECK(terug.client->verzoek.retour_codes == Codes{"9349"});
    CHECK(terug.client->verzoek.ongewijzigde_producten.at(0).retour_codes == Codes{"9350"});
    CHECK(terug.client->verzoek.te_wijzigen_producten.at(0).retour_codes == Codes{"0200"});
    CHECK(terug.client->verzoek.nieuwe_producten.at(0).retour_codes == Codes{"0200"});
}

TEST_CASE("320: Antwoord instead of Client, and in Jw Woonplaatsbeginsel with a code of its own") {
    auto bericht = bouw::antwoord_verzoek("V1", "1", model::Code("8"), model::Domein::jw);
    bouw::als_319(bericht).antwoord.woonplaatsbeginsel.emplace().gemeente = "0363";
    auto const terug = antwoord_op<model::Bericht320>(bericht, feiten());
    CHECK(terug.header.bericht_code == "489");
    CHECK(terug.header.retour_codes == Codes{"0200"});
    REQUIRE(terug.antwoord);
    CHECK(terug.antwoord->retour_codes == Codes{"9355"});
    REQUIRE(terug.antwoord->woonplaatsbeginsel);
    CHECK(terug.antwoord->woonplaatsbeginsel->retour_codes == Codes{"0200"});

    auto f = feiten();
    zaak::verzoek(f, "V1");
    CHECK(!antwoord_op<model::Bericht320>(bericht, f).antwoord);
    bouw::als_319(bericht).antwoord.woonplaatsbeginsel->gemeente = "9998";
    CHECK(antwoord_op<model::Bericht320>(bericht, f).antwoord->woonplaatsbeginsel->retour_codes == Codes{"S300"});
}

TEST_CASE("325 f, all approved: 8001 and the whole amount, turned around") {
    auto const antwoord = antwoord_325(bouw::declaratie(), feiten());
    CHECK(antwoord.header.bericht_code == "485");
    CHECK(antwoord.header.afzender == "0384");
    CHECK(antwoord.header.ontvanger == "42420001");
    CHECK(antwoord.header.bericht_identificatie.identificatie == "K0000000001");
    CHECK(antwoord.header.declaratie_identificatie.identificatie == "D1");
    CHECK(antwoord.header.xsd_versie.bericht_xsd_versie == "2.0.1");
    CHECK(antwoord.header.xsd_versie_declaratie.bericht_xsd_versie == "1.0.0");
    CHECK(antwoord.header.retour_codes == Codes{"0200"});
    REQUIRE(antwoord.declaratie_antwoord);
    CHECK(antwoord.declaratie_antwoord->declaratie_nummer == "DN001");
    CHECK(antwoord.declaratie_antwoord->retour_codes == Codes{"8001"});
    CHECK(antwoord.declaratie_antwoord->totaal_toegekend_bedrag.signed_amount().cents == 28000);
    CHECK(antwoord.declaratie_antwoord->clienten.empty());
}

TEST_CASE("325 b, level 2") {
    auto bericht = bouw::declaratie();
    std::get<model::Bericht323>(bericht.inhoud).declaratie.totaal_ingediend_bedrag.bedrag = model::Money{1};
    auto const antwoord = antwoord_325(bericht, feiten());
    CHECK(antwoord.header.retour_codes == Codes{"0001"});
    CHECK(!antwoord.declaratie_antwoord);
}

TEST_CASE("325 c, header") {
    auto f = feiten();
    f.identificatie_gebruikt = true;
    f.declaratie_nummer_gebruikt = true;
    auto const antwoord = antwoord_325(bouw::declaratie(), f);
    CHECK(antwoord.header.retour_codes == Codes{"9056"});
    CHECK(!antwoord.declaratie_antwoord);
}

TEST_CASE("325 d, declaratie: nothing granted, no clients") {
    auto f = feiten();
    f.declaratie_nummer_gebruikt = true;
    auto const antwoord = antwoord_325(bouw::declaratie(), f);
    CHECK(antwoord.header.retour_codes == Codes{"0200"});
    REQUIRE(antwoord.declaratie_antwoord);
    CHECK(antwoord.declaratie_antwoord->retour_codes == Codes{"9333"});
    CHECK(antwoord.declaratie_antwoord->totaal_ingediend_bedrag.signed_amount().cents == 28000);
    CHECK(antwoord.declaratie_antwoord->totaal_toegekend_bedrag.signed_amount().cents == 0);
    CHECK(antwoord.declaratie_antwoord->totaal_toegekend_bedrag.debet_credit == "D");
    CHECK(antwoord.declaratie_antwoord->clienten.empty());
}

TEST_CASE("325 e: only clients with a fault, of those only what was rejected, 0233 under a rejected client") {
    auto slecht = bouw::prestatie("R2");
    slecht.toewijzing_nummer = 999;
    auto r3 = bouw::prestatie("R3");
    r3.toewijzing_nummer = 2001;
    auto r4 = bouw::prestatie("R4");
    r4.toewijzing_nummer = 2002;
    auto const bericht = bouw::declaratie({bouw::client(bouw::bsn_1, {bouw::prestatie(), slecht}), bouw::client(bouw::bsn_2, {r3, r4})});
    auto const antwoord = antwoord_325(bericht, feiten());
    REQUIRE(antwoord.declaratie_antwoord);
    auto const& uit = *antwoord.declaratie_antwoord;
    CHECK(uit.retour_codes == Codes{"0200"});
    CHECK(uit.totaal_toegekend_bedrag.signed_amount().cents == 28000);
    REQUIRE(uit.clienten.size() == 2);
    CHECK(uit.clienten[0].retour_codes == Codes{"0200"});
    REQUIRE(uit.clienten[0].prestaties.size() == 1);
    CHECK(uit.clienten[0].prestaties[0].product_referentie.referentie_nummer == "R2");
    CHECK(uit.clienten[0].prestaties[0].retour_codes == Codes{"9338"});
    CHECK(uit.clienten[1].retour_codes == Codes{"8187"});
    REQUIRE(uit.clienten[1].prestaties.size() == 2);
    CHECK(uit.clienten[1].prestaties[1].retour_codes == Codes{"0233"});
}

TEST_CASE("325 e: an approved credit of 100 and a rejected debet of 120 (TR342 with signs)") {
    auto f = feiten();
    auto oud = bouw::prestatie("R0");
    oud.ingediend_bedrag.bedrag = model::Money{10000};
    zaak::toegekend(f, "R0", oud);
    auto credit = bouw::credit("R1", "R0");
    credit.ingediend_bedrag.bedrag = model::Money{10000};
    auto nieuw = bouw::prestatie("R2");
    nieuw.ingediend_bedrag.bedrag = model::Money{12000}; // TR346
    auto const antwoord = antwoord_325(bouw::declaratie({credit, nieuw}), f);
    REQUIRE(antwoord.declaratie_antwoord);
    auto const& uit = *antwoord.declaratie_antwoord;
    CHECK(uit.totaal_ingediend_bedrag.signed_amount().cents == 2000);
    CHECK(uit.totaal_toegekend_bedrag.bedrag.value.cents == 10000);
    CHECK(uit.totaal_toegekend_bedrag.debet_credit == "C");
    REQUIRE(uit.clienten.size() == 1);
    CHECK(uit.clienten[0].prestaties.at(0).retour_codes == Codes{"9346"});
}

TEST_CASE("325 e: everything rejected grants 0 debet") {
    auto slecht = bouw::prestatie();
    slecht.toewijzing_nummer = 999;
    auto const antwoord = antwoord_325(bouw::declaratie({slecht}), feiten());
    CHECK(antwoord.declaratie_antwoord->retour_codes == Codes{"0200"});
    CHECK(antwoord.declaratie_antwoord->totaal_toegekend_bedrag.bedrag.value.cents == 0);
    CHECK(antwoord.declaratie_antwoord->totaal_toegekend_bedrag.debet_credit == "D");
}

TEST_CASE("A verdict whose total does not add up never becomes a 325") {
    auto slecht = bouw::prestatie("R2");
    slecht.toewijzing_nummer = 999;
    auto const bericht = bouw::declaratie({bouw::prestatie(), slecht});
    auto verdict = zaak::oordeel(bericht, feiten());
    verdict.totaal_toegekend += model::Money{1};
    CHECK_THROWS_AS((void)rules::retour(bericht, verdict, gegevens()), std::logic_error);
}

TEST_CASE("Answers are not answered") {
    model::Message const bericht{{model::Domein::wmo, 302}, model::Bericht302{}, "X", bouw::release()};
    CHECK(!rules::retour(bericht, {}, gegevens()));
    auto const antwoord = bouw::antwoord();
    CHECK(!rules::retour(antwoord, {}, gegevens()));
}
