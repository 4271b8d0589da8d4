#include "tests/unit/rules/level2.hpp"

using namespace bouw;
using level2::fouten;
using model::Bericht315;
using model::Bericht317;
using model::Bericht319;
using model::Domein;

namespace {

std::string gevraagd(std::string regel, std::string element, int n = 1) {
    return fmt::format("{} /Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{}]{}", regel, n, element);
}
std::string verzoek(std::string regel, std::string element = "") { return fmt::format("{} /Bericht/Client/Verzoek{}", regel, element); }
std::string wijzig(std::string regel, std::string element, int n = 1) {
    return verzoek(regel, fmt::format("/TeWijzigenProducten/TeWijzigenProduct[{}]{}", n, element));
}
std::string nieuwe(std::string regel, std::string element, int n = 1) {
    return verzoek(regel, fmt::format("/NieuweProducten/NieuwProduct[{}]{}", n, element));
}

model::AangevraagdProduct& een(Bericht315& b) { return b.client.aangevraagde_producten[0]; }
model::TeWijzigenProduct& te_wijzigen_van(Bericht317& b) { return b.client.verzoek.te_wijzigen_producten[0]; }
model::NieuwProduct& nieuw_van(Bericht317& b) { return b.client.verzoek.nieuwe_producten[0]; }

model::Message wijziging() { return verzoek_wijziging({te_wijzigen()}, {ongewijzigd(1002)}, {nieuw()}); }

/// A budget and nothing else, for any of the three classes.
void alleen_budget(auto& product) {
    product.omvang.reset();
    product.budget = model::Bedrag(model::Money{500000});
}

} // namespace

TEST_CASE("a 315, 317 and 319 as they should be pass every rule of level 2") {
    for (auto const domein : {Domein::wmo, Domein::jw}) {
        CHECK(fouten(verzoek_toewijzing({aangevraagd()}, domein)).empty());
        CHECK(fouten(verzoek_wijziging({te_wijzigen()}, {ongewijzigd(1002)}, {nieuw()}, domein)).empty());
        CHECK(fouten(antwoord_verzoek("V1", "2", {}, domein)).empty());
        CHECK(fouten(antwoord_verzoek("V1", "1", "3", domein)).empty());
    }
}

TEST_CASE("AangevraagdProduct: omvang, budget, product and dates") {
    level2::loop<Bericht315>(
        verzoek_toewijzing(),
        {
            {"code zonder omvang", [](auto& b) { een(b).omvang.reset(); }, {gevraagd("CD041", "/Omvang")}},
            {"generiek",
             [](auto& b) {
                 alleen_budget(een(b));
                 een(b).product.reset();
             },
             {}},
            {"generiek zonder budget",
             [](auto& b) {
                 een(b).omvang.reset();
                 een(b).product.reset();
             },
             {gevraagd("CD079", "/Product")}},
            {"budget zonder einde",
             [](auto& b) {
                 alleen_budget(een(b));
                 een(b).product.reset();
                 een(b).toewijzing_einddatum.reset();
             },
             {gevraagd("CD075", "/ToewijzingEinddatum")}},
            {"per week zonder einde", [](auto& b) { een(b).toewijzing_einddatum.reset(); }, {gevraagd("CD076", "/ToewijzingEinddatum")}},
            {"budget en omvang",
             [](auto& b) { een(b).budget = model::Bedrag(model::Money{1}); },
             {gevraagd("CD077", "/Omvang"), gevraagd("CD078", "/Budget")}},
            {"omvang zonder code", [](auto& b) { een(b).product->code.reset(); }, {gevraagd("CD095", "/Omvang")}},
            {"omvang zonder code tot en met 2020",
             [](auto& b) {
                 een(b).product->code.reset();
                 een(b).toewijzing_ingangsdatum = dag("2020-01-01");
                 een(b).toewijzing_einddatum = model::Datum(dag("2020-12-31"));
             },
             {}},
            {"omvang zonder code tot in 2021",
             [](auto& b) {
                 een(b).product->code.reset();
                 een(b).toewijzing_ingangsdatum = dag("2020-01-01");
                 een(b).toewijzing_einddatum = model::Datum(dag("2021-01-01"));
             },
             {gevraagd("CD095", "/Omvang")}},
            {"etmalen per dag",
             [](auto& b) {
                 een(b).omvang = model::Omvang{1, "14", "1"};
             },
             {gevraagd("CS343", "/Omvang/Frequentie")}},
            {"etmalen als totaal",
             [](auto& b) {
                 een(b).omvang = model::Omvang{1, "14", "6"};
             },
             {}},
            {"etmalen per dag tot en met 2020",
             [](auto& b) {
                 een(b).omvang = model::Omvang{1, "14", "1"};
                 een(b).toewijzing_ingangsdatum = dag("2020-01-01");
                 een(b).toewijzing_einddatum = model::Datum(dag("2020-12-31"));
             },
             {}},
            {"einde voor begin",
             [](auto& b) { een(b).toewijzing_einddatum = model::Datum(dag("2025-12-31")); },
             {gevraagd("CS003", "/ToewijzingEinddatum")}},
            {"een dag", [](auto& b) { een(b).toewijzing_einddatum = een(b).toewijzing_ingangsdatum; }, {}},
            {"einde in 2101",
             [](auto& b) { een(b).toewijzing_einddatum = model::Datum(dag("2101-01-01")); },
             {gevraagd("DATUMBEREIK", "/ToewijzingEinddatum")}},
            {"begin in 1899",
             [](auto& b) { een(b).toewijzing_ingangsdatum = dag("1899-12-31"); },
             {gevraagd("DATUMBEREIK", "/ToewijzingIngangsdatum")}},
        });
}

