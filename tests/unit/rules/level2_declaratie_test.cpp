#include "tests/unit/rules/level2.hpp"

using namespace bouw;
using level2::fouten;
using model::Bericht323;
using model::Bericht325;

namespace {

constexpr auto client1 = "/Bericht/Declaratie/Clienten/Client[1]";

std::string in(std::string regel, std::string element, int n = 1) {
    return fmt::format("{} {}/Prestaties/Prestatie[{}]{}", regel, client1, n, element);
}
std::string op(std::string regel, std::string element) { return regel + " /Bericht/Declaratie" + element; }

model::Prestatie& een(Bericht323& b) { return b.declaratie.clienten[0].prestaties[0]; }

/// Sets the period of the first prestatie.
void periode(Bericht323& b, char const* begin, char const* einde) { een(b).product_periode = {dag(begin), dag(einde)}; }

/// One of another day, so that TR416 has nothing to say.
model::Prestatie op_dag(std::string referentie, char const* datum) {
    auto p = prestatie(std::move(referentie));
    p.product_periode = {dag(datum), dag(datum)};
    return p;
}

} // namespace

TEST_CASE("a 323 and a 325 as they should be pass every rule of level 2") {
    CHECK(fouten(declaratie()).empty());
    CHECK(fouten(declaratie({credit("R1", "R0"), prestatie("R2")}, model::Domein::jw)).empty());
    CHECK(fouten(antwoord()).empty());
    CHECK(fouten(antwoord({prestatie("R1"), prestatie("R2")})).empty());
}

TEST_CASE("debet en credit: CD060, CS325") {
    level2::loop<Bericht323>(declaratie(),
                             {
                                 {"debet met vorige",
                                  [](auto& b) { een(b).product_referentie.vorig_referentie_nummer = "R0"; },
                                  {in("CD060", "/ProductReferentie/VorigReferentieNummer")}},
                                 {"credit zonder vorige",
                                  [](auto& b) {
                                      een(b).ingediend_bedrag.debet_credit = "C";
                                      b.declaratie.totaal_ingediend_bedrag.debet_credit = "C";
                                  },
                                  {in("CD060", "/ProductReferentie/VorigReferentieNummer")}},
                                 {"nul debet",
                                  [](auto& b) {
                                      een(b).ingediend_bedrag = {model::Money{0}, "D"};
                                      b.declaratie.totaal_ingediend_bedrag = {model::Money{0}, "D"};
                                  },
                                  {}},
                                 {"nul credit",
                                  [](auto& b) {
                                      een(b) = credit("R1", "R0");
                                      een(b).ingediend_bedrag = {model::Money{0}, "C"};
                                      b.declaratie.totaal_ingediend_bedrag = {model::Money{0}, "C"};
                                  },
                                  {op("CS325", "/TotaalIngediendBedrag/DebetCredit"), in("CS325", "/IngediendBedrag/DebetCredit")}},
                             });
}

TEST_CASE("tarief en euro's: CD087, CS339") {
    auto const euros = [](Bericht323& b, std::int64_t volume) {
        een(b).eenheid = "83";
        een(b).product_tarief.reset();
        een(b).geleverd_volume = volume;
    };
    level2::loop<Bericht323>(declaratie(),
                             {
                                 {"uren zonder tarief", [](auto& b) { een(b).product_tarief.reset(); }, {in("CD087", "/ProductTarief")}},
                                 {"euro's", [&](auto& b) { euros(b, 28000); }, {}},
                                 {"euro's met tarief",
                                  [&](auto& b) {
                                      euros(b, 28000);
                                      een(b).product_tarief = model::Bedrag(model::Money{1});
                                  },
                                  {in("CD087", "/ProductTarief")}},
                                 {"euro's, een cent verschil", [&](auto& b) { euros(b, 28001); }, {in("CS339", "/IngediendBedrag/Bedrag")}},
                                 {"uren: volume is geen bedrag", [](auto& b) { een(b).geleverd_volume = 5; }, {}},
                             });
}

