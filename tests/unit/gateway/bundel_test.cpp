#include "gateway/bundel.hpp"
#include "gateway/bundel_tekst.hpp"
#include "gateway/bundel_verschil.hpp"
#include "tests/contract/engines.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace gateway;

namespace {

std::string const kop = "[bundel]\nnaam = \"proef\"\nversie = \"1\"\nomschrijving = \"Proef\"\ngeldig_van = 2025-01-01\n";
std::string const perceel =
    "[[vorm]]\nid = \"v\"\nbasis_jaren = 3\nopties = [1]\n[[perceel]]\nid = \"S1\"\ndomein = \"wmo\"\nnaam = \"Begeleiding\"\n"
    "bekostiging = \"pxq\"\nvorm = \"v\"\n";
std::string const product_kop = "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel;open_tot\n";
std::string const tarief_kop = "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\n";

/// The bundle of gemeente 9901 in which product 02A03 is bought of aanbieder 99000001.
rules::contract::Files files(std::vector<std::pair<std::string, std::string>> const& bent = {}) {
    rules::contract::Files all = {
        {"budgetten.csv", "id;vorm;niveau;domein;jaar;bedrag;aanbieder;perceel\nP;plafond;aanbieder;wmo;2026;100000,00;99000001;S1\n"},
        {"bundel.toml", kop + perceel},
        {"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n9901;Proefdorp;2020-01-01;\n"},
        {"overeenkomsten.csv", "aanbieder;naam;perceel;geldig_van;verlengingen;einde\n99000001;Zorg;S1;2025-01-01;;\n"},
        {"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;;S1;\n"},
        {"tarieven.csv", tarief_kop + "wmo;02A03;04;;58,20;2020-01-01;\n"},
    };
    for (auto const& [name, bytes] : bent) std::ranges::find(all, name, [](auto const& f) { return f.first; })->second = bytes;
    return all;
}

model::Contract bundle(std::vector<std::pair<std::string, std::string>> const& bent = {}) {
    auto contract = rules::contract::load(files(bent));
    if (!contract) throw std::runtime_error(contract.error().front().melding);
    return std::move(*contract);
}

std::vector<store::LopendProduct> const lopend = {{"9901", model::Domein::wmo, "99000001", "02", "02A03", 2}};
auto const vandaag = model::date(2026, 5, 1);

std::string orphans(std::vector<std::pair<std::string, std::string>> const& bent) {
    std::string all;
    for (auto const& f : verweesd(bundle(bent), bundle(), lopend, vandaag)) all += f.bestand + ": " + f.melding + "\n";
    return all;
}

/// The sentences of what changes from the plain bundle to a bent one.
std::string changes(std::vector<std::pair<std::string, std::string>> const& bent) {
    std::string all;
    for (auto const& v : verschil(bundle(), bundle(bent))) all += v.tekst + "\n";
    return all;
}

} // namespace

TEST_CASE("a bundle that would orphan running toewijzingen") {
    CHECK(orphans({}).empty());
    CHECK(orphans({{"producten.csv", product_kop + "wmo;02;02A04;Anders;04;2020-01-01;;S1;\n"}, {"tarieven.csv", tarief_kop}}) ==
          "producten.csv: Er lopen 2 toewijzingen van product 02A03 bij aanbieder 99000001 in gemeente "
          "9901, maar dat product staat niet meer in de bundel.\n");
    // Closing it for new toewijzingen is how it should be done; ending its validity is not.
    CHECK(orphans({{"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;;S1;2025-12-31\n"}}).empty());
    CHECK(orphans({{"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;2025-12-31;S1;\n"}}).find("dat product") !=
          std::string::npos);
    CHECK(orphans({{"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;;;\n"}}).find("het perceel") !=
          std::string::npos);
    std::string const other = "aanbieder;naam;perceel;geldig_van;verlengingen;einde\n99000002;Ander;S1;2025-01-01;;\n";
    CHECK(orphans({{"overeenkomsten.csv", other}, {"budgetten.csv", "id;vorm;niveau;domein;jaar;bedrag\n"}})
              .find("de overeenkomst voor dat perceel") != std::string::npos);
    CHECK(
        orphans({{"overeenkomsten.csv", "aanbieder;naam;perceel;geldig_van;verlengingen;einde\n99000001;Zorg;S1;2025-01-01;;2025-12-31\n"}})
            .empty());
}

TEST_CASE("an import that would orphan leaves the old bundle active, another takes its place") {
    contract::SqliteEngine engine;
    auto const store = contract::opened(engine);
    auto const take = [&](std::vector<std::pair<std::string, std::string>> const& bent) {
        auto const loaded = bundle(bent);
        return contract::good(importeer(*store, loaded, stored_form(loaded, files(bent), 1'777'000'000'000), vandaag));
    };
    auto const active = [&] {
        std::string hash;
        contract::good(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            hash = contract::good(tx.active_bundle("9901")).value_or("");
            return {};
        }));
        return hash;
    };
    CHECK(take({}).empty());
    auto const first = active();
    CHECK(first == bundle().hash);
    contract::process(*store, contract::zending(support::toewijzingsbericht("T1", "999900006", {{1}})));

    auto const refused = take({{"producten.csv", product_kop + "wmo;02;02A04;Anders;04;2020-01-01;;S1;\n"}, {"tarieven.csv", tarief_kop}});
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].melding.find("Er loopt 1 toewijzing van product 02A03") == 0);
    CHECK(active() == first);
    CHECK(contract::good(contract::good(store->reader())->bundels()).size() == 1);

    CHECK(take({{"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;;S1;2025-12-31\n"}}).empty());
    CHECK(active() != first);
}

