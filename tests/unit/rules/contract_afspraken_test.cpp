#include "rules/contract/load.hpp"
#include "rules/contract/looptijd.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace rules::contract;

namespace {

std::string const kop =
    "[bundel]\nnaam = \"proef\"\nversie = \"2022-1\"\nomschrijving = \"Proef\"\nregio = \"Proefregio\"\ngeldig_van = 2022-01-01\n";
std::string const vormen =
    "[[vorm]]\nid = \"3+1+1\"\nbasis_jaren = 3\nopties = [1, 1]\ntoetreding = \"gesloten\"\n"
    "[[vorm]]\nid = \"boeggolf\"\nbasis_jaren = 3\nopties = [3, 3]\nboeggolf_horizon = 3\n"
    "[[vorm]]\nid = \"momenten\"\ntoetreding = \"momenten\"\ninstapmomenten = [\"01-01\", \"01-07\"]\nopzeg_maanden = 6\n";
std::string const percelen =
    "[[perceel]]\nid = \"S1\"\ndomein = \"wmo\"\nsegment = \"1\"\nnaam = \"Begeleiding\"\nbekostiging = \"pxq\"\nvorm = "
    "\"3+1+1\"\nmeeste_aanbieders = 2\n"
    "[[perceel]]\nid = \"L1\"\ndomein = \"wmo\"\nnaam = \"Lokaal\"\nbekostiging = \"traject\"\nlokaal = true\nvorm = "
    "\"momenten\"\nper_gemeente = { \"0384\" = \"plek\" }\n"
    "[[perceel]]\nid = \"B1\"\ndomein = \"wmo\"\nnaam = \"Werkgevers\"\nbekostiging = \"pxq\"\nvorm = \"boeggolf\"\n";
std::string const overeenkomst_kop = "aanbieder;naam;perceel;geldig_van;rol;einde;verlengingen;beoordelingen;gemeenten;acceptatieplicht;"
                                     "clientenstop_van;clientenstop_tot;hoofdaannemer\n";

/// A bundle with agreements that loads; a test bends or adds files.
Files bundle(std::vector<std::pair<std::string, std::string>> const& bent = {}) {
    Files files = {
        {"bundel.toml", kop + vormen + percelen},
        {"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n0362;Amstelveen;2021-01-01;\n"},
        {"overeenkomsten.csv", overeenkomst_kop + "42420001;Zorg A;S1;2022-01-01;kern;;1;;;ja;2023-01-01;;\n"
                                                  "42420002;Zorg B;L1;2022-07-01;lokaal;;;;0384 0362;;;;\n"
                                                  "42420003;Zorg C;B1;2022-01-01;;;;goed slecht goed;;;;;\n"},
        {"producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel;maatwerk;crisis;open_tot;max_dagen\n"
                          "wmo;02;02A16;Begeleiding;04;2021-01-01;;S1;;;2026-06-30;91\n"
                          "wmo;02;02A17;Traject;82;2021-01-01;;L1;;ja;;\n"
                          "wmo;02;02A18;Maatwerk;04;2021-01-01;;S1;ja;;;\n"},
        {"tarieven.csv", "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;70,00;2021-01-01;\n"
                         "wmo;02A18;04;42420001;80,00;2021-01-01;\n"},
    };
    for (auto const& [name, bytes] : bent) {
        auto const it = std::ranges::find(files, name, [](auto const& f) { return f.first; });
        if (it == files.end()) files.emplace_back(name, bytes);
        else it->second = bytes;
    }
    std::ranges::sort(files);
    return files;
}

model::Contract loaded(Files const& files) {
    auto contract = load(files);
    if (!contract)
        for (auto const& f : contract.error())
            MESSAGE(f.bestand << ":" << f.lijn << ":" << f.kolom << " " << f.melding << " / " << f.verwacht);
    REQUIRE(contract);
    return std::move(*contract);
}

std::vector<Fout> faults(std::vector<std::pair<std::string, std::string>> const& bent) {
    auto const contract = load(bundle(bent));
    return contract ? std::vector<Fout>{} : contract.error();
}

/// The one fault of a bundle with these files.
Fout fault(std::vector<std::pair<std::string, std::string>> const& bent) {
    auto const found = faults(bent);
    std::string all;
    for (auto const& f : found) all += fmt::format("{}:{}:{} {}\n", f.bestand, f.lijn, f.kolom, f.melding);
    REQUIRE_MESSAGE(found.size() == 1, all);
    CHECK_FALSE(found[0].verwacht.empty());
    return found[0];
}

bool holds(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// overeenkomsten.csv with one more line.
std::vector<std::pair<std::string, std::string>> agreement(std::string const& line) {
    auto const files = bundle();
    auto const it = std::ranges::find(files, "overeenkomsten.csv", [](auto const& f) { return f.first; });
    return {{"overeenkomsten.csv", it->second + line + "\n"}};
}
std::vector<std::pair<std::string, std::string>> toml(std::string const& more) { return {{"bundel.toml", kop + vormen + percelen + more}}; }

model::Contractvorm vorm_of(std::vector<std::int32_t> opties, std::int32_t horizon = 0) {
    model::Contractvorm vorm;
    vorm.basis_jaren = 3;
    vorm.opties = std::move(opties);
    vorm.boeggolf_horizon = horizon;
    return vorm;
}

model::Date last(model::Contractvorm const& vorm, std::int32_t verlengingen) {
    return *looptijd(vorm, model::date(2022, 1, 1), verlengingen).einde;
}

} // namespace

TEST_CASE("E32 terms from 1-1-2022") {
    auto const drie_een_een = vorm_of({1, 1});
    CHECK(last(drie_een_een, 0) == model::date(2024, 12, 31));
    CHECK(last(drie_een_een, 1) == model::date(2025, 12, 31));
    CHECK(last(drie_een_een, 2) == model::date(2026, 12, 31));
    auto const drie_drie_drie = vorm_of({3, 3});
    CHECK(last(drie_drie_drie, 0) == model::date(2024, 12, 31));
    CHECK(last(drie_drie_drie, 1) == model::date(2027, 12, 31));
    CHECK(last(drie_drie_drie, 2) == model::date(2030, 12, 31));
    CHECK(uiterste_einde(drie_drie_drie, model::date(2022, 1, 1)) == model::date(2030, 12, 31));
    CHECK(looptijd(model::Contractvorm{}, model::date(2022, 1, 1), 0).einde == std::nullopt);

    // A 301 that starts on 1-1-2025 needs extension 1: only then is there an agreement on that day.
    auto const op = model::date(2025, 1, 1);
    auto const without = "42420001;Zorg A;S1;2022-01-01;;;;;;;;;\n";
    CHECK(loaded(bundle({{"overeenkomsten.csv", overeenkomst_kop + without}})).overeenkomst("42420001", "S1", op) == nullptr);
    CHECK(loaded(bundle()).overeenkomst("42420001", "S1", op) != nullptr);
}

TEST_CASE("E33 boeggolf X=3 from 1-1-2022") {
    auto const vorm = vorm_of({3, 3}, 3);
    auto const begin = model::date(2022, 1, 1);
    auto const einde = [&](std::vector<bool> const& goed) { return *boeggolf(vorm, begin, goed).einde; };
    CHECK(einde({}) == model::date(2024, 12, 31));
    CHECK(einde({true}) == model::date(2025, 12, 31));                                     // end 2022 good: horizon 3
    CHECK(einde({true, false}) == model::date(2025, 12, 31));                              // end 2023 bad: unchanged, horizon 2
    CHECK(einde({true, false, true}) == model::date(2026, 12, 31));                        // end 2024 good: horizon 2
    CHECK(einde({true, true, true, true, true, true, true}) == model::date(2030, 12, 31)); // 3+3+3 at most
    CHECK(boeggolf(vorm, begin, {}).einde_basis == model::date(2024, 12, 31));
    CHECK(beoordelingen_op_tijd(vorm, {true, true, true, true, true, true, true}) == 7);
    CHECK(beoordelingen_op_tijd(vorm, {false, false, true}) == 2); // it ended before the third could count

    auto const contract = loaded(bundle());
    auto const agreements = contract.van_aanbieder("42420003");
    REQUIRE(agreements.size() == 1);
    CHECK(agreements[0].geldig.tot == model::date(2026, 12, 31));
    CHECK(fault(agreement("42420004;D;B1;2022-01-01;;;;slecht slecht goed;;;;;")).verwacht == "hoogstens 2");
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;;;1;;;;;;")).melding, "verdienen beoordelingen"));
    CHECK(holds(fault(agreement("42420004;D;S1;2022-01-01;;;;goed;;;;;")).melding, "geen boeggolf"));
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;;;;prima;;;;;")).verwacht, "goed of slecht"));
}

TEST_CASE("agreements, percelen and products become a contract") {
    auto const c = loaded(bundle());
    CHECK(c.regio == "Proefregio");
    REQUIRE(c.percelen.size() == 3);
    CHECK(c.percelen[0].herkomst == "bundel.toml:22");
    CHECK(c.vind_perceel("L1")->lokaal);
    CHECK(c.vind_perceel("L1")->bekostiging_in("0384") == model::Bekostiging::plek);
    CHECK(c.vind_perceel("L1")->bekostiging_in("0362") == model::Bekostiging::traject);
    CHECK(c.vorm("momenten")->instapmomenten == std::vector<std::pair<std::int32_t, std::int32_t>>{{1, 1}, {7, 1}});
    auto const* a = c.overeenkomst("42420001", "S1", model::date(2025, 12, 31));
    REQUIRE(a != nullptr);
    CHECK(a->acceptatieplicht);
    CHECK(a->einde_basis == model::date(2024, 12, 31));
    CHECK(a->clientenstop->van == model::date(2023, 1, 1));
    CHECK(a->herkomst == "overeenkomsten.csv:2");
    CHECK(c.overeenkomst("42420001", "S1", model::date(2026, 1, 1)) == nullptr);
    CHECK(c.overeenkomst("42420002", "L1", model::date(2026, 1, 1))->gemeenten == std::vector<std::string>{"0384", "0362"});
    auto const* p = c.product(model::Domein::wmo, "02A16", std::nullopt);
    CHECK(p->perceel == "S1");
    CHECK(p->open_tot == model::date(2026, 6, 30));
    CHECK(p->max_dagen == 91);
    CHECK(c.product(model::Domein::wmo, "02A17", std::nullopt)->crisis);
    CHECK(c.parameters.trajectplan_dagen == 56);
}

TEST_CASE("an agreement that cannot be") {
    CHECK(holds(fault(agreement("42420001;A;S1;2023-01-01;;;;;;;;;")).melding, "overeenkomst met deze aanbieder"));
    CHECK(holds(fault(agreement("42420004;D;S9;2022-01-01;;;;;;;;;")).melding, "perceel"));
    CHECK(holds(fault(agreement("42420004;D;L1;2022-07-01;;;;;0999;;;;")).melding, "0999 hoort niet bij deze regio"));
    CHECK(holds(fault(agreement("42420004;D;L1;2022-07-01;;;;;;;;;")).melding, "R03"));
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;;;;;0384;;;;")).melding, "R03"));
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;baas;;;;;;;;")).verwacht, "strategisch"));
    CHECK(holds(fault(agreement("42420004;D;S1;2022-01-01;;2027-01-01;2;;;;;;")).verwacht, "2026-12-31"));
    CHECK(holds(fault(agreement("42420004;D;S1;2022-01-01;;;3;;;;;;")).verwacht, "hoogstens 2"));
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;;;;;;misschien;;;")).verwacht, "ja, nee of leeg"));
    CHECK(holds(fault(agreement("42420004;D;B1;2022-01-01;;;;;;;;;42420009")).melding, "geen overeenkomst"));
    auto const third = agreement("42420004;D;S1;2022-01-01;;;;;;;;;\n42420005;E;S1;2022-01-01;;;;;;;;;");
    CHECK(holds(fault(third).verwacht, "hoogstens 2 aanbieders"));
    CHECK(faults(agreement("42420004;D;S1;2022-01-01;;;;;;;;;\n42420005;E;S1;2022-01-01;buiten_raam;;;;;;;;")).empty());
    auto const early = loaded(bundle(agreement("42420004;D;S1;2022-01-01;;2023-05-31;;;;;;;")));
    CHECK(early.van_aanbieder("42420004")[0].geldig.tot == model::date(2023, 5, 31));
}

TEST_CASE("R05 a newcomer joins at an entry moment, or not at all") {
    CHECK(holds(fault(agreement("42420004;D;S1;2023-01-01;;;;;;;;;")).melding, "R05"));
    CHECK(holds(fault(agreement("42420004;D;L1;2023-03-01;;;;;0384;;;;")).verwacht, "01-01, 01-07"));
    CHECK(faults(agreement("42420004;D;L1;2023-07-01;;;;;0384;;;;")).empty());
    CHECK(faults(agreement("42420004;D;B1;2023-03-15;;;;;;;;;")).empty()); // open
    CHECK(faults(agreement("42420004;D;S1;2027-01-01;;;;;;;;;")).empty()); // after the last extension: the next framework
    CHECK(faults(agreement("42420001;A;S1;2026-02-01;;;;;;;;;")).empty()); // had it before
}

TEST_CASE("a perceel is paid in one way, and its table must be sound") {
    auto const header = "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\n";
    auto const products = [&](std::string const& line) {
        return fault(
            {{"producten.csv", header + std::string("wmo;02;02A16;x;04;2021-01-01;;S1\nwmo;02;02A18;x;04;2021-01-01;;S1\n") + line},
             {"tarieven.csv", "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n"}});
    };
    CHECK(holds(products("wmo;02;02A17;Traject;82;2021-01-01;;S1\n").melding, "één bekostiging"));
    CHECK(holds(products("wmo;02;02A17;Uur;04;2021-01-01;;L1\n").verwacht, "traject"));
    CHECK(holds(products("jw;45;45A17;Uur;04;2021-01-01;;S1\n").melding, "andere domein"));
    CHECK(holds(products("wmo;02;02A17;Uur;04;2021-01-01;;X\n").melding, "Dit perceel"));

    CHECK(holds(fault(toml("[[perceel]]\nid = \"S1\"\ndomein = \"wmo\"\nnaam = \"x\"\nbekostiging = \"pxq\"\n")).melding,
                "al op bundel.toml:22"));
    CHECK(holds(fault(toml("[[perceel]]\nid = \"X\"\ndomein = \"wmo\"\nnaam = \"x\"\nbekostiging = \"uurtje\"\n")).verwacht,
                "\"populatie\""));
    CHECK(holds(fault(toml("[[perceel]]\nid = \"X\"\ndomein = \"wmo\"\nnaam = \"x\"\nbekostiging = \"pxq\"\nvorm = \"x\"\n")).melding,
                "contractvorm"));
    auto const stranger = fault(
        toml("[[perceel]]\nid = \"X\"\ndomein = \"wmo\"\nnaam = \"x\"\nbekostiging = \"pxq\"\nper_gemeente = { \"0999\" = \"plek\" }\n"));
    CHECK(holds(stranger.melding, "niet bij deze regio"));
    CHECK(stranger.lijn == 44);
    CHECK(holds(fault(toml("[[vorm]]\nid = \"x\"\nboeggolf_horizon = 3\n")).melding, "boeggolf"));
    CHECK(holds(fault(toml("[[vorm]]\nid = \"x\"\ntoetreding = \"momenten\"\n")).melding, "instapmomenten"));
    CHECK(holds(fault(toml("[[vorm]]\nid = \"x\"\nopties = [1]\n")).melding, "zonder einde"));
    CHECK(holds(fault(toml("[parameters]\ntrajectplan_dagen = -1\n")).melding, "trajectplan_dagen"));
    CHECK(holds(fault(toml("[parameters]\nwmo_verwijzers_geweigerd = \"02\"\n")).verwacht, "codes van Verwijzer"));
    CHECK(loaded(bundle(toml("[parameters]\ntrajectplan_dagen = 42\nplafond_tot_en_met = false\n"))).parameters.trajectplan_dagen == 42);
    CHECK_FALSE(faults({{"bundel.toml", kop + "vorm = 3\nperceel = [1]\nparameters = 1\nregels = 2\n"}}).empty());
}

TEST_CASE("a day without a tarief inside a product's validity") {
    auto const header = std::string("domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n");
    auto const gap = fault({{"tarieven.csv", header + "wmo;02A16;04;;70,00;2021-01-01;2021-12-31\nwmo;02A16;04;;72,00;2022-02-01;\n"}});
    CHECK(gap.lijn == 3);
    CHECK(gap.kolom == 21);
    CHECK(gap.waarde == "2022-02-01");
    CHECK(holds(gap.verwacht, "2022-01-01"));
    CHECK(holds(gap.melding, "Vanaf 01-01-2022 is er geen tarief"));
    // Everybody's line fills the gap of one aanbieder, unless it too leaves a day.
    auto const own = header + "wmo;02A16;04;42420001;70,00;2021-01-01;2021-12-31\nwmo;02A16;04;42420001;72,00;2022-02-01;\n";
    CHECK(faults({{"tarieven.csv", own + "wmo;02A16;04;;71,00;2022-01-01;2022-01-31\n"}}).empty());
    CHECK(faults({{"tarieven.csv", own + "wmo;02A16;04;;71,00;2022-01-01;2022-01-30\n"}}).size() == 1);
}

TEST_CASE("R09 tailor-made: one price per aanbieder") {
    auto const header = std::string("domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n");
    CHECK(holds(fault({{"tarieven.csv", header + "wmo;02A18;04;;80,00;2021-01-01;\n"}}).melding, "R09"));
    auto const differs = header + "wmo;02A18;01;42420001;1,00;2021-01-01;\nwmo;02A18;04;42420001;80,00;2021-01-01;\n";
    CHECK(holds(fault({{"tarieven.csv", differs}}).verwacht, "1,00, als op regel 2"));
    CHECK(
        faults({{"tarieven.csv", header + "wmo;02A18;04;42420001;80,00;2021-01-01;\nwmo;02A18;04;42420003;81,00;2021-01-01;\n"}}).empty());
}

TEST_CASE("aanbieders are those of the agreements") {
    auto const f = fault(
        {{"tarieven.csv", "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;42429999;70,00;2021-01-01;\n"}});
    CHECK(holds(f.melding, "geen overeenkomst"));
    CHECK(f.kolom == 14);
}

TEST_CASE("budgets") {
    auto const header =
        std::string("id;vorm;niveau;domein;jaar;bedrag;aanbieder;gemeente;perceel;product;verwacht_aantal;signaal_bp;groep\n");
    auto const one = [&](std::string const& line) { return fault({{"budgetten.csv", header + line + "\n"}}); };
    auto const c = loaded(bundle({{"budgetten.csv", header + "P2;plafond;aanbieder;wmo;2023;110000;42420001;;S1;;;\n"
                                                             "P1;plafond;aanbieder;wmo;2022;100000,00;42420001;;S1;;;8000;samen\n"
                                                             "G1;budgetafspraak;gemeente;wmo;2022;5000000;;0384;;;12;\n"
                                                             "R1;bestedingsruimte;regio;wmo;2022;9000000000;;;;02A16;;\n"}}));
    REQUIRE(c.budgetten.size() == 4);
    auto const own = c.budgetten_van(model::BudgetNiveau::aanbieder, "42420001", "");
    REQUIRE(own.size() == 2);
    CHECK(own[0].id == "P1");
    CHECK(own[0].bedrag == model::Money{10'000'000});
    CHECK(own[0].signaal_bp == 8000);
    CHECK(own[0].groep == "samen");
    CHECK(own[1].signaal_bp == 7000);
    CHECK(c.budgetten_van(model::BudgetNiveau::gemeente, "", "0384").size() == 1);
    CHECK(c.budgetten_van(model::BudgetNiveau::aanbieder, "42420002", "").empty());

    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;-5;42420001;;S1;;;").melding, "negatief"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;;42420001;;S1;;;").melding, "bedrag ontbreekt"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;;5;42420001;;S1;;;").melding, "jaar ontbreekt"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;;;S1;;;").melding, "Niveau en aanbieder"));
    CHECK(holds(one("P1;plafond;gemeente;wmo;2022;5;;;S1;;;").melding, "Niveau en gemeente"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42420002;;L1;;;").melding, "lokaal"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42420002;;;02A17;;").melding, "lokaal"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42420001;;S1;02A16;;").melding, "kies er een"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42429999;;S1;;;").melding, "geen overeenkomst"));
    CHECK(holds(one("P1;plafond;gemeente;wmo;2022;5;;0999;S1;;;").melding, "niet bij deze regio"));
    CHECK(holds(one("P1;deksel;aanbieder;wmo;2022;5;42420001;;S1;;;").verwacht, "plafond"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42420001;;S1;;;\nP1;plafond;aanbieder;wmo;2023;5;42420001;;S1;;;").melding,
                "al op regel 2"));
    CHECK(holds(one("P1;plafond;aanbieder;wmo;2022;5;42420001;;S1;;;\nP2;plafond;aanbieder;wmo;2022;6;42420001;;S1;;;").melding,
                "al een plafond op regel 2"));
}