TEST_CASE("periodes: CS100, CS337, CS340, TR134, TR137, TR335") {
    auto const maand = [](Bericht323& b, char const* begin, char const* einde) {
        b.declaratie.declaratie_periode = {dag(begin), dag(einde)};
    };
    level2::loop<Bericht323>(
        declaratie(),
        {
            {"halve maand", [&](auto& b) { maand(b, "2026-03-01", "2026-03-30"); }, {op("CS340", "/DeclaratiePeriode")}},
            {"niet op de eerste", [&](auto& b) { maand(b, "2026-03-02", "2026-03-31"); }, {op("CS340", "/DeclaratiePeriode")}},
            {"twee maanden", [&](auto& b) { maand(b, "2026-02-01", "2026-03-31"); }, {op("CS340", "/DeclaratiePeriode")}},
            {"schrikkelmaand", [&](auto& b) { maand(b, "2024-02-01", "2024-02-29"); }, {}},
            {"schrikkelmaand een dag te kort", [&](auto& b) { maand(b, "2024-02-01", "2024-02-28"); }, {op("CS340", "/DeclaratiePeriode")}},
            {"maand van 2020", [&](auto& b) { maand(b, "2020-12-01", "2020-12-31"); }, {op("CS100", "/DeclaratiePeriode/Begindatum")}},
            {"lopende maand", [&](auto& b) { maand(b, "2026-04-01", "2026-04-30"); }, {op("TR137", "/DeclaratiePeriode/Einddatum")}},
            {"volgende maand",
             [&](auto& b) { maand(b, "2026-05-01", "2026-05-31"); },
             {op("TR134", "/DeclaratiePeriode/Begindatum"), op("TR137", "/DeclaratiePeriode/Einddatum")}},
            {"tot en met de dagtekening", [](auto& b) { periode(b, "2026-04-01", "2026-04-03"); }, {}},
            {"een dag te ver", [](auto& b) { periode(b, "2026-04-01", "2026-04-04"); }, {in("TR137", "/ProductPeriode/Einddatum")}},
            {"in de toekomst",
             [](auto& b) { periode(b, "2026-04-04", "2026-04-05"); },
             {in("TR134", "/ProductPeriode/Begindatum"), in("TR137", "/ProductPeriode/Einddatum")}},
            {"achterstevoren", [](auto& b) { periode(b, "2026-03-02", "2026-03-01"); }, {in("TR137", "/ProductPeriode/Einddatum")}},
            {"over de maandgrens", [](auto& b) { periode(b, "2026-02-28", "2026-03-01"); }, {in("CS337", "/ProductPeriode/Einddatum")}},
            {"zelfde maand, ander jaar",
             [](auto& b) { periode(b, "2025-03-01", "2026-03-01"); },
             {in("CS337", "/ProductPeriode/Einddatum")}},
            {"precies vijf jaar", [](auto& b) { periode(b, "2021-04-01", "2021-04-03"); }, {}},
            {"vijf jaar en een dag", [](auto& b) { periode(b, "2021-04-01", "2021-04-02"); }, {in("TR335", "/ProductPeriode/Einddatum")}},
            {"voor 2021",
             [](auto& b) {
                 periode(b, "2020-12-31", "2020-12-31");
                 b.declaratie.declaratie_dagtekening = dag("2025-12-31");
             },
             {in("CS100", "/ProductPeriode/Begindatum")}},
            {"dagtekening 29 februari",
             [](auto& b) {
                 periode(b, "2023-02-01", "2023-02-28");
                 b.declaratie.declaratie_dagtekening = dag("2028-02-29");
             },
             {}},
        });
}