TEST_CASE("a bundle valid from before its import is retroactive") {
    CHECK(terugwerkend(bundle(), model::date(2025, 1, 2)));
    CHECK_FALSE(terugwerkend(bundle(), model::date(2025, 1, 1)));
    CHECK(stored_form(bundle(), {}, 1'777'000'000'000).terugwerkend);
    CHECK_FALSE(stored_form(bundle(), {}, 0).terugwerkend);
}

TEST_CASE("two bundles compared in plain Dutch") {
    CHECK(changes({}).empty());
    CHECK(changes({{"tarieven.csv", tarief_kop + "wmo;02A03;04;;58,20;2020-01-01;2026-12-31\nwmo;02A03;04;;60,10;2027-01-01;\n"}}) ==
          "Tarief van 02A03 voor iedereen gaat op 01-01-2027 van € 58,20 naar € 60,10 per uur.\n");
    CHECK(changes({{"tarieven.csv", tarief_kop + "wmo;02A03;04;;58,30;2020-01-01;\n"}}) ==
          "Tarief van 02A03 voor iedereen vanaf 01-01-2020 wordt gewijzigd van € 58,20 in € 58,30 per uur.\n");
    CHECK(changes({{"tarieven.csv", tarief_kop + "wmo;02A03;04;;58,20;2020-01-01;\nwmo;02A03;04;99000001;59;2026-01-01;\n"}}) ==
          "Tarief van 02A03 voor 99000001 vanaf 01-01-2026 is nieuw: € 59,00 per uur.\n");
    CHECK(changes({{"tarieven.csv", tarief_kop + "wmo;02A03;04;;58,20;2020-01-01;2026-12-31\n"}}) ==
          "Tarief van 02A03 voor iedereen houdt op na 31-12-2026.\n");
    CHECK(changes({{"tarieven.csv", tarief_kop}}) == "Tarief van 02A03 voor iedereen (€ 58,20, vanaf 01-01-2020) vervalt.\n");
    CHECK(changes({{"overeenkomsten.csv",
                    "aanbieder;naam;perceel;geldig_van;verlengingen;einde\n99000001;Zorg;S1;2025-01-01;;2026-06-30\n"}}) ==
          "Overeenkomst met 99000001 Zorg voor perceel S1 eindigt op 30-06-2026; eerst: eindigt op 31-12-2027.\n");
    CHECK(changes({{"budgetten.csv",
                    "id;vorm;niveau;domein;jaar;bedrag;aanbieder;perceel\nP;plafond;aanbieder;wmo;2026;110000;99000001;S1\n"}}) ==
          "plafond P (aanbieder 99000001, perceel S1, 2026) gaat omhoog van € 100.000,00 naar € 110.000,00.\n");
    CHECK(changes({{"bundel.toml", kop + perceel + "[regels.R14.301]\ngevolg = \"signaleren\"\n"}}) ==
          "Regel R14 signaleert nu op een 301; eerst: houdt aan.\n");
    CHECK(changes({{"bundel.toml", kop + perceel + "[parameters]\nprofiel_verplicht = true\n"}}) ==
          "Parameter: profiel_verplicht gaat van nee naar ja.\n");
    CHECK(changes({{"producten.csv", product_kop + "wmo;02;02A03;Begeleiding;04;2020-01-01;;S1;2026-12-31\n"}}) ==
          "Product 02A03 Begeleiding: de laatste dag voor nieuwe toewijzingen gaat van open naar 31-12-2026.\n");
    CHECK(changes({{"gemeenten.csv", "gemeente;naam;geldig_van;geldig_tot\n9901;Proefdorp;2020-01-01;\n9902;Elders;2020-01-01;\n"}}) ==
          "Gemeente 9902 Elders komt erbij.\n");
}

TEST_CASE("a bundle told in plain Dutch") {
    auto const text = bundel_tekst(bundle());
    for (auto const* part :
         {"Contract proef, versie 1, vanaf 01-01-2025.", "9901 Proefdorp", "Wmo S1: Begeleiding, bekostiging per eenheid (PxQ)",
          "contractvorm v: 3 jaar + 1", "99000001 Zorg, perceel S1, 01-01-2025 t/m 31-12-2027",
          "P plafond: € 100.000,00 voor aanbieder 99000001, perceel S1, 2026; signaal vanaf 70 %", "€ 58,20 per uur voor elke aanbieder",
          "R14 ", "301 aanhouden"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}