TEST_CASE("surcharges, places, participation and combinations") {
    auto const c = loaded(bundle(
        {{"opslagen.csv", "domein;product;criterium;geldig_van;geldig_tot;aanbieder;basispunten;bedrag\n"
                          "wmo;02A16;weekend;2022-01-01;;42420001;500;\nwmo;02A16;avond;2022-01-01;;;;1,50\n"},
         {"capaciteit.csv", "id;domein;aantal;geldig_van;geldig_tot;per_jaar;aanbieder;gemeente;perceel;product;signaal_vanaf;instemming\n"
                            "mda;wmo;23;2022-01-01;;ja;;;;02A16;16;\n"},
         {"deelname.csv", "gemeente;geldig_van;geldig_tot;perceel;product\n0362;2022-01-01;;S1;\n"},
         {"combinaties.csv", "deze;die;geldig_van;geldig_tot;sluit_uit\n02A17;S1 02A16;2022-01-01;;ja\n"}}));
    REQUIRE(c.opslagen_op(model::Domein::wmo, "02A16").size() == 2);
    CHECK(c.opslagen_op(model::Domein::wmo, "02A16")[0].bedrag == model::Money{150});
    CHECK(c.opslagen_op(model::Domein::wmo, "02A16")[1].basispunten == 500);
    CHECK(c.capaciteit[0].per_jaar);
    CHECK(c.capaciteit[0].signaal_vanaf == 16);
    CHECK(c.geen_deelname[0].perceel == "S1");
    CHECK(c.combinaties[0].sluit_uit);
    CHECK(c.combinaties[0].die.size() == 2);

    auto const opslag = std::string("domein;product;criterium;geldig_van;geldig_tot;aanbieder;basispunten;bedrag\n");
    CHECK(holds(fault({{"opslagen.csv", opslag + "wmo;02A16;w;2022-01-01;;;500;1\n"}}).melding, "precies een"));
    CHECK(holds(fault({{"opslagen.csv", opslag + "wmo;02A16;w;2022-01-01;;;;-1\n"}}).melding, "negatief"));
    CHECK(holds(fault({{"opslagen.csv", opslag + "wmo;02A99;w;2022-01-01;;;500;\n"}}).melding, "producten.csv"));
    CHECK(holds(fault({{"opslagen.csv", opslag + "wmo;02A16;w;2022-01-01;;;5;\nwmo;02A16;w;2022-05-01;;;6;\n"}}).melding, "deze opslag"));
    auto const plek = std::string("id;domein;aantal;geldig_van;geldig_tot;perceel\n");
    CHECK(holds(fault({{"capaciteit.csv", plek + "x;wmo;3;2022-01-01;;L1\n"}}).melding, "lokaal"));
    CHECK(holds(fault({{"capaciteit.csv", plek + "x;wmo;;2022-01-01;;S1\n"}}).melding, "aantal ontbreekt"));
    CHECK(holds(fault({{"capaciteit.csv", plek + "x;wmo;3;2022-01-01;;\n"}}).melding, "geen perceel of product"));
    auto const deel = std::string("gemeente;geldig_van;geldig_tot;perceel;product\n");
    CHECK(holds(fault({{"deelname.csv", deel + "0999;2022-01-01;;S1;\n"}}).melding, "niet bij deze regio"));
    CHECK(holds(fault({{"deelname.csv", deel + "0384;2022-01-01;;;\n"}}).melding, "niet precies"));
    auto const samen = std::string("deze;die;geldig_van;geldig_tot\n");
    CHECK(holds(fault({{"combinaties.csv", samen + "S1;X9;2022-01-01;\n"}}).melding, "\"X9\" bestaat niet"));
    CHECK(holds(fault({{"combinaties.csv", samen + "S1;;2022-01-01;\n"}}).melding, "bestaat niet"));
}