TEST_CASE("AangevraagdProduct: beschikking, verwijzer, referentie: CD043, CD066, CD067, CD068, TR383") {
    level2::loop<Bericht315>(
        verzoek_toewijzing(),
        {
            {"beschikking",
             [](auto& b) {
                 een(b).beschikking_nummer = model::Getal(7);
                 een(b).beschikking_ingangsdatum = model::Datum(dag("2026-01-01"));
             },
             {}},
            {"beschikking uit 12023",
             [](auto& b) {
                 een(b).beschikking_nummer = model::Getal(7);
                 een(b).beschikking_ingangsdatum = model::Datum(dag("12023-01-01"));
             },
             {gevraagd("DATUMBEREIK", "/BeschikkingIngangsdatum")}},
            {"nummer zonder ingang",
             [](auto& b) { een(b).beschikking_nummer = model::Getal(7); },
             {gevraagd("CD043", "/BeschikkingIngangsdatum")}},
            {"ingang zonder nummer",
             [](auto& b) { een(b).beschikking_ingangsdatum = model::Datum(dag("2026-01-01")); },
             {gevraagd("CD043", "/BeschikkingIngangsdatum")}},
            {"referentie dubbel",
             [](auto& b) {
                 b.client.aangevraagde_producten = {aangevraagd("V1"), aangevraagd("V2", "02", "02A17"), aangevraagd("V1", "03", "03A01")};
             },
             {gevraagd("TR101", "/ReferentieAanbieder", 3), gevraagd("TR383", "/ReferentieAanbieder", 3)}},
        });
    for (std::string const type : {"01", "02", "03", "04", "05", "06", "08"}) {
        CAPTURE(type);
        auto const zorgverlener = type >= "02" && type <= "05";
        auto const loop = [&](bool naam, bool code, std::vector<std::string> const& verwacht) {
            level2::loop<Bericht315>(verzoek_toewijzing(), {{"",
                                                             [&](auto& b) {
                                                                 auto& verwijzer = een(b).verwijzer;
                                                                 verwijzer.type = model::Code(type);
                                                                 verwijzer.naam.reset();
                                                                 if (naam) verwijzer.naam = "Naam";
                                                                 if (code) verwijzer.zorgverlener_code = "01001234";
                                                             },
                                                             verwacht}});
        };
        auto const als = [](bool fout, char const* regel, char const* element) {
            return fout ? std::vector{gevraagd(regel, element)} : std::vector<std::string>{};
        };
        loop(true, false, {});
        loop(false, false, als(zorgverlener, "CD067", "/Verwijzer/Naam"));
        loop(false, true, als(!zorgverlener, "CD068", "/Verwijzer/ZorgverlenerCode"));
        loop(true, true, {zorgverlener ? gevraagd("CD066", "/Verwijzer/Naam") : gevraagd("CD068", "/Verwijzer/ZorgverlenerCode")});
    }
}

