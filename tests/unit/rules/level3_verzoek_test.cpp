#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

using bouw::dag;

namespace {

using Lines = std::vector<std::string>;

std::string const verzoek = "/Bericht/Client/Verzoek";
std::string const te_wijzigen = verzoek + "/TeWijzigenProducten/TeWijzigenProduct[1]";
std::string const ongewijzigd = verzoek + "/OngewijzigdeProducten/OngewijzigdProduct[1]";
std::string const nieuw = verzoek + "/NieuweProducten/NieuwProduct[1]";

Lines oordeel(model::Message const& bericht, model::Facts const& f) {
    auto const verdict = zaak::oordeel(bericht, f);
    for (auto const& b : verdict.bevindingen) {
        CHECK_MESSAGE(!b.melding.empty(), b.regel);
        CHECK_MESSAGE(!b.grens.empty(), b.regel);
        CHECK_MESSAGE(!b.oplossing.empty(), b.regel);
        for (auto const& tekst : {b.melding, b.waarde, b.grens, b.oplossing}) CHECK(tekst.find(bouw::bsn_1) == std::string::npos);
    }
    return zaak::gevonden(verdict);
}

/// One client with one toewijzing, as a 317 finds it.
model::Facts feiten() {
    auto f = zaak::feiten();
    f.client_toewijzingen = {1001};
    return f;
}

model::ToewijzingFact& add(model::Facts& f, std::int64_t nummer, std::optional<model::Product> product) {
    f.client_toewijzingen.push_back(nummer);
    auto& t = zaak::nieuw(f, nummer, zaak::toewijzing(nummer));
    t.product = std::move(product);
    return t;
}

Lines met(std::function<void(model::TeWijzigenProduct&, model::Facts&)> const& buig) {
    auto p = bouw::te_wijzigen();
    auto f = feiten();
    buig(p, f);
    return oordeel(bouw::verzoek_wijziging({p}), f);
}

} // namespace

TEST_CASE("TR347 and TR374: a used reference and a pending verzoek, of 315 and 317") {
    auto f = feiten();
    CHECK(oordeel(bouw::verzoek_toewijzing(), f).empty());
    CHECK(oordeel(bouw::verzoek_wijziging(), f).empty());
    f.verzoek_referenties = {"V1", "W1"};
    CHECK(oordeel(bouw::verzoek_toewijzing(), f) ==
          Lines{"TR347 9347 /Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/ReferentieAanbieder"});
    CHECK(oordeel(bouw::verzoek_wijziging(), f) == Lines{"TR347 9347 " + verzoek + "/ReferentieAanbieder"});
    f.verzoek_referenties.clear();

    auto& eerder = zaak::verzoek(f, "V0");
    for (auto const toestand : {model::VerzoekToestand::open, model::VerzoekToestand::in_onderzoek}) {
        eerder.toestand = toestand;
        CHECK(oordeel(bouw::verzoek_toewijzing(), f) == Lines{"TR374 9374 /Bericht/Client"});
        CHECK(oordeel(bouw::verzoek_wijziging(), f) == Lines{"TR374 9374 " + verzoek});
    }
    for (auto const toestand : {model::VerzoekToestand::afgewezen, model::VerzoekToestand::gehonoreerd}) {
        eerder.toestand = toestand;
        CHECK(oordeel(bouw::verzoek_toewijzing(), f).empty());
    }
    eerder.toestand = model::VerzoekToestand::open;
    eerder.bsn = bouw::bsn_2;
    CHECK(oordeel(bouw::verzoek_toewijzing(), f).empty());
}

