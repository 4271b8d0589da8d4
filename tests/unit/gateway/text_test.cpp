#include "gateway/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

namespace json = boost::json;
using gateway::besluit_tekst;
using gateway::plaats_in_woorden;

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

json::object deels() {
    return json::parse(R"({"id": 7, "berichtsoort": "WMO323", "identificatie": "D1", "afzender": "42420001", "ontvanger": "0384",
        "uitkomst": "deels", "contract": {"naam": "basis", "versie": "1", "hash": "ab"},
        "retour": {"berichtsoort": "WMO325", "href": "/v1/berichten/7/retour"},
        "totaal": {"ingediend": 123456, "toegekend": 100000},
        "bevindingen": [{"regel": "TR418", "niveau": 4, "retourcode": "0611",
          "plaats": "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[5]/ProductTarief", "klasse": "Prestatie",
          "waarde": "70,01", "grens": "70,00", "berekening": null,
          "bron": {"soort": "contract", "verwijzing": "tarieven.csv:4", "bundel": "basis@1"},
          "oplossing": "Declareer 70,00.", "gevolg": "afkeuren", "lijn": 77, "kolom": null, "melding": "Het tarief wijkt af."}]})")
        .as_object();
}

} // namespace

TEST_CASE("a place in words names what a person can count") {
    CHECK(plaats_in_woorden("/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[5]/ProductTarief") ==
          "Client 2, Prestatie 5, ProductTarief");
    CHECK(plaats_in_woorden("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Product/Code") ==
          "Client, ToegewezenProduct 1, Product, Code");
    CHECK(plaats_in_woorden("/Bericht/Client/StartProducten/StartProduct[2]/Begindatum") == "Client, StartProduct 2, Begindatum");
    CHECK(plaats_in_woorden("/Bericht/Client/StopProducten/StopProduct[1]") == "Client, StopProduct 1");
    CHECK(plaats_in_woorden("/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[3]/Verwijzer/Naam") ==
          "Client, AangevraagdProduct 3, Verwijzer, Naam");
    CHECK(plaats_in_woorden("/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]/ToewijzingNummer") ==
          "Client, Verzoek, OngewijzigdProduct 1, ToewijzingNummer");
    CHECK(plaats_in_woorden("/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[4]") == "Client, Verzoek, TeWijzigenProduct 4");
    CHECK(plaats_in_woorden("/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang/Volume") ==
          "Client, Verzoek, NieuwProduct 1, Omvang, Volume");
    CHECK(plaats_in_woorden("/Bericht/Antwoord/Woonplaatsbeginsel/Gemeente") == "Antwoord, Woonplaatsbeginsel, Gemeente");
    CHECK(plaats_in_woorden("/Bericht/Header/Afzender") == "Header, Afzender");
    CHECK(plaats_in_woorden("/Bericht/Declaratie") == "Declaratie");
    CHECK(plaats_in_woorden("/wmo323:Bericht/wmo323:Header") == "Header");
    CHECK(plaats_in_woorden("/Bericht") == "");
    CHECK(plaats_in_woorden("") == "");
}

TEST_CASE("a partly rejected declaratie tells verdict, money, contract, answer and the whole reason") {
    auto const text = besluit_tekst(deels());
    CHECK(has(text, "WMO323 D1 van 42420001 aan 0384: DEELS GOEDGEKEURD (ontvangst 7)\n"));
    CHECK(has(text, "Ingediend 1.234,56 euro, toegekend 1.000,00 euro, niet toegekend 234,56 euro."));
    CHECK(has(text, "contract basis@1"));
    CHECK(has(text, "Antwoord: WMO325, /v1/berichten/7/retour"));
    CHECK(has(text, "1. TR418, retourcode 0611 ("));
    CHECK(has(text, "Het tarief wijkt af."));
    CHECK(has(text, "Client 2, Prestatie 5, ProductTarief op regel 77\n"));
    CHECK(has(text, "70,01"));
    CHECK(has(text, "70,00"));
    CHECK(has(text, "tarieven.csv:4 (basis@1)"));
    CHECK(has(text, "Declareer 70,00."));
    CHECK_FALSE(has(text, "Berekening"));
    CHECK(text.ends_with('\n'));
}