TEST_CASE("TeWijzigenProduct and NieuwProduct: omvang, budget, product and dates") {
    level2::loop<Bericht317>(
        wijziging(),
        {
            {"wijzigen: alleen de looptijd", [](auto& b) { te_wijzigen_van(b).omvang.reset(); }, {}},
            {"wijzigen: budget", [](auto& b) { alleen_budget(te_wijzigen_van(b)); }, {}},
            {"wijzigen: budget zonder einde",
             [](auto& b) {
                 alleen_budget(te_wijzigen_van(b));
                 te_wijzigen_van(b).einddatum.reset();
             },
             {wijzig("CD075", "/Einddatum")}},
            {"wijzigen: per week zonder einde", [](auto& b) { te_wijzigen_van(b).einddatum.reset(); }, {wijzig("CD076", "/Einddatum")}},
            {"wijzigen: budget en omvang",
             [](auto& b) { te_wijzigen_van(b).budget = model::Bedrag(model::Money{1}); },
             {wijzig("CD077", "/Omvang"), wijzig("CD078", "/Budget")}},
            {"wijzigen: einde voor begin",
             [](auto& b) { te_wijzigen_van(b).einddatum = model::Datum(dag("2026-06-30")); },
             {wijzig("CS003", "/Einddatum")}},
            {"wijzigen: stuks per dag",
             [](auto& b) {
                 te_wijzigen_van(b).omvang = model::Omvang{1, "84", "1"};
             },
             {wijzig("CS338", "/Omvang/Frequentie")}},
            {"wijzigen: gewenst op de dagtekening", [](auto& b) { te_wijzigen_van(b).gewenste_ingangsdatum = dag("2026-05-01"); }, {}},
            {"wijzigen: gewenst in 1899",
             [](auto& b) { te_wijzigen_van(b).gewenste_ingangsdatum = dag("1899-12-31"); },
             {wijzig("DATUMBEREIK", "/GewensteIngangsdatum")}},
            {"nieuw: code zonder omvang", [](auto& b) { nieuw_van(b).omvang.reset(); }, {nieuwe("CD041", "/Omvang")}},
            {"nieuw: generiek zonder einde",
             [](auto& b) {
                 alleen_budget(nieuw_van(b));
                 nieuw_van(b).product.reset();
                 nieuw_van(b).einddatum.reset();
             },
             {nieuwe("CD075", "/Einddatum")}},
            {"nieuw: per week zonder einde", [](auto& b) { nieuw_van(b).einddatum.reset(); }, {nieuwe("CD076", "/Einddatum")}},
            {"nieuw: budget en omvang",
             [](auto& b) { nieuw_van(b).budget = model::Bedrag(model::Money{1}); },
             {nieuwe("CD077", "/Omvang"), nieuwe("CD078", "/Budget")}},
            {"nieuw: geen product en geen budget",
             [](auto& b) {
                 nieuw_van(b).omvang.reset();
                 nieuw_van(b).product.reset();
             },
             {nieuwe("CD079", "/Product")}},
            {"nieuw: omvang zonder code", [](auto& b) { nieuw_van(b).product->code.reset(); }, {nieuwe("CD096", "/Omvang")}},
            {"nieuw: einde voor begin",
             [](auto& b) { nieuw_van(b).einddatum = model::Datum(dag("2026-06-30")); },
             {nieuwe("CS003", "/Einddatum")}},
            {"nieuw: euro's per dag",
             [](auto& b) {
                 nieuw_van(b).omvang = model::Omvang{1, "83", "1"};
             },
             {nieuwe("CS338", "/Omvang/Frequentie")}},
            {"nieuw: gewenst op de dagtekening",
             [](auto& b) { nieuw_van(b).gewenste_ingangsdatum = dag("2026-05-01"); },
             {nieuwe("TR380", "/GewensteIngangsdatum")}},
            {"nieuw: gewenst de dag erna", [](auto& b) { nieuw_van(b).gewenste_ingangsdatum = dag("2026-05-02"); }, {}},
            {"nieuw: einde in 2101",
             [](auto& b) { nieuw_van(b).einddatum = model::Datum(dag("2101-01-01")); },
             {nieuwe("DATUMBEREIK", "/Einddatum")}},
            {"BSN", [](auto& b) { b.client.bsn = "999900007"; }, {"CS002 /Bericht/Client/Bsn"}},
        });
    SUBCASE("a message of 2020 may still ask without a code") {
        auto oud = wijziging();
        als_317(oud).header.bericht_identificatie.dagtekening = dag("2020-05-01");
        auto& product = nieuw_van(als_317(oud));
        product.product->code.reset();
        product.gewenste_ingangsdatum = dag("2020-07-01");
        product.einddatum = model::Datum(dag("2020-12-31"));
        CHECK(fouten(oud).empty());
    }
}

