#pragma once

#include "rules/contract/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

/// A bundle of the largest region we know of, and more: 400 aanbieders, 430 products, 50,000 tarieven, 20,000 ceilings. Everything in it
/// is made up; the same every time.
namespace support {

inline constexpr int groot_aanbieders = 400;
inline constexpr int groot_producten = 430;
inline constexpr int groot_tarieven = 50'000;
inline constexpr int groot_budgetten = 20'000;

inline rules::contract::Files groot_bundel() {
    constexpr int percelen = 20;
    constexpr int gemeenten = 25;
    std::string toml = "[bundel]\nnaam = \"groot\"\nversie = \"1\"\nomschrijving = \"De grootste regio\"\ngeldig_van = 2020-01-01\n";
    for (int p = 0; p < percelen; ++p)
        toml += fmt::format("[[perceel]]\nid = \"P{}\"\ndomein = \"wmo\"\nnaam = \"Perceel\"\nbekostiging = \"pxq\"\n", p);

    std::string gemeente = "gemeente;naam;geldig_van;geldig_tot\n";
    for (int g = 0; g < gemeenten; ++g) gemeente += fmt::format("{:04};Gemeente {};2020-01-01;\n", 100 + g, g);

    auto const agb = [](int a) { return fmt::format("4177{:04}", a); };
    auto const code = [](int p) { return fmt::format("{:05}", p); };
    std::string overeenkomsten = "aanbieder;naam;perceel;geldig_van\n";
    for (int a = 0; a < groot_aanbieders; ++a)
        for (int p = 0; p < 3; ++p) overeenkomsten += fmt::format("{};Aanbieder {};P{};2020-01-01\n", agb(a), a, (a + p) % percelen);

    std::string producten = "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\n";
    for (int p = 0; p < groot_producten; ++p)
        producten += fmt::format("wmo;02;{};Product {};04;2020-01-01;;P{}\n", code(p), p, p % percelen);

    // Two years of each price of an aanbieder, spread over the products.
    std::string tarieven = "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n";
    for (int i = 0; i < groot_tarieven / 2; ++i) {
        auto const aanbieder = agb(i % groot_aanbieders);
        auto const product = code(i / groot_aanbieders * 7 % groot_producten);
        tarieven += fmt::format("wmo;{};04;{};{},{:02};2025-01-01;2025-12-31\n", product, aanbieder, 40 + i % 50, i % 100);
        tarieven += fmt::format("wmo;{};04;{};{},{:02};2026-01-01;\n", product, aanbieder, 42 + i % 50, i % 100);
    }

    std::string budgetten = "id;vorm;niveau;domein;jaar;bedrag;aanbieder;gemeente;product\n";
    for (int i = 0; i < groot_budgetten; ++i)
        budgetten += fmt::format("B{};plafond;aanbieder;wmo;2026;{},00;{};;{}\n", i, 1000 + i, agb(i % groot_aanbieders),
                                 code(i / groot_aanbieders * 7 % groot_producten));

    rules::contract::Files files = {{"bundel.toml", toml},        {"gemeenten.csv", gemeente}, {"overeenkomsten.csv", overeenkomsten},
                                    {"producten.csv", producten}, {"tarieven.csv", tarieven},  {"budgetten.csv", budgetten}};
    std::ranges::sort(files);
    return files;
}

} // namespace support
