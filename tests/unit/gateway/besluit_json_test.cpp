#include "gateway/besluit_json.hpp"
#include "tests/support/bouw.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

namespace json = boost::json;

namespace {

model::Finding finding() {
    model::Finding f;
    f.regel = "TR418";
    f.niveau = model::Niveau::extern_bron;
    f.retourcode = "0611";
    f.plaats = {model::Klasse::prestatie, 1, 4, "ProductTarief", 77};
    f.xpath = "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[5]/ProductTarief";
    f.lijn = 77;
    f.melding = "Het tarief is niet het \"contracttarief\".";
    f.waarde = "70,01";
    f.grens = "70,00";
    f.bron = {"contract", "tarieven.csv:4", "basis@1"};
    f.oplossing = "Declareer 70,00.";
    return f;
}

gateway::Moment const moment{1'778'400'000'123, bouw::dag("2026-05-10")};
model::BerichtSoort const wmo323{model::Domein::wmo, 323};

} // namespace

TEST_CASE("a finding has exactly the agreed keys, in their order") {
    auto const o = gateway::finding_json(finding(), wmo323);
    std::vector<std::string> keys;
    for (auto const& pair : o) keys.emplace_back(pair.key());
    CHECK(keys == std::vector<std::string>{"regel", "niveau", "retourcode", "plaats", "klasse", "waarde", "grens", "berekening", "bron",
                                           "oplossing", "gevolg", "lijn", "kolom", "melding"});
    CHECK(o.at("niveau") == 4);
    CHECK(o.at("klasse") == "Prestatie");
    CHECK(o.at("berekening").is_null());
    CHECK(o.at("kolom").is_null());
    CHECK(o.at("lijn") == 77);
    CHECK(o.at("bron").at("bundel") == "basis@1");
    CHECK(o.at("gevolg") == "afkeuren");
}

TEST_CASE("no retourcode is null, not an empty text") {
    auto f = finding();
    f.retourcode = {};
    f.bron.bundel.clear();
    auto const o = gateway::finding_json(f, std::nullopt);
    CHECK(o.at("retourcode").is_null());
    CHECK(o.at("bron").at("bundel").is_null());
}

TEST_CASE("a finding names its klasse as the standard does, in every message") {
    struct Case {
        model::Klasse klasse;
        std::int16_t nummer;
        char const* naam;
    };
    using model::Klasse;
    for (auto const& [klasse, nummer, naam] :
         {Case{Klasse::start_product, 305, "StartProduct"}, Case{Klasse::stop_product, 307, "StopProduct"},
          Case{Klasse::aangevraagd_product, 315, "AangevraagdProduct"}, Case{Klasse::verzoek, 317, "Verzoek"},
          Case{Klasse::ongewijzigd_product, 317, "OngewijzigdProduct"}, Case{Klasse::te_wijzigen_product, 317, "TeWijzigenProduct"},
          Case{Klasse::nieuw_product, 317, "NieuwProduct"}, Case{Klasse::antwoord, 319, "Antwoord"},
          Case{Klasse::woonplaatsbeginsel, 319, "Woonplaatsbeginsel"}, Case{Klasse::declaratie, 325, "DeclaratieAntwoord"}}) {
        auto f = finding();
        f.plaats = {klasse, 0, 0, "", 1};
        CHECK(gateway::finding_json(f, model::BerichtSoort{model::Domein::jw, nummer}).at("klasse") == naam);
    }
}

TEST_CASE("the record of a declaratie") {
    auto const bericht = bouw::declaratie();
    model::Verdict verdict;
    verdict.uitkomst = model::Uitkomst::deels;
    verdict.bevindingen = {finding(), finding()};
    verdict.totaal_toegekend = model::Money{-5};
    model::Contract contract;
    contract.naam = "basis";
    contract.versie = "1";
    contract.hash = "abc";
    gateway::Besluit const besluit{12,        moment, bericht.soort, &bericht, &verdict,
                                   &contract, "3.2",  "schemahash",  model::BerichtSoort{model::Domein::wmo, 325}};

    auto const text = gateway::besluit_json(besluit);
    CHECK(text.find('\n') == std::string::npos);
    CHECK(text == gateway::besluit_json(besluit));
    auto const o = json::parse(text).as_object();
    std::vector<std::string> keys;
    for (auto const& pair : o) keys.emplace_back(pair.key());
    CHECK(keys == std::vector<std::string>{"id", "berichtsoort", "identificatie", "afzender", "ontvanger", "uitkomst", "moment", "vandaag",
                                           "contract", "release", "schemas", "programma", "retour", "totaal", "bevindingen"});
    CHECK(o.at("id") == 12);
    CHECK(o.at("berichtsoort") == "WMO323");
    CHECK(o.at("identificatie") == "D1");
    CHECK(o.at("uitkomst") == "deels");
    CHECK(o.at("moment") == "2026-05-10T08:00:00.123Z");
    CHECK(o.at("vandaag") == "2026-05-10");
    CHECK(o.at("release") == "3.2");
    CHECK(o.at("retour").at("href") == "/v1/berichten/12/retour");
    CHECK(o.at("totaal").at("ingediend") == 28000);
    CHECK(o.at("totaal").at("toegekend") == -5);
    CHECK(o.at("bevindingen").as_array().size() == 2);
    CHECK(o.at("bevindingen").at(1).at("melding") == "Het tarief is niet het \"contracttarief\".");
}

TEST_CASE("a proef has no id and no address; a refusal at level 1 has no content") {
    auto const bericht = bouw::toewijzing();
    model::Verdict verdict;
    gateway::Besluit besluit{0, moment, bericht.soort, &bericht, &verdict, nullptr, "", "s", model::BerichtSoort{model::Domein::wmo, 302}};
    auto o = json::parse(gateway::besluit_json(besluit));
    CHECK(o.at("id").is_null());
    CHECK(o.at("retour").at("href").is_null());
    CHECK(o.at("contract").is_null());
    CHECK(o.at("totaal").is_null());
    CHECK(o.at("bevindingen").as_array().empty());

    besluit = {3, moment, std::nullopt, nullptr, &verdict, nullptr, "", "s", std::nullopt};
    o = json::parse(gateway::besluit_json(besluit));
    CHECK(o.at("berichtsoort").is_null());
    CHECK(o.at("identificatie").is_null());
    CHECK(o.at("retour").is_null());
}

TEST_CASE("moments are UTC, also before 1970") {
    CHECK(gateway::utc_text(0) == "1970-01-01T00:00:00.000Z");
    CHECK(gateway::utc_text(-1) == "1969-12-31T23:59:59.999Z");
    CHECK(gateway::utc_text(1'778'400'000'000) == "2026-05-10T08:00:00.000Z");
}