TEST_CASE("Verzoek: TR101, TR352, TR353") {
    level2::loop<Bericht317>(wijziging(), {
                                              {"alleen nieuw",
                                               [](auto& b) {
                                                   b.client.verzoek.ongewijzigde_producten.clear();
                                                   b.client.verzoek.te_wijzigen_producten.clear();
                                               },
                                               {verzoek("TR352")}},
                                              {"ongewijzigd en nieuw", [](auto& b) { b.client.verzoek.te_wijzigen_producten.clear(); }, {}},
                                              {"alleen te wijzigen",
                                               [](auto& b) {
                                                   b.client.verzoek.ongewijzigde_producten.clear();
                                                   b.client.verzoek.nieuwe_producten.clear();
                                               },
                                               {}},
                                              {"alleen ongewijzigd",
                                               [](auto& b) {
                                                   b.client.verzoek.te_wijzigen_producten.clear();
                                                   b.client.verzoek.nieuwe_producten.clear();
                                               },
                                               {verzoek("TR353")}},
                                              {"niets",
                                               [](auto& b) {
                                                   b.client.verzoek.ongewijzigde_producten.clear();
                                                   b.client.verzoek.te_wijzigen_producten.clear();
                                                   b.client.verzoek.nieuwe_producten.clear();
                                               },
                                               {verzoek("TR352"), verzoek("TR353")}},
                                              {"ongewijzigd dubbel",
                                               [](auto& b) {
                                                   b.client.verzoek.ongewijzigde_producten = {ongewijzigd(1002), ongewijzigd(1002)};
                                               },
                                               {verzoek("TR101", "/OngewijzigdeProducten/OngewijzigdProduct[2]/ToewijzingNummer")}},
                                              {"te wijzigen dubbel",
                                               [](auto& b) {
                                                   b.client.verzoek.te_wijzigen_producten = {te_wijzigen(), te_wijzigen()};
                                               },
                                               {wijzig("TR101", "/ToewijzingNummer", 2)}},
                                              {"een nummer in beide klassen is niet dubbel",
                                               [](auto& b) { b.client.verzoek.ongewijzigde_producten = {ongewijzigd(1001)}; },
                                               {}},
                                              {"nieuw dubbel",
                                               [](auto& b) {
                                                   b.client.verzoek.nieuwe_producten = {nieuw(), nieuw()};
                                               },
                                               {nieuwe("TR101", "", 2), nieuwe("TR410", "", 2)}},
                                              {"nieuw hulpmiddel dubbel",
                                               [](auto& b) {
                                                   b.client.verzoek.nieuwe_producten = {nieuw("11", "11A01"), nieuw("11", "11A01")};
                                               },
                                               {nieuwe("TR101", "", 2)}},
                                              {"nieuw op een andere dag",
                                               [](auto& b) {
                                                   b.client.verzoek.nieuwe_producten = {nieuw(), nieuw()};
                                                   b.client.verzoek.nieuwe_producten[0].einddatum = model::Datum(dag("2026-09-30"));
                                                   b.client.verzoek.nieuwe_producten[1].gewenste_ingangsdatum = dag("2026-10-01");
                                               },
                                               {}},
                                          });
}