TEST_CASE("315: the product list and the gemeente of the day") {
    auto p = bouw::aangevraagd();
    p.product->code = "02X99";
    CHECK(oordeel(bouw::verzoek_toewijzing({p}), feiten()) ==
          Lines{"TR381 S329 /Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/Product/Code"});
    auto bericht = bouw::verzoek_toewijzing();
    bouw::als_315(bericht).header.ontvanger = "9998";
    CHECK(oordeel(bericht, feiten()) == Lines{"TR378 S300 /Bericht/Header/Ontvanger"});
    auto f = feiten();
    auto c = zaak::contract();
    c->gemeenten.push_back({"9998", "Oudestad", {dag("2021-01-01"), dag("2026-01-01")}, "gemeenten.csv:3"});
    f.contract = c;
    CHECK(oordeel(bericht, f).empty());
    bouw::als_315(bericht).client.aangevraagde_producten[0].toewijzing_ingangsdatum = dag("2026-01-02");
    CHECK(oordeel(bericht, f) == Lines{"TR378 S300 /Bericht/Header/Ontvanger"});
}

TEST_CASE("TR304: a 317 is about a client with a toewijzing here") {
    auto f = feiten();
    f.clienten.clear();
    CHECK(oordeel(bouw::verzoek_wijziging(), f) == Lines{"TR304 8187 /Bericht/Client/Bsn"});
}

TEST_CASE("TR349, TR350, TR351: the actual toewijzingen, each of them and nothing else") {
    auto f = feiten();
    auto& tweede = add(f, 1002, model::Product{"02", "02A17"});
    auto const bericht = bouw::verzoek_wijziging();
    auto const beide = bouw::verzoek_wijziging({bouw::te_wijzigen()}, {bouw::ongewijzigd(1002)});
    CHECK(oordeel(bericht, f) == Lines{"TR349 9349 " + verzoek});
    CHECK(oordeel(beide, f).empty());
    SUBCASE("ended before the message: not in it") {
        tweede.einddatum = dag("2026-04-30");
        CHECK(oordeel(bericht, f).empty());
        CHECK(oordeel(beide, f) == Lines{"TR350 9350 " + ongewijzigd + "/ToewijzingNummer"});
    }
    SUBCASE("ended after the message was written and before it came (OP080)") {
        tweede.einddatum = dag("2026-05-01");
        CHECK(oordeel(beide, f).empty());
    }
    SUBCASE("in the future: in it") {
        tweede.ingangsdatum = dag("2026-09-01");
        CHECK(oordeel(bericht, f) == Lines{"TR349 9349 " + verzoek});
    }
    SUBCASE("removed: not in it") {
        tweede.reden_wijziging = model::Code("13");
        tweede.ingangsdatum = dag("2026-09-01");
        tweede.einddatum = dag("2026-09-01");
        CHECK(oordeel(bericht, f).empty());
    }
    SUBCASE("one day, for another reason: in it") {
        tweede.reden_wijziging = model::Code("05");
        tweede.ingangsdatum = dag("2026-09-01");
        tweede.einddatum = dag("2026-09-01");
        CHECK(oordeel(bericht, f) == Lines{"TR349 9349 " + verzoek});
    }
    SUBCASE("of another client") {
        tweede.bsn = bouw::bsn_2;
        CHECK(oordeel(beide, f) == Lines{"TR350 9350 " + ongewijzigd + "/ToewijzingNummer"});
    }
    SUBCASE("unknown") {
        CHECK(oordeel(bouw::verzoek_wijziging({bouw::te_wijzigen(1003)}, {bouw::ongewijzigd(1001), bouw::ongewijzigd(1002)}), f) ==
              Lines{"TR351 9351 " + te_wijzigen + "/ToewijzingNummer"});
    }
}

TEST_CASE("TR357: in the future, or from the begin") {
    auto const op = [](char const* dag_tekst) { return met([&](auto& p, auto&) { p.gewenste_ingangsdatum = dag(dag_tekst); }); };
    CHECK(op("2026-05-02").empty());
    CHECK(op("2026-01-01").empty());
    CHECK(op("2026-05-01") == Lines{"TR357 9357 " + te_wijzigen + "/GewensteIngangsdatum"});
    CHECK(op("2026-02-01") == Lines{"TR357 9357 " + te_wijzigen + "/GewensteIngangsdatum"});
}

