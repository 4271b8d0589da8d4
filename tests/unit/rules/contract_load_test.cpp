#include "rules/contract/load.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

using namespace rules::contract;

namespace {

/// A small bundle that loads; a test bends one file of it.
Files bundle(std::string const& name = {}, std::string bytes = {}) {
    Files files = {
        {"bundel.toml",
         "[bundel]\nnaam = \"proef\"\nversie = \"2026-1\"\nomschrijving = \"Proef\"\ngeldig_van = 2026-01-01\ngeldig_tot = 2026-12-31\n"},
        {"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n"},
        {"producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\nwmo;02;02A16;Begeleiding;04;2021-01-01;\n"},
        {"tarieven.csv", "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;70,00;2021-01-01;\n"},
    };
    for (auto& [file, content] : files)
        if (file == name) content = std::move(bytes);
    return files;
}

std::string const tarief_kop = "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n";

std::vector<Fout> faults(Files const& files) {
    auto const loaded = load(files);
    return loaded ? std::vector<Fout>{} : loaded.error();
}

/// The one fault of a bundle whose tarieven.csv has this second line.
Fout tarief_fault(std::string const& line) {
    auto const found = faults(bundle("tarieven.csv", tarief_kop + line + "\n"));
    REQUIRE_MESSAGE(found.size() == 1, line);
    CHECK(found[0].bestand == "tarieven.csv");
    CHECK(found[0].lijn == 2);
    CHECK_FALSE(found[0].melding.empty());
    CHECK_FALSE(found[0].verwacht.empty());
    return found[0];
}

} // namespace

TEST_CASE("the bundles in the tree load") {
    for (auto const* directory : {"tests/scenarios/_bundels/basis", "deploy/contracts/noorderdal"}) {
        CAPTURE(directory);
        auto const files = read_directory(directory);
        REQUIRE(files);
        auto const contract = load(*files);
        if (!contract)
            for (auto const& f : contract.error()) MESSAGE(f.bestand << ":" << f.lijn << ":" << f.kolom << " " << f.melding);
        REQUIRE(contract);
        CHECK(contract->hash.size() == 64);
        CHECK_FALSE(contract->gemeenten.empty());
        CHECK_FALSE(contract->tarieven.empty());
    }
}

TEST_CASE("a bundle becomes a contract") {
    auto const contract = load(bundle());
    REQUIRE(contract);
    CHECK(contract->label() == "proef@2026-1");
    CHECK(contract->geldig.tot == model::date(2026, 12, 31));
    auto const op = model::date(2026, 3, 1);
    REQUIRE(contract->gemeente("0384", op) != nullptr);
    CHECK(contract->gemeente("0384", op)->naam == "Diemen");
    CHECK(contract->gemeente("0384", op)->herkomst == "gemeenten.csv:2");
    CHECK(contract->gemeente("0384", model::date(2020, 12, 31)) == nullptr);
    REQUIRE(contract->product(model::Domein::wmo, "02A16", op) != nullptr);
    CHECK(contract->product(model::Domein::wmo, "02A16", op)->categorie == "02");
    CHECK(contract->product(model::Domein::jw, "02A16", op) == nullptr);
    auto const* tarief = contract->tarief(model::Domein::wmo, "02A16", "04", "42420001", op);
    REQUIRE(tarief != nullptr);
    CHECK(tarief->tarief == model::Money{7000});
    CHECK(tarief->herkomst == "tarieven.csv:2");
    CHECK(contract->tarief(model::Domein::wmo, "02A16", "01", "42420001", op) == nullptr);
}