TEST_CASE("BSN en dubbele regels: CS002, TR101") {
    auto bericht = declaratie({client(bsn_1, {prestatie("R1")}), client("999900007", {prestatie("R2")})});
    als_323(bericht).declaratie.clienten[1].prestaties[0].toewijzing_nummer = 1002;
    CHECK(fouten(bericht) == std::vector<std::string>{"CS002 /Bericht/Declaratie/Clienten/Client[2]/Bsn"});

    auto dubbel = declaratie({client(bsn_1, {prestatie("R1"), op_dag("R1", "2026-03-05")}), client(bsn_2, {op_dag("R1", "2026-03-06")})});
    CHECK(fouten(dubbel) == std::vector{in("TR101", "/ProductReferentie", 2)});

    auto vorig = declaratie({credit("R1", "R0"), op_dag("R1", "2026-03-05"), credit("R1", "R00")});
    CHECK(fouten(vorig).empty());

    auto twee_clienten =
        declaratie({client(bsn_1, {prestatie("R1")}), client(bsn_1, {op_dag("R1", "2026-03-05"), op_dag("R2", "2026-03-06")})});
    CHECK(fouten(twee_clienten) ==
          std::vector<std::string>{"TR101 /Bericht/Declaratie/Clienten/Client[2]/Bsn",
                                   "TR101 /Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/ProductReferentie"});

    auto spelling = toewijzing({product(5), product(5, "02", "02A17"), product(5, "02", "02A18")});
    als_301(spelling).client.toegewezen_producten[1].toewijzing_nummer = model::Getal(5, model::Spelling("+5"));
    CHECK(fouten(spelling) == std::vector<std::string>{"TR101 /Bericht/Client/ToegewezenProducten/ToegewezenProduct[3]/ToewijzingNummer"});

    auto client_301 = toewijzing();
    als_301(client_301).client.relaties = {relatie("1"), relatie("2"), relatie("1")};
    als_301(client_301).client.contactgegevens = {contact("01"), contact("02"), contact("02")};
    CHECK(fouten(client_301) == std::vector<std::string>{"TR101 /Bericht/Client/Relaties/Relatie[3]/Nummer",
                                                         "TR101 /Bericht/Client/Contactgegevens/Contact[3]/Soort"});

    auto retour = antwoord({prestatie("R1"), prestatie("R1")});
    CHECK(fouten(retour) ==
          std::vector<std::string>{"TR101 /Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[2]/ProductReferentie"});
}

TEST_CASE("referenties binnen het bericht: TR315, TR316") {
    CHECK(fouten(declaratie({credit("R2", "R0"), credit("R3", "R1")})).empty());
    CHECK(fouten(declaratie({credit("R2", "R0"), credit("R3", "R1"), credit("R4", "R0")})) ==
          std::vector{in("TR315", "/ProductReferentie/VorigReferentieNummer", 3)});
    CHECK(fouten(declaratie({credit("R2", "R1"), prestatie("R1")})) ==
          std::vector{in("TR316", "/ProductReferentie/VorigReferentieNummer", 1)});
    CHECK(fouten(declaratie({credit("R2", "R2")})) == std::vector{in("TR316", "/ProductReferentie/VorigReferentieNummer", 1)});

    auto ander = declaratie({client(bsn_1, {prestatie("R1")}), client(bsn_2, {credit("R2", "R1")})});
    CHECK(fouten(ander) ==
          std::vector<std::string>{
              "TR316 /Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/ProductReferentie/VorigReferentieNummer"});
}

TEST_CASE("dubbele debetregel: TR416") {
    auto const met = [](auto buig) {
        auto tweede = prestatie("R2");
        buig(tweede);
        return fouten(declaratie({prestatie("R1"), tweede}));
    };
    CHECK(met([](auto&) {}) == std::vector{in("TR416", "", 2)});
    CHECK(met([](auto& p) {
              p.geleverd_volume = 1;
              p.ingediend_bedrag.bedrag = model::Money{7000};
          }) == std::vector{in("TR416", "", 2)});
    CHECK(met([](auto& p) { p.toewijzing_nummer = 1002; }).empty());
    CHECK(met([](auto& p) { p.product_categorie = "03"; }).empty());
    CHECK(met([](auto& p) { p.product_code = "02A17"; }).empty());
    CHECK(met([](auto& p) { p.product_periode.begindatum = dag("2026-03-02"); }).empty());
    CHECK(met([](auto& p) { p.product_periode.einddatum = dag("2026-03-30"); }).empty());
    CHECK(met([](auto& p) { p = credit("R2", "R0"); }).empty());
    CHECK(met([](auto& p) { p.toewijzing_nummer = model::Getal(1001, model::Spelling("+1001")); }) == std::vector{in("TR416", "", 2)});
    CHECK(fouten(declaratie({credit("R1", "R0"), credit("R2", "R00")})).empty());
}