TEST_CASE("without a bundle it says that only the standard's rules ran") {
    auto besluit = deels();
    besluit["contract"] = nullptr;
    CHECK(has(besluit_tekst(besluit), "alleen de regels van de standaard"));
    besluit.erase("contract"); // `check` knows nothing of contracts
    CHECK_FALSE(has(besluit_tekst(besluit), "standaard zijn toegepast"));
}

TEST_CASE("a refusal at level 1 says that no retour comes") {
    auto const besluit = json::parse(R"({"id": 3, "berichtsoort": null, "uitkomst": "afgekeurd", "contract": null, "retour": null,
        "bevindingen": [{"regel": "XSD", "niveau": 1, "plaats": "", "lijn": 2, "kolom": 9, "melding": "Geen XML."}]})");
    auto const text = besluit_tekst(besluit.as_object());
    CHECK(has(text, "Onbekend bericht: AFGEKEURD op niveau 1 (schema)"));
    CHECK(has(text, "geen retourbericht"));
    CHECK(has(text, "regel 2, kolom 9"));
    CHECK_FALSE(has(text, "contractbundel"));
}

TEST_CASE("a long list is cut, counted per rule, and says how to see it all") {
    auto besluit = deels();
    auto& bevindingen = besluit["bevindingen"].as_array();
    auto one = bevindingen[0].as_object();
    for (int i = 0; i < 29; ++i) {
        one["regel"] = i % 2 == 0 ? "TR321" : "TR346";
        bevindingen.emplace_back(one);
    }
    auto const text = besluit_tekst(besluit, {10, "gebruik --alle"});
    CHECK(has(text, "30 bevindingen:"));
    CHECK(has(text, "  10. "));
    CHECK_FALSE(has(text, "  11. "));
    CHECK(has(text, "nog 20 bevindingen (10 x TR321, 10 x TR346); gebruik --alle"));
}

TEST_CASE("of an answer the text says whether it is in order, not what it answers; a retour is told from its real sender") {
    auto answer = json::parse(R"({"id": 9, "berichtsoort": "JW302", "identificatie": "T1", "afzender": "0384", "ontvanger": "42420001",
        "uitkomst": "goedgekeurd", "contract": null, "retour": null, "bevindingen": []})")
                      .as_object();
    CHECK(besluit_tekst(answer) == "JW302 op T1 van 42420001 aan 0384: IN ORDE (ontvangst 9)\n");
    answer["uitkomst"] = "afgekeurd";
    CHECK(has(besluit_tekst(answer), ": NIET IN ORDE (ontvangst 9)\n"));
    answer["berichtsoort"] = "WMO325";
    CHECK(has(besluit_tekst(answer), "WMO325 T1 van 0384 aan 42420001: NIET IN ORDE"));
    answer["berichtsoort"] = "WMO319";
    CHECK(has(besluit_tekst(answer), "WMO319 T1 van 0384 aan 42420001: AFGEKEURD"));
}

TEST_CASE("a contract is named for a message in which a product stands") {
    auto besluit = deels();
    for (auto const* soort : {"WMO301", "JW305", "WMO307", "JW315", "WMO317", "JW323"}) {
        besluit["berichtsoort"] = soort;
        CHECK(has(besluit_tekst(besluit), "contract basis@1"));
    }
    for (auto const* soort : {"WMO319", "JW302", "WMO325"}) {
        besluit["berichtsoort"] = soort;
        CHECK_FALSE(has(besluit_tekst(besluit), "contract basis@1"));
    }
    besluit["berichtsoort"] = "WMO305";
    besluit["contract"] = nullptr;
    CHECK(has(besluit_tekst(besluit), "alleen de regels van de standaard"));
}
