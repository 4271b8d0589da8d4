#include "tests/unit/rules/grootboek.hpp"

using namespace support;
using model::Boeksoort;

namespace {

constexpr auto op = model::Date{20'605}; // 1 June 2026

model::Money euro(std::int64_t euros) { return {euros * 100}; }

model::Contract met(model::Budget budget) {
    auto c = regio();
    c.budgetten.push_back(std::move(budget));
    return c;
}

} // namespace

TEST_CASE("E23: a plafond of 100.000,00 by commitments; a stop releases what was not declared") {
    auto const b = plafond(10'000'000);
    Geheugen g(met(b));
    auto const wijs_toe = [&](std::int64_t nummer, std::int64_t cents) { g.doe(bericht301({{.nummer = nummer, .budget = cents}})); };
    wijs_toe(1, 1'800'000);
    CHECK(g.stand(b).stand.beslag == euro(18'000));
    wijs_toe(2, 4'200'000);
    CHECK(g.stand(b).stand.beslag == euro(60'000));
    wijs_toe(3, 3'500'000);
    CHECK(g.stand(b).stand.beslag == euro(95'000));
    CHECK(g.stand(b).vrij() == euro(5'000)); // 6.000 does not fit: 1.000 too much
    wijs_toe(4, 500'000);
    CHECK(g.stand(b).vrij() == euro(0));

    g.doe(bericht323({{.nummer = 2, .cents = 3'000'000}, {.nummer = 1, .cents = 1'000'000}}));
    CHECK(g.stand(b).stand.toegekend == euro(40'000)); // spending changes nothing
    CHECK(g.stand(b).vrij() == euro(0));

    auto const lijnen = g.doe(bericht307({{.nummer = 2}}));
    REQUIRE(lijnen.size() == 1);
    CHECK(lijnen[0].soort == Boeksoort::vrijgevallen);
    CHECK(lijnen[0].beslag == euro(-12'000));
    CHECK(lijnen[0].vastgelegd == euro(-12'000));
    CHECK(g.stand(b).stand.beslag == euro(88'000));
    CHECK(g.stand(b).vrij() == model::Money{1'200'000}); // 12.000,01 does not fit, 12.000,00 does
}

TEST_CASE("E24 in the ledger: each year has its own account") {
    Geheugen g(regio());
    auto const lijnen = g.doe(bericht301({{.budget = 1'820'000, .van = model::date(2022, 10, 1), .tot = model::date(2023, 3, 31)}}),
                              model::date(2022, 9, 1));
    REQUIRE(lijnen.size() == 2);
    CHECK(lijnen[0].rekening.jaar == 2022);
    CHECK(lijnen[0].beslag == euro(9'200));
    CHECK(lijnen[1].rekening.jaar == 2023);
    CHECK(lijnen[1].beslag == euro(9'000));
    CHECK(lijnen[1].toewijzingen == 1);
}

TEST_CASE("E35: the time-out pilot has 310.000,00 for 16 months as one group; a cent more does not fit") {
    auto een = plafond(23'250'000, 2026); // 12 x 19.375,00
    auto twee = plafond(7'750'000, 2027); // 4 x 19.375,00
    een.groep = twee.groep = "time-out";
    auto c = regio();
    c.budgetten = {een, twee};
    Geheugen g(c);
    g.doe(bericht301({{.budget = 31'000'000, .tot = model::date(2027, 4, 30)}}));
    std::vector<rules::contract::Rekeningstand> const all(g.rekeningen().begin(), g.rekeningen().end());
    std::span<rules::contract::Rekeningstand const> const standen(all);
    auto const samen = rules::contract::groepsstand(g.contract(), een, standen);
    CHECK(samen.bedrag == euro(310'000));
    CHECK(samen.stand.beslag == euro(310'000));
    CHECK(samen.vrij() == model::Money{0});
    g.doe(bericht323({{.nummer = 1, .cents = 31'000'001}}));
    std::vector<rules::contract::Rekeningstand> const later(g.rekeningen().begin(), g.rekeningen().end());
    CHECK(rules::contract::groepsstand(g.contract(), twee, std::span<rules::contract::Rekeningstand const>(later)).stand.toegekend ==
          model::Money{31'000'001});
}

TEST_CASE("a claim on a commitment counts once; above it the rest counts too; a credit gives it back") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 100'000}}));
    g.doe(bericht323({{.cents = 60'000}}));
    CHECK(g.stand(b).stand.beslag == model::Money{100'000});
    g.doe(bericht323({{.cents = 70'000}}));
    CHECK(g.stand(b).stand.beslag == model::Money{130'000});
    auto const lijnen = g.doe(bericht323({{.cents = 70'000, .credit = true}, {.cents = 30'000}}));
    REQUIRE(lijnen.size() == 2); // credits before debets, each with its own line
    CHECK(lijnen[0].soort == Boeksoort::gecrediteerd);
    CHECK(lijnen[0].toegekend == model::Money{-70'000});
    CHECK(lijnen[1].soort == Boeksoort::toegekend);
    CHECK(lijnen[1].toegekend == model::Money{30'000});
    CHECK(g.stand(b).stand.beslag == model::Money{100'000});
}

TEST_CASE("after a stop a correction lowers and raises what counts, and never what was released") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 42'000}}));
    g.doe(bericht323({{.cents = 30'000}}));
    g.doe(bericht307({{}}));
    CHECK(g.stand(b).stand.beslag == model::Money{30'000});
    g.doe(bericht323({{.cents = 30'000, .credit = true}}));
    CHECK(g.stand(b).stand.beslag == model::Money{0});
    g.doe(bericht323({{.cents = 28'000}}));
    CHECK(g.stand(b).stand.beslag == model::Money{28'000});
}

TEST_CASE("a new version moves the difference; an older one and a rejected message move nothing; a removal releases all") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 50'000, .dag = 2}}));
    auto lijnen = g.doe(bericht301({{.budget = 80'000, .dag = 3}}));
    REQUIRE(lijnen.size() == 1);
    CHECK(lijnen[0].beslag == model::Money{30'000});
    CHECK(lijnen[0].toewijzingen == 0);
    CHECK(g.doe(bericht301({{.budget = 90'000, .dag = 1}})).empty());
    CHECK(g.doe(bericht301({{.nummer = 2, .budget = 90'000}}), op, model::Uitkomst::afgekeurd).empty());
    CHECK(g.doe(bericht301({{.nummer = 3, .budget = 90'000}}), op, model::Uitkomst::aangehouden).empty());
    CHECK(g.stand(b).stand.beslag == model::Money{80'000});
    lijnen = g.doe(bericht301({{.budget = 80'000, .tot = model::date(2026, 1, 1), .dag = 4, .reden = "13"}}));
    REQUIRE(lijnen.size() == 1);
    CHECK(lijnen[0].soort == Boeksoort::vrijgevallen);
    CHECK(lijnen[0].toewijzingen == -1);
    CHECK(g.stand(b).stand.beslag == model::Money{0});
    CHECK(g.stand(b).stand.toewijzingen == 0);
}

TEST_CASE("a temporary stop releases nothing; a withdrawn one commits again; the other setting keeps what lies before the stop") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 36'500}}));
    CHECK(g.doe(bericht307({{.reden = "20"}})).empty());
    g.doe(bericht307({{}}));
    CHECK(g.stand(b).stand.beslag == model::Money{0});
    g.doe(bericht307({{.status = "3"}}));
    CHECK(g.stand(b).stand.beslag == model::Money{36'500});

    auto c = met(b);
    c.parameters.vrijval_niet_gedeclareerd = false;
    Geheugen naar_dag(c);
    naar_dag.doe(bericht301({{.budget = 36'500}}));
    naar_dag.doe(bericht307({{}})); // 304 of 365 days
    CHECK(naar_dag.stand(b).stand.beslag == model::Money{30'400});
}

TEST_CASE("cutting a stopped toewijzing to fit keeps it released; granting more commits again") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 36'500}}));
    g.doe(bericht323({{.cents = 10'000}}));
    g.doe(bericht307({{}}));
    CHECK(g.doe(bericht301({{.budget = 30'000, .tot = model::date(2026, 10, 31), .dag = 2}})).empty());
    CHECK(g.stand(b).stand.beslag == model::Money{10'000});
    CHECK(g.inzet(1).gestopt == model::date(2026, 10, 31));
    g.doe(bericht301({{.budget = 50'000, .dag = 3}}));
    CHECK(g.stand(b).stand.beslag == model::Money{50'000});
}

TEST_CASE("what cannot be declared any more is released with the first accepted message after the term, once") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht301({{.budget = 50'000, .tot = model::date(2026, 3, 15)}}), model::date(2026, 1, 1));
    CHECK(g.inzet(1).vervalt == model::date(2026, 4, 30));
    g.doe(bericht323({{.cents = 20'000}}), model::date(2026, 4, 1));
    CHECK(g.doe(bericht319("X", "2"), model::date(2026, 4, 30)).empty());
    CHECK(g.doe(bericht319("X", "2"), model::date(2026, 5, 1), model::Uitkomst::afgekeurd).empty());
    auto const lijnen = g.doe(bericht319("X", "2"), model::date(2026, 5, 1));
    REQUIRE(lijnen.size() == 1);
    CHECK(lijnen[0].soort == Boeksoort::vrijgevallen);
    CHECK(lijnen[0].beslag == model::Money{-30'000});
    CHECK(g.stand(b).stand.beslag == model::Money{20'000});
    CHECK(g.doe(bericht319("X", "2"), model::date(2026, 5, 2)).empty());
    g.doe(bericht323({{.cents = 5'000}}), model::date(2026, 5, 3)); // late, and still paid
    CHECK(g.stand(b).stand.beslag == model::Money{25'000});
}

TEST_CASE("what a verzoek asks stands beside the rest until it is answered: refused, or honoured by a 301") {
    auto const b = plafond(1'000'000);
    Geheugen g(met(b));
    g.doe(bericht315("R1", 40'000));
    g.doe(bericht315("R2", 30'000));
    CHECK(g.stand(b).stand.gevraagd == model::Money{70'000});
    CHECK(g.stand(b).stand.beslag == model::Money{0});
    CHECK(g.doe(bericht319("R1", "2")).empty()); // being looked into
    g.doe(bericht319("R1", "1"));
    CHECK(g.stand(b).stand.gevraagd == model::Money{30'000});
    g.doe(bericht301({{.budget = 25'000, .referentie = "R2"}}));
    CHECK(g.stand(b).stand.gevraagd == model::Money{0});
    CHECK(g.stand(b).stand.beslag == model::Money{25'000});
    CHECK(g.doe(bericht319("R2", "1")).empty());
}

TEST_CASE("a change asks what it adds from the wished day on; less asks nothing") {
    Geheugen g(regio());
    g.doe(bericht301({{.volume = 365}})); // 60,00 a day
    model::Bericht317 vraag;
    vraag.header.afzender = aanbieder;
    vraag.header.ontvanger = gemeente;
    vraag.client.bsn = client;
    vraag.client.verzoek.referentie_aanbieder = "W1";
    auto& p = vraag.client.verzoek.te_wijzigen_producten.emplace_back();
    p.toewijzing_nummer = 1;
    p.gewenste_ingangsdatum = model::date(2026, 12, 1);
    p.einddatum = model::date(2026, 12, 31);
    p.omvang = model::Omvang{100, "04", "6"};
    model::Message meer{{model::Domein::wmo, 317}, vraag, "W"};
    auto const lijnen = g.doe(meer);
    REQUIRE(lijnen.size() == 1);
    CHECK(lijnen[0].gevraagd == model::Money{(100 - 31) * 6000});
    std::get<model::Bericht317>(meer.inhoud).client.verzoek.te_wijzigen_producten[0].omvang->volume = 30;
    CHECK(g.doe(meer).empty());
}

TEST_CASE("a toewijzing that a budget counts and nobody can value is a signal; without a budget it is not") {
    auto bericht = bericht301({{.volume = 5}});
    std::get<model::Bericht301>(bericht.inhoud).client.toegewezen_producten[0].omvang->eenheid = "14";
    Geheugen g(met(plafond(1'000'000)));
    CHECK(g.doe(bericht).empty());
    REQUIRE(g.bevindingen.size() == 1);
    CHECK(g.bevindingen[0].gevolg == model::Gevolg::signaleren);
    CHECK(g.bevindingen[0].bron.verwijzing == "budgetten.csv:2");
    Geheugen zonder(regio());
    zonder.doe(bericht);
    CHECK(zonder.bevindingen.empty());
}

TEST_CASE("without agreements nothing is booked, whatever the bundle says about tarieven") {
    auto c = regio();
    c.percelen.clear();
    Geheugen g(c);
    CHECK(g.doe(bericht301({{.budget = 5'000}})).empty());
}

TEST_CASE("a budget counts the accounts of its perceel or product, of one aanbieder, one gemeente, or the region") {
    auto const c = regio();
    auto const rek = rules::contract::rekening(aanbieder, gemeente, model::Domein::wmo, model::Product{"02", "02A03"}, 2026);
    auto b = plafond(1);
    CHECK(rules::contract::telt(c, b, rek));
    b.perceel = "P";
    CHECK(rules::contract::telt(c, b, rek));
    auto aspecifiek = rek;
    aspecifiek.code.clear();
    CHECK(rules::contract::telt(c, b, aspecifiek));
    b.perceel = "Q";
    CHECK_FALSE(rules::contract::telt(c, b, rek));
    b.perceel.clear();
    b.product = "02A04";
    CHECK_FALSE(rules::contract::telt(c, b, rek));
    b.product = "02A03";
    CHECK(rules::contract::telt(c, b, rek));
    CHECK_FALSE(rules::contract::telt(c, b, aspecifiek));
    b = plafond(1);
    for (auto const& anders : {plafond(1, 2027),
                               [&] {
                                   auto x = b;
                                   x.aanbieder = "99000002";
                                   return x;
                               }(),
                               [&] {
                                   auto x = b;
                                   x.domein = model::Domein::jw;
                                   return x;
                               }()})
        CHECK_FALSE(rules::contract::telt(c, anders, rek));
    b.niveau = model::BudgetNiveau::gemeente;
    b.aanbieder.clear();
    b.gemeente = gemeente;
    CHECK(rules::contract::telt(c, b, rek));
    b.gemeente = "9902";
    CHECK_FALSE(rules::contract::telt(c, b, rek));
    b.niveau = model::BudgetNiveau::regio;
    b.gemeente.clear();
    CHECK(rules::contract::telt(c, b, rek));
    auto elders = rek;
    elders.gemeente = "9902";
    CHECK_FALSE(rules::contract::telt(c, b, elders));
}