TEST_CASE("totaal: TR358") {
    auto const totaal = [](std::vector<model::Prestatie> prestaties, std::int64_t cents, char const* dc) {
        auto bericht = declaratie(std::move(prestaties));
        als_323(bericht).declaratie.totaal_ingediend_bedrag = {model::Money{cents}, dc};
        return fouten(bericht);
    };
    auto const fout = std::vector{op("TR358", "/TotaalIngediendBedrag")};
    CHECK(totaal({prestatie()}, 28000, "D").empty());
    CHECK(totaal({prestatie()}, 28001, "D") == fout);
    CHECK(totaal({prestatie()}, 28000, "C") == fout);
    CHECK(totaal({credit("R2", "R1")}, 28000, "C").empty());
    CHECK(totaal({credit("R2", "R1")}, 28000, "D") == fout);
    CHECK(totaal({credit("R2", "R1"), prestatie("R3")}, 0, "D").empty());
    CHECK(totaal({credit("R2", "R1"), prestatie("R3")}, 56000, "D") == fout);
}

TEST_CASE("declaratie-antwoord: TR342, TR134, TR137, CD060, CS325") {
    std::string const antwoord_pad = "/Bericht/DeclaratieAntwoord";
    auto const prestatie_pad = antwoord_pad + "/Clienten/Client[1]/Prestaties/Prestatie[1]";
    level2::loop<Bericht325>(
        antwoord({prestatie("R2")}),
        {
            {"een cent te veel toegekend",
             [](auto& b) { b.declaratie_antwoord->totaal_toegekend_bedrag.bedrag = model::Money{28001}; },
             {"TR342 " + antwoord_pad + "/TotaalToegekendBedrag"}},
            {"prestatie ontbreekt",
             [](auto& b) { b.declaratie_antwoord->clienten.clear(); },
             {"TR342 " + antwoord_pad + "/TotaalToegekendBedrag"}},
            {"toegekend is credit",
             [](auto& b) {
                 b.declaratie_antwoord->totaal_ingediend_bedrag = {model::Money{2000}, "D"};
                 b.declaratie_antwoord->totaal_toegekend_bedrag = {model::Money{26000}, "C"};
             },
             {}},
            {"declaratie afgewezen",
             [](auto& b) {
                 b.declaratie_antwoord->clienten.clear();
                 b.declaratie_antwoord->retour_codes = {"9333"};
                 b.declaratie_antwoord->totaal_toegekend_bedrag = {model::Money{0}, "D"};
             },
             {}},
            {"declaratie afgewezen en toch toegekend",
             [](auto& b) {
                 b.declaratie_antwoord->clienten.clear();
                 b.declaratie_antwoord->retour_codes = {"9333"};
             },
             {"TR342 " + antwoord_pad + "/TotaalToegekendBedrag"}},
            {"alleen een header",
             [](auto& b) {
                 b.declaratie_antwoord.reset();
                 b.header.retour_codes = {"0001"};
             },
             {}},
            {"toegekend nul credit",
             [](auto& b) {
                 b.declaratie_antwoord->totaal_ingediend_bedrag = {model::Money{28000}, "D"};
                 b.declaratie_antwoord->totaal_toegekend_bedrag = {model::Money{0}, "C"};
             },
             {"CS325 " + antwoord_pad + "/TotaalToegekendBedrag/DebetCredit"}},
            {"debet met vorige",
             [](auto& b) { b.declaratie_antwoord->clienten[0].prestaties[0].product_referentie.vorig_referentie_nummer = "R0"; },
             {"CD060 " + prestatie_pad + "/ProductReferentie/VorigReferentieNummer"}},
            {"BSN",
             [](auto& b) { b.declaratie_antwoord->clienten[0].bsn = "999900007"; },
             {"CS002 " + antwoord_pad + "/Clienten/Client[1]/Bsn"}},
            {"periode na de dagtekening",
             [](auto& b) {
                 b.declaratie_antwoord->clienten[0].prestaties[0].product_periode = {dag("2026-04-11"), dag("2026-04-12")};
             },
             {"TR134 " + prestatie_pad + "/ProductPeriode/Begindatum", "TR137 " + prestatie_pad + "/ProductPeriode/Einddatum"}},
            {"over de maandgrens mag hier",
             [](auto& b) {
                 b.declaratie_antwoord->clienten[0].prestaties[0].product_periode = {dag("2026-02-11"), dag("2026-03-12")};
             },
             {}},
        });
}