TEST_CASE("TR373: another Budget or total goes from the begin") {
    Lines const fout{"TR373 9373 " + te_wijzigen + "/GewensteIngangsdatum"};
    auto const budget = [](std::int64_t nieuw, char const* op) {
        return met([&](auto& p, auto& f) {
            auto& t = zaak::eigen(f, 1001);
            t.product->code.reset();
            t.omvang.reset();
            t.budget = model::Money{100000};
            p.omvang.reset();
            p.budget = model::Bedrag(model::Money{nieuw});
            p.gewenste_ingangsdatum = dag(op);
        });
    };
    CHECK(budget(120000, "2026-07-01") == fout);
    CHECK(budget(120000, "2026-01-01").empty());
    CHECK(budget(100000, "2026-07-01").empty());
    auto const totaal = [](model::Omvang oud, model::Omvang nieuw, char const* op) {
        return met([&](auto& p, auto& f) {
            zaak::eigen(f, 1001).omvang = oud;
            p.omvang = nieuw;
            p.gewenste_ingangsdatum = dag(op);
        });
    };
    CHECK(totaal({100, "04", "6"}, {120, "04", "6"}, "2026-07-01") == fout);
    CHECK(totaal({100, "04", "6"}, {120, "04", "6"}, "2026-01-01").empty());
    CHECK(totaal({100, "04", "6"}, {100, "04", "6"}, "2026-07-01").empty());
    CHECK(totaal({3, "04", "2"}, {120, "04", "6"}, "2026-07-01").empty());
}

TEST_CASE("TR375, TR411, TR412: the Omvang that fits the toewijzing") {
    auto const met_product = [](std::optional<model::Product> product, bool omvang, char const* einde = "2026-12-31") {
        return met([&](auto& p, auto& f) {
            auto& t = zaak::eigen(f, 1001);
            t.product = product;
            t.einddatum = dag(einde);
            if (!omvang) p.omvang.reset();
        });
    };
    CHECK(met_product(model::Product{"02", "02A16"}, true).empty());
    CHECK(met_product(model::Product{"02", "02A16"}, false) == Lines{"TR411 9411 " + te_wijzigen});
    CHECK(met_product(model::Product{"02", std::nullopt}, true) == Lines{"TR412 9412 " + te_wijzigen + "/Omvang"});
    CHECK(met_product(model::Product{"02", std::nullopt}, false).empty());
    CHECK(met_product(std::nullopt, true) == Lines{"TR375 9375 " + te_wijzigen + "/Omvang"});
    CHECK(met_product(std::nullopt, false).empty());
    // Of before 2021 an Omvang may be there; then the toewijzing is not actual any more.
    CHECK(met_product(std::nullopt, true, "2020-12-31") == Lines{"TR351 9351 " + te_wijzigen + "/ToewijzingNummer"});
}

TEST_CASE("TR361: what stays, changes and is new does not overlap") {
    auto f = feiten();
    auto const met_nieuw = [&](model::NieuwProduct p) {
        return oordeel(bouw::verzoek_wijziging({bouw::te_wijzigen()}, {}, {std::move(p)}), f);
    };
    CHECK(met_nieuw(bouw::nieuw()).empty());
    CHECK(met_nieuw(bouw::nieuw("02", "02A16")) == Lines{"TR361 9361 " + nieuw});
    auto later = bouw::nieuw("02", "02A16");
    later.gewenste_ingangsdatum = dag("2027-01-01");
    later.einddatum = model::Datum(dag("2027-12-31"));
    CHECK(met_nieuw(later).empty());
    SUBCASE("an aspecifieke toewijzing stands for its whole categorie") {
        add(f, 1002, model::Product{"07", std::nullopt});
        f.contract.reset();
        auto const blijft = [&](model::NieuwProduct p) {
            return oordeel(bouw::verzoek_wijziging({bouw::te_wijzigen()}, {bouw::ongewijzigd(1002)}, {std::move(p)}), f);
        };
        CHECK(blijft(bouw::nieuw("07", "07A11")) == Lines{"TR361 9361 " + nieuw});
        CHECK(blijft(bouw::nieuw("08", "08A10")).empty());
    }
    SUBCASE("Wmo categories 11 to 14 may") {
        add(f, 1002, model::Product{"11", "11A01"});
        f.contract.reset();
        CHECK(oordeel(bouw::verzoek_wijziging({bouw::te_wijzigen()}, {bouw::ongewijzigd(1002)}, {bouw::nieuw("11", "11A01")}), f).empty());
    }
}