TEST_CASE("half a file") {
    auto const half =
        fault({{"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n0362;Amstelveen;2021-01-01"}});
    CHECK(half.lijn == 3);
    CHECK(holds(half.melding, "breekt midden in deze regel af"));
    CHECK(holds(fault({{"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n0362;\"Amst"}}).melding,
                "aanhalingstekens"));
    CHECK(holds(fault({{"producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perseel\n"}}).melding,
                "\"perseel\" is onbekend"));
}

TEST_CASE("a rule may be set within what the standard leaves") {
    auto const c = loaded(bundle(
        toml("[regels.R14.301]\ngevolg = \"aanhouden\"\n[regels.R14.317]\ngevolg = \"uit\"\n"
             "[regels.R07]\ngevolg = \"signaleren\"\n[regels.R07.323]\ngevolg = \"afkeuren\"\ncode = \"0611\"\ncredit = \"uit\"\n")));
    REQUIRE(c.regel("R14", 301) != nullptr);
    CHECK(c.regel("R14", 301)->gevolg == model::Gevolg::aanhouden);
    CHECK_FALSE(c.regel("R14", 317)->aan);
    CHECK(c.regel("R14", 315) == nullptr);
    CHECK(c.regel("R07", 323)->gevolg == model::Gevolg::afkeuren);
    CHECK(c.regel("R07", 325)->gevolg == model::Gevolg::signaleren);

    CHECK(holds(fault(toml("[regels.R99]\ngevolg = \"uit\"\n")).melding, "bestaat niet"));
    CHECK(holds(fault(toml("[regels.R05]\ngevolg = \"uit\"\n")).melding, "bij het laden"));
    CHECK(holds(fault(toml("[regels.R23.323]\ngevolg = \"uit\"\n")).melding, "kijkt niet naar een 323"));
    CHECK(holds(fault(toml("[regels.R14.301]\ngevolg = \"misschien\"\n")).verwacht, "\"aanhouden\""));
    CHECK(holds(fault(toml("[regels.R14.301]\n")).melding, "ontbreekt"));
    CHECK(holds(fault(toml("[regels.R14]\nsterkte = \"uit\"\n")).melding, "onbekend"));
    CHECK(holds(fault(toml("[regels.R14]\ngevolg = \"uit\"\ncode = \"0611\"\n")).melding, "hoort bij een bericht"));
    CHECK(faults(toml("[regels.R14]\ngevolg = \"aanhouden\"\n")).size() == 2); // not on a 315, not on a 317
}