TEST_CASE("a tarief of the aanbieder goes before everybody's, and each day has its own") {
    auto const contract = load(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;70,00;2025-01-01;2025-12-31\n"
                                                                   "wmo;02A16;04;42420001;75.5;2026-01-01;2026-06-30\n"
                                                                   "wmo;02A16;04;;72;01-01-2026;\n"));
    REQUIRE(contract);
    auto const cents = [&](std::string_view aanbieder, model::Date op) {
        auto const* t = contract->tarief(model::Domein::wmo, "02A16", "04", aanbieder, op);
        return t == nullptr ? -1 : t->tarief.cents;
    };
    CHECK(cents("42420001", model::date(2025, 12, 31)) == 7000);
    CHECK(cents("42420001", model::date(2026, 1, 1)) == 7550);
    CHECK(cents("42420001", model::date(2026, 6, 30)) == 7550);
    CHECK(cents("42420001", model::date(2026, 7, 1)) == 7200);
    CHECK(cents("42420002", model::date(2026, 3, 1)) == 7200);
    CHECK(cents("", model::date(2024, 12, 31)) == -1);
}

TEST_CASE("a product on any day of the list") {
    auto const contract = load(bundle("producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\n"
                                                       "wmo;03;02A16;Nieuw;04;2026-01-01;\nwmo;02;02A16;Oud;04;2021-01-01;2025-12-31\n"));
    REQUIRE(contract);
    CHECK(contract->product(model::Domein::wmo, "02A16", model::date(2025, 5, 1))->omschrijving == "Oud");
    CHECK(contract->product(model::Domein::wmo, "02A16", model::date(2026, 5, 1))->omschrijving == "Nieuw");
    CHECK(contract->product(model::Domein::wmo, "02A16", std::nullopt)->omschrijving == "Nieuw");
    CHECK(contract->product(model::Domein::wmo, "02A16", model::date(2020, 5, 1)) == nullptr);
}

TEST_CASE("what a spreadsheet makes of a CSV loads the same") {
    auto const spreadsheet = load(bundle("tarieven.csv", "\xEF\xBB\xBFproduct,domein,eenheid,aanbieder,geldig_van,geldig_tot,tarief\r\n"
                                                         "02A16, wmo ,04,,01-01-2021,,\"70,00\"\r\n,,,,,,\r\n\r\n"));
    REQUIRE(spreadsheet);
    REQUIRE(spreadsheet->tarieven.size() == 1);
    CHECK(spreadsheet->tarieven[0].tarief == model::Money{7000});
    CHECK(spreadsheet->tarieven[0].geldig.van == model::date(2021, 1, 1));

    auto const quotes =
        load(bundle("gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;\"Diemen \"\"aan; de\"\" Amstel\";2021-01-01\n"));
    REQUIRE(quotes);
    CHECK(quotes->gemeenten[0].naam == "Diemen \"aan; de\" Amstel");
}