TEST_CASE("317: a new product is on the product list") {
    CHECK(oordeel(bouw::verzoek_wijziging({bouw::te_wijzigen()}, {}, {bouw::nieuw("02", "02X99")}), feiten()) ==
          Lines{"TR381 S329 " + nieuw + "/Product/Code"});
}

TEST_CASE("319: the life of a verzoek") {
    std::string const antwoord = "/Bericht/Antwoord";
    auto const onderzoek = bouw::antwoord_verzoek();
    auto const afwijzing = bouw::antwoord_verzoek("V1", "1", model::Code("3"));
    auto f = feiten();
    CHECK(oordeel(onderzoek, f) == Lines{"TR355 9355 " + antwoord + "/ReferentieAanbieder"});
    auto& v = zaak::verzoek(f, "V1");
    CHECK(oordeel(onderzoek, f).empty());
    CHECK(oordeel(afwijzing, f).empty());

    v.toestand = model::VerzoekToestand::in_onderzoek;
    v.laatste_antwoord = model::Code("2");
    CHECK(oordeel(onderzoek, f) == Lines{"TR360 9360 " + antwoord + "/VerzoekAntwoord"});
    CHECK(oordeel(afwijzing, f).empty());

    v.toestand = model::VerzoekToestand::gehonoreerd;
    CHECK(oordeel(afwijzing, f) == Lines{"TR359 9359 " + antwoord + "/ReferentieAanbieder"});

    v.toestand = model::VerzoekToestand::afgewezen;
    v.laatste_antwoord = model::Code("1");
    CHECK(oordeel(afwijzing, f) == Lines{"TR365 9365 " + antwoord + "/VerzoekAntwoord"});
    CHECK(oordeel(onderzoek, f) == Lines{"TR360 9360 " + antwoord + "/VerzoekAntwoord", "TR365 9365 " + antwoord + "/VerzoekAntwoord"});
}

TEST_CASE("TR379: a 301 honours a pending verzoek of this client, a VOW on every toewijzing") {
    auto f = feiten();
    f.toewijzingen.clear();
    auto const product = [](int n) {
        return fmt::format("TR379 9379 /Bericht/Client/ToegewezenProducten/ToegewezenProduct[{}]/ReferentieAanbieder", n);
    };
    auto const met_referenties = [&](std::optional<std::string> een, std::optional<std::string> twee) {
        auto a = bouw::product(1001);
        auto b = bouw::product(1002, "02", "02A17");
        a.referentie_aanbieder = std::move(een);
        b.referentie_aanbieder = std::move(twee);
        return oordeel(bouw::toewijzing({a, b}), f);
    };
    CHECK(met_referenties("V1", "V2") == Lines{product(1), product(2)});
    auto& v1 = zaak::verzoek(f, "V1");
    zaak::verzoek(f, "V2");
    CHECK(met_referenties("V1", "V2").empty());
    CHECK(met_referenties("V1", std::nullopt).empty());
    v1.toestand = model::VerzoekToestand::in_onderzoek;
    CHECK(met_referenties("V1", std::nullopt).empty());
    v1.bsn = bouw::bsn_2;
    CHECK(met_referenties("V1", "V2") == Lines{product(1)});
    v1.bsn = bouw::bsn_1;
    for (auto const toestand : {model::VerzoekToestand::gehonoreerd, model::VerzoekToestand::afgewezen}) {
        v1.toestand = toestand;
        CHECK(met_referenties("V1", "V2") == Lines{product(1)});
    }
    auto& w1 = zaak::verzoek(f, "W1", true);
    CHECK(met_referenties("W1", "W1").empty());
    CHECK(met_referenties("W1", std::nullopt) == Lines{product(2)});
    CHECK(met_referenties("V2", "W1") == Lines{product(1)});
    w1.toestand = model::VerzoekToestand::gehonoreerd;
    CHECK(met_referenties("W1", std::nullopt) == Lines{product(1)});
}