TEST_CASE("stapeling: TR386 and TR410 ask what TR302 asks") {
    struct Regel {
        char const* naam;
        model::Product a;
        std::optional<model::Product> b;
        char const* tweede_begin; ///< the first one ends on 30-09-2026
        bool wmo;
        bool jw;
    };
    auto const code = [](char const* categorie, char const* c) { return model::Product{categorie, c}; };
    std::vector<Regel> const tabel{
        {"zelfde product", code("02", "A"), code("02", "A"), "2026-09-30", true, true},
        {"aansluitend", code("02", "A"), code("02", "A"), "2026-10-01", false, false},
        {"ander product", code("02", "A"), code("02", "B"), "2026-09-30", false, false},
        {"zelfde categorie, een zonder code", code("02", "A"), model::Product{"02", {}}, "2026-09-30", true, true},
        {"andere categorie, een zonder code", code("02", "A"), model::Product{"03", {}}, "2026-09-30", false, false},
        {"een zonder product", code("02", "A"), std::nullopt, "2026-09-30", true, true},
        {"hulpmiddelen", code("11", "A"), code("11", "A"), "2026-09-30", false, true},
        {"hulpmiddel en een zonder product", code("14", "A"), std::nullopt, "2026-09-30", false, true},
    };
    for (auto const& regel : tabel)
        for (auto const domein : {Domein::wmo, Domein::jw}) {
            CAPTURE(regel.naam);
            CAPTURE(model::name(domein));
            auto const fout = domein == Domein::wmo ? regel.wmo : regel.jw;

            std::vector gevraagde{aangevraagd("V1"), aangevraagd("V2")};
            std::vector nieuw_gevraagd{nieuw(), nieuw()};
            for (auto i = 0U; i < 2; ++i) {
                auto const product = i == 0 ? std::optional(regel.a) : regel.b;
                for (auto* p : {&gevraagde[i].product, &nieuw_gevraagd[i].product}) *p = product;
                if (product && product->code) continue;
                alleen_budget(gevraagde[i]);
                alleen_budget(nieuw_gevraagd[i]);
            }
            gevraagde[0].toewijzing_einddatum = nieuw_gevraagd[0].einddatum = model::Datum(dag("2026-09-30"));
            gevraagde[1].toewijzing_ingangsdatum = nieuw_gevraagd[1].gewenste_ingangsdatum = dag(regel.tweede_begin);

            CHECK(fouten(verzoek_toewijzing(gevraagde, domein)) ==
                  (fout ? std::vector{gevraagd("TR386", "", 2)} : std::vector<std::string>{}));
            CHECK(fouten(verzoek_wijziging({te_wijzigen()}, {}, nieuw_gevraagd, domein)) ==
                  (fout ? std::vector{nieuwe("TR410", "", 2)} : std::vector<std::string>{}));
        }
}

TEST_CASE("Antwoord: CD085, CD086, TR377, TR409, DATUMBEREIK") {
    std::string const reden = " /Bericht/Antwoord/RedenAfwijzingVerzoek";
    std::string const plaats = " /Bericht/Antwoord/Woonplaatsbeginsel";
    CHECK(fouten(antwoord_verzoek("V1", "1")) == std::vector{"CD085" + reden});
    CHECK(fouten(antwoord_verzoek("V1", "2", "3")) == std::vector{"CD086" + reden});

    auto const jw = [](model::Code antwoord, std::optional<model::Code> waarom, bool woonplaats) {
        auto bericht = antwoord_verzoek("V1", antwoord, waarom, Domein::jw);
        if (woonplaats) als_319(bericht).antwoord.woonplaatsbeginsel = model::Woonplaatsbeginsel{"0363", {}, 7};
        return fouten(bericht);
    };
    CHECK(jw("1", "8", true).empty());
    CHECK(jw("1", "8", false) == std::vector{"TR377" + plaats});
    CHECK(jw("1", "5", false).empty());
    CHECK(jw("1", "5", true) == std::vector{"TR409" + plaats});
    CHECK(jw("2", {}, true).empty());
    CHECK_MESSAGE(fouten(antwoord_verzoek("V1", "1", "8")).empty(), "the Wmo has no Woonplaatsbeginsel");

    auto bericht = antwoord_verzoek();
    als_319(bericht).header.bericht_identificatie.dagtekening = dag("2101-01-01");
    CHECK(fouten(bericht) == std::vector<std::string>{"DATUMBEREIK /Bericht/Header/BerichtIdentificatie/Dagtekening"});
}