TEST_CASE("wrong tarieven") {
    struct {
        char const* tarief;
        char const* reason;
    } const cases[] = {{"0,00", "nul"},         {"0", "nul"},
                       {"-1,00", "negatief"},   {"1,234", "meer dan twee decimalen"},
                       {"1.234,56", "duizend"}, {"1,234.56", "duizend"},
                       {"€ 5,00", "euroteken"}, {"vijf", "geen getal"},
                       {"", "ontbreekt"},       {",50", "geen getal"},
                       {"5,", "geen getal"},    {"5-", "geen getal"},
                       {"1000000,00", "hoger"}, {"99999999999999999999", "hoger"}};
    for (auto const& c : cases) {
        auto const f = tarief_fault(std::string("wmo;02A16;04;;") + c.tarief + ";2021-01-01;");
        CHECK_MESSAGE(f.melding.find(c.reason) != std::string::npos, f.melding);
        CHECK(f.waarde == c.tarief);
        CHECK(f.kolom == 15);
    }
    CHECK(load(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;999999,99;2021-01-01;\n"))->tarieven[0].tarief.cents == 99'999'999);
}

TEST_CASE("wrong codes") {
    CHECK(tarief_fault("wmo;02A17;04;;1;2021-01-01;").kolom == 5);
    CHECK(tarief_fault("jw;02A16;04;;1;2021-01-01;").melding.find("producten.csv") != std::string::npos);
    CHECK(tarief_fault("wmo;02A16;4;;1;2021-01-01;").verwacht.find("04 (uur)") != std::string::npos);
    CHECK(tarief_fault("wmo;02A16;05;;1;2021-01-01;").kolom == 11);
    CHECK(tarief_fault("wmo;02A16;04;4242001;1;2021-01-01;").melding.find("aanbieder") != std::string::npos);
    CHECK(tarief_fault("iwmo;02A16;04;;1;2021-01-01;").verwacht == "wmo of jw");

    auto const gemeente = faults(bundle("gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n14;Groningen;2021-01-01;\n"));
    REQUIRE(gemeente.size() == 1);
    CHECK(gemeente[0].verwacht.find("0014") != std::string::npos);

    auto const kop = std::string("domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\n");
    for (auto const* line : {"wmo;45;02A16;x;04;2021-01-01;", "jw;02;02A16;x;04;2021-01-01;", "jw;39;02A16;x;04;2021-01-01;",
                             "wmo;2;02A16;x;04;2021-01-01;"}) {
        auto const found = faults(bundle("producten.csv", kop + "wmo;02;02A16;ok;04;2021-01-01;2021-12-31\n" + line + "\n"));
        REQUIRE_MESSAGE(found.size() == 1, line);
        CHECK(found[0].melding.find("productcategorie") != std::string::npos);
    }
    CHECK(faults(bundle("producten.csv", kop + "wmo;02;02A167;x;04;2021-01-01;\nwmo;02;02A16;;04;2021-01-01;\n")).size() == 2);
}

TEST_CASE("wrong dates") {
    CHECK(tarief_fault("wmo;02A16;04;;1;2025-02-29;").melding == "Deze dag bestaat niet.");
    CHECK(tarief_fault("wmo;02A16;04;;1;31-04-2025;").melding == "Deze dag bestaat niet.");
    CHECK(tarief_fault("wmo;02A16;04;;1;2025/01/01;").melding == "Dit is geen datum.");
    CHECK(tarief_fault("wmo;02A16;04;;1;1-1-2025;").melding == "Dit is geen datum.");
    CHECK(tarief_fault("wmo;02A16;04;;1;0205-01-01;").melding == "Dit is geen datum.");
    CHECK(tarief_fault("wmo;02A16;04;;1;;").melding == "De datum ontbreekt.");
    auto const ends_early = tarief_fault("wmo;02A16;04;;1;2025-01-02;2025-01-01");
    CHECK(ends_early.melding.find("voordat") != std::string::npos);
    CHECK(ends_early.kolom == 28);
    CHECK(load(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;1;2025-01-01;2025-01-01\n")));
}

TEST_CASE("overlapping validity of the same thing") {
    auto const tarieven = faults(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;1;2025-01-01;2025-12-31\n"
                                                                     "wmo;02A16;04;42420001;2;2025-01-01;\n" // another key
                                                                     "wmo;02A16;04;;3;2025-12-31;\n"));
    REQUIRE(tarieven.size() == 1);
    CHECK(tarieven[0].lijn == 4);
    CHECK(tarieven[0].waarde == "2025-12-31");
    CHECK(tarieven[0].verwacht == "2026-01-01 of later");
    CHECK(tarieven[0].melding.find("regel 2") != std::string::npos);

    // The first line reaches over the second to the third.
    CHECK(faults(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;1;2025-01-01;2026-12-31\nwmo;02A16;04;;1;2025-02-01;2025-02-28\n"
                                                     "wmo;02A16;04;;1;2025-06-01;\n"))
              .size() == 2);
    CHECK(faults(bundle("producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\n"
                                         "wmo;02;02A16;a;04;2021-01-01;\nwmo;02;02A16;b;04;2022-01-01;\n"))
              .size() == 1);
    CHECK(
        faults(bundle("gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;a;2021-01-01;\n0384;b;2021-01-01;2021-12-31\n")).size() ==
        1);
}

TEST_CASE("wrong shape of a CSV") {
    auto const melding = [](std::string const& bytes) {
        auto const found = faults(bundle("tarieven.csv", bytes));
        return found.empty() ? std::string("loads") : found[0].melding;
    };
    CHECK(melding("").find("leeg") != std::string::npos);
    CHECK(melding("\xEF\xBB\xBF\r\n").find("leeg") != std::string::npos);
    CHECK(melding("domein;product;eenheid;aanbieder;prijs;geldig_van;geldig_tot\n").find("prijs") ==
          std::string::npos); // first: what is missing
    auto const columns = faults(bundle("tarieven.csv", "domein;product;eenheid;aanbieder;prijs;geldig_van;geldig_tot;domein\n"));
    REQUIRE(columns.size() == 3);
    CHECK(columns[0].melding.find("\"tarief\" ontbreekt") != std::string::npos);
    CHECK(columns[1].melding.find("\"prijs\" is onbekend") != std::string::npos);
    CHECK(columns[1].kolom == 34);
    CHECK(columns[2].melding.find("twee keer") != std::string::npos);
    CHECK(tarief_fault("wmo;02A16;04;;1;2021-01-01;;;x").melding.find("9 cellen") != std::string::npos);
    CHECK(tarief_fault("wmo;\"02A16;04;;1;2021-01-01;").melding.find("aanhalingstekens") != std::string::npos);
    CHECK(tarief_fault("wmo;\"02A16\"x;04;;1;2021-01-01;").kolom == 5);
    auto const latin1 = faults(bundle("gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n0384;S\xFA"
                                                       "dwest;2021-01-01;\n"));
    REQUIRE(latin1.size() == 1);
    CHECK(latin1[0].lijn == 2);
    CHECK(latin1[0].kolom == 7);
    CHECK(latin1[0].verwacht == "UTF-8");
    CHECK(faults(bundle("gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n"))[0].melding.find("geen enkele gemeente") !=
          std::string::npos);
}

TEST_CASE("wrong bundel.toml") {
    auto const all = faults(bundle("bundel.toml", "titel = 1\n[bundel]\nnaam = \"noorder dal\"\nversie = 3\nomschrijving = \" \"\n"
                                                  "geldig_van = \"2026-01-01\"\ngeldig_tot = 2026-13-01\n"));
    REQUIRE(all.size() == 1); // TOML itself refuses month 13
    CHECK(all[0].lijn == 7);

    auto const found = faults(bundle("bundel.toml", "titel = 1\n[bundel]\nnaam = \"noorder dal\"\nversie = 3\nomschrijving = \" \"\n"
                                                    "geldig_van = \"2026-01-01\"\ngebied = \"x\"\n"));
    std::vector<std::uint32_t> lines;
    for (auto const& f : found) lines.push_back(f.lijn);
    CHECK(lines == std::vector<std::uint32_t>{1, 3, 4, 5, 6, 7});
    CHECK(found[1].waarde == "noorder dal");
    CHECK(found[5].melding.find("\"gebied\" is onbekend") != std::string::npos);

    CHECK(faults(bundle("bundel.toml", "[bundel]\nnaam = \"x\"\n")).size() == 3);
    CHECK(faults(bundle("bundel.toml", "[regio]\n")).size() == 2);
    CHECK(faults(bundle("bundel.toml", ""))[0].melding.find("leeg") != std::string::npos);
    CHECK(faults(bundle("bundel.toml", "[bundel\n"))[0].lijn == 1);
    CHECK(faults(bundle("bundel.toml", "a" + std::string(20'000, '.') + "b = 1\n"))[0].melding == "Het bestand is te groot.");
    std::string deep = "a";
    while (deep.size() < 16'000) deep += ".a";
    CHECK(faults(bundle("bundel.toml", deep + " = 1\n")).size() == 2);
    for (auto const* header : {"[=x]", "[", "[\n", "[[", "[[[x", "\xEF\xBB\xBF [ \xC2\xA0x]", "\r[%]", "\xE3\x80\x80[\x80"})
        CHECK_MESSAGE(faults(bundle("bundel.toml", header)).size() == 1, header);
    CHECK(faults(bundle("bundel.toml",
                        "[bundel]\nnaam=\"x\"\nversie=\"1\"\nomschrijving=\"x\"\ngeldig_van=2026-01-02\ngeldig_tot=2026-01-01\n"))[0]
              .melding.find("voordat") != std::string::npos);
}

TEST_CASE("all faults of all files come at once") {
    auto files = bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;0;2021-02-30;\nwmo;02A18;99;x;-1;2021-01-01;\n");
    files[1].second = "gemeente;naam;geldig_van;geldig_tot\n384;;2021-01-01;\n";
    files.emplace_back("leesmij.txt", "");
    auto const found = faults(files);
    CHECK(found.size() == 2 + 1 + 2 + 4);
    CHECK(std::ranges::is_sorted(found, {}, [](Fout const& f) { return std::tie(f.bestand, f.lijn, f.kolom); }));
    CHECK(std::ranges::any_of(found, [](Fout const& f) { return f.bestand == "leesmij.txt"; }));
    CHECK(faults({}).size() == 4);
}

TEST_CASE("a fault in producten.csv is not repeated for each of its tarieven") {
    CHECK(
        faults(bundle("producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\nwmo;99;02A16;x;04;2021-01-01;\n"))
            .size() == 1);
    CHECK(faults(bundle("producten.csv", "kapot\n")).size() == 8); // seven columns missing, one unknown
    auto const header_only = faults(bundle("producten.csv", "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot\n"));
    REQUIRE(header_only.size() == 1);
    CHECK(header_only[0].bestand == "tarieven.csv");
}

TEST_CASE("the order of the lines does not matter, the bytes do") {
    auto const a = load(bundle("tarieven.csv", tarief_kop + "wmo;02A16;04;;1;2025-01-01;2025-12-31\nwmo;02A16;01;;2;2025-01-01;\n"));
    auto const b = load(bundle("tarieven.csv", tarief_kop + "wmo;02A16;01;;2;2025-01-01;\nwmo;02A16;04;;1;2025-01-01;2025-12-31\n"));
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(a->tarieven.size() == b->tarieven.size());
    for (std::size_t i = 0; i < a->tarieven.size(); ++i) CHECK(a->tarieven[i].tarief == b->tarieven[i].tarief);
    CHECK(a->hash != b->hash);
    CHECK(hash({{"a", "bc"}}) != hash({{"ab", "c"}}));
    CHECK(hash({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("no bytes make it throw") {
    std::mt19937 random(7); // NOLINT: the same run every time
    auto const good = bundle();
    for (int round = 0; round < 4000; ++round) {
        auto files = good;
        auto& bytes = files[round % 2 == 0 ? 0 : random() % files.size()].second;
        for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        auto const loaded = load(files);
        if (!loaded) CHECK_FALSE(loaded.error().empty());
    }
}

TEST_CASE("a directory") {
    auto const directory = std::filesystem::temp_directory_path() / "ketenpoort-bundel-test";
    std::filesystem::remove_all(directory);
    CHECK(read_directory(directory).error().code == model::ErrorCode::not_found);
    std::filesystem::create_directories(directory);
    for (auto const& [name, bytes] : bundle()) std::ofstream(directory / name, std::ios::binary) << bytes;
    auto const files = read_directory(directory);
    REQUIRE(files);
    CHECK(*files == bundle());

    std::ofstream(directory / "tarieven (kopie).csv") << "x";
    std::filesystem::create_directory(directory / "oud");
    auto const refused = read_directory(directory);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == model::ErrorCode::wrong_use);
    CHECK(refused.error().context.find("oud, tarieven (kopie).csv") != std::string::npos);
    std::filesystem::remove_all(directory);
}