TEST_CASE("DATUMBEREIK looks at every date") {
    auto const ver = dag("2101-01-01");
    auto const vroeg = dag("1899-12-31");
    auto const alleen = [](model::Message const& bericht) {
        auto gevonden = fouten(bericht);
        std::erase_if(gevonden, [](auto const& f) { return !f.starts_with("DATUMBEREIK "); });
        return gevonden;
    };
    auto toe = toewijzing();
    auto& b301 = als_301(toe);
    b301.client.relaties = {relatie()};
    b301.header.bericht_identificatie.dagtekening = ver;
    b301.client.geboortedatum.datum = vroeg;
    b301.client.relaties[0].geboortedatum->datum = vroeg;
    b301.client.relaties[0].contact.periode = model::OpenPeriode{vroeg, ver};
    b301.client.contactgegevens[0].periode = model::OpenPeriode{vroeg, ver};
    b301.client.toegewezen_producten[0].toewijzingsdatum = vroeg;
    b301.client.toegewezen_producten[0].ingangsdatum = dag("-2023-05-06");
    b301.client.toegewezen_producten[0].einddatum = dag("12023-05-06");
    CHECK(alleen(toe) == std::vector<std::string>{
                             "DATUMBEREIK /Bericht/Header/BerichtIdentificatie/Dagtekening",
                             "DATUMBEREIK /Bericht/Client/Geboortedatum/Datum",
                             "DATUMBEREIK /Bericht/Client/Relaties/Relatie[1]/Geboortedatum/Datum",
                             "DATUMBEREIK /Bericht/Client/Relaties/Relatie[1]/Contact/Periode/Begindatum",
                             "DATUMBEREIK /Bericht/Client/Relaties/Relatie[1]/Contact/Periode/Einddatum",
                             "DATUMBEREIK /Bericht/Client/Contactgegevens/Contact[1]/Periode/Begindatum",
                             "DATUMBEREIK /Bericht/Client/Contactgegevens/Contact[1]/Periode/Einddatum",
                             "DATUMBEREIK /Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Toewijzingsdatum",
                             "DATUMBEREIK /Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Ingangsdatum",
                             "DATUMBEREIK /Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Einddatum",
                         });

    auto dec = declaratie();
    auto& b323 = als_323(dec);
    b323.header.bericht_identificatie.dagtekening = ver;
    b323.declaratie.declaratie_periode = {vroeg, ver};
    b323.declaratie.declaratie_dagtekening = ver;
    een(b323).product_periode = {vroeg, ver};
    CHECK(alleen(dec).size() == 6);

    auto ant = antwoord({prestatie("R2")});
    auto& b325 = als_325(ant);
    b325.header.bericht_identificatie.dagtekening = ver;
    b325.header.declaratie_identificatie.dagtekening = ver;
    b325.declaratie_antwoord->clienten[0].prestaties[0].product_periode = {vroeg, ver};
    CHECK(alleen(ant).size() == 4);

    auto rand = toewijzing();
    als_301(rand).client.toegewezen_producten[0].einddatum = dag("2100-12-31");
    CHECK(fouten(rand).empty());
}

TEST_CASE("of 60,000 lines that all clash each is found once") {
    std::vector<model::Prestatie> prestaties;
    for (auto i = 0; i < 30000; ++i) prestaties.push_back(prestatie("R1"));
    for (auto i = 0; i < 30000; ++i) prestaties.push_back(credit("R1", "R0"));
    auto const bericht = declaratie(std::move(prestaties));
    model::Facts const geen_feiten;
    rules::Zaak const zaak{bericht, geen_feiten, dag("2026-05-01")};
    rules::Meldingen meldingen;
    for (auto const* regel : {&rules::standard::tr101, &rules::standard::tr315, &rules::standard::tr316, &rules::standard::tr416})
        std::get<rules::CheckBericht>(regel->check)(zaak, meldingen);
    CHECK(meldingen.size() == 29999U + 29999U + 29999U + 29999U);
}