TEST_CASE("what the standard forbids is refused by name") {
    auto const source = [](std::string const& regel, std::string const& gevolg = "afkeuren") {
        auto const f = fault(toml(fmt::format("[regels.{}]\ngevolg = \"{}\"\n", regel, gevolg)));
        CHECK(f.waarde == gevolg);
        CHECK(f.bestand == "bundel.toml");
        CHECK(f.lijn == 45);
        return f.melding;
    };
    for (auto const* regel : {"R18.323", "R22.323", "R32.323", "R35.323"}) {
        CHECK_MESSAGE(holds(source(regel), "OP364"), regel);
        CHECK_MESSAGE(holds(source(regel, "aanhouden"), "OP364"), regel);
    }
    for (auto const* regel : {"R30.323", "R34.323"}) CHECK_MESSAGE(holds(source(regel), "OP095"), regel);
    for (auto const* regel : {"R14.323", "R15.323", "R16.323"}) CHECK_MESSAGE(holds(source(regel), "1.5.5 g en j"), regel);
    for (auto const* regel : {"R01.323", "R04.323"}) CHECK_MESSAGE(holds(source(regel), "UP031"), regel);
    for (auto const* regel : {"R11.323", "R12.323", "R31.323", "R36.323", "R01.301", "R14.301", "R12.305", "R18.307", "R21.302"})
        CHECK_MESSAGE(holds(source(regel), "WJ001"), regel);
    for (auto const* regel : {"R14.315", "R14.317", "R27.315", "R28.317"}) {
        CHECK_MESSAGE(holds(source(regel), "OP274"), regel);
        CHECK_MESSAGE(holds(source(regel, "aanhouden"), "OP274"), regel);
    }
    CHECK(holds(fault(toml("[regels.R07.323]\ngevolg = \"afkeuren\"\ncredit = \"afkeuren\"\n")).melding, "IV085"));
    auto const false_text = fault(toml("[regels.R15.323]\ngevolg = \"signaleren\"\ncode = \"9322\"\n"));
    CHECK(holds(false_text.melding, "niet waar"));
    CHECK(false_text.verwacht == "geen code");
    CHECK(fault(toml("[regels.R07.323]\ngevolg = \"afkeuren\"\ncode = \"9308\"\n")).verwacht == "een van 0611");
}
