#include "gateway/werk.hpp"

#include "gateway/http/werkvoorraad.hpp"
#include "gateway/werk_json.hpp"
#include "gateway/werk_termijn.hpp"
#include "tests/support/bouw.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using model::Gevolg;
using model::Klasse;
using model::Uitkomst;
using store::WerkSoort;

namespace {

model::Kalender const kalender;
model::Date const vrijdag = bouw::dag("2026-11-20");

model::Finding finding(Gevolg gevolg, model::Place plaats = {Klasse::client, 0, 0, "", 0}, std::string regel = "R12") {
    model::Finding b;
    b.regel = std::move(regel);
    b.gevolg = gevolg;
    b.plaats = plaats;
    return b;
}

model::Place prestatie(std::uint32_t item) { return {Klasse::prestatie, 0, item, "", 0}; }

store::Werk parked_item() {
    store::Werk werk;
    werk.id = 7;
    werk.soort = WerkSoort::aangehouden;
    werk.stand = "open";
    werk.bericht = 3;
    werk.berichtsoort = {model::Domein::wmo, 323};
    werk.gemeente = "9901";
    werk.aanbieder = "99000001";
    werk.sleutel = "D1";
    werk.regel = "R12";
    werk.sinds = bouw::dag("2026-11-13");
    werk.termijn = vrijdag;
    return werk;
}

std::string error_of(std::string_view body) {
    auto const opdracht = gateway::parse_opdracht(body);
    return opdracht ? std::string() : opdracht.error();
}

} // namespace

TEST_CASE("every product of an approved 315 is a verzoek with the deadlines of the standard") {
    auto bericht = bouw::verzoek_toewijzing({bouw::aangevraagd("A"), bouw::aangevraagd("B")});
    model::Verdict verdict;
    auto eerst = finding(Gevolg::signaleren, {Klasse::aangevraagd_product, 0, 1, "", 0});
    eerst.voorstel = "4";
    auto tweede = eerst;
    tweede.voorstel = "3";
    verdict.bevindingen = {eerst, tweede};
    auto const werk = gateway::werk_van(bericht, verdict, vrijdag, kalender);
    REQUIRE(werk.size() == 2);
    auto const dagtekening = model::header(bericht).bericht_identificatie.dagtekening.value;
    CHECK(werk[0].soort == WerkSoort::verzoek);
    CHECK(werk[0].sleutel == "A");
    CHECK(werk[0].termijn == bouw::dag("2026-11-27"));
    CHECK(werk[0].termijn_onderzoek == dagtekening + 56);
    CHECK_FALSE(werk[0].termijn_woonplaats);
    CHECK(werk[0].voorstel_antwoord.empty());
    CHECK(werk[1].sleutel == "B");
    CHECK(werk[1].voorstel_antwoord == "1");
    CHECK(werk[1].voorstel_reden == "3");

    auto const jw = bouw::verzoek_toewijzing({bouw::aangevraagd("A")}, model::Domein::jw);
    CHECK(gateway::werk_van(jw, {}, vrijdag, kalender)[0].termijn_woonplaats ==
          model::header(jw).bericht_identificatie.dagtekening.value + 14);
}

TEST_CASE("a 317 is one verzoek; a rejected one is none") {
    auto const bericht = bouw::verzoek_wijziging();
    auto const werk = gateway::werk_van(bericht, {}, vrijdag, kalender);
    REQUIRE(werk.size() == 1);
    CHECK(werk[0].sleutel == std::get<model::Bericht317>(bericht.inhoud).client.verzoek.referentie_aanbieder);
    model::Verdict afgekeurd;
    afgekeurd.uitkomst = Uitkomst::afgekeurd;
    CHECK(gateway::werk_van(bericht, afgekeurd, vrijdag, kalender).empty());
}

TEST_CASE("a parked message is one item, by when its answer is due") {
    model::Verdict verdict;
    verdict.uitkomst = Uitkomst::aangehouden;
    verdict.bevindingen = {finding(Gevolg::signaleren), finding(Gevolg::aanhouden, prestatie(0), "R14"), finding(Gevolg::aanhouden)};
    auto const declaratie = bouw::declaratie();
    auto werk = gateway::werk_van(declaratie, verdict, vrijdag, kalender);
    REQUIRE(werk.size() == 1);
    CHECK(werk[0].soort == WerkSoort::aangehouden);
    CHECK(werk[0].aantal == 2);
    CHECK(werk[0].regel == "R14");
    CHECK(werk[0].termijn == bouw::dag("2026-12-04"));
    CHECK(werk[0].sleutel == std::get<model::Bericht323>(declaratie.inhoud).declaratie.declaratie_nummer);
    werk = gateway::werk_van(bouw::toewijzing(), verdict, vrijdag, kalender);
    CHECK(werk[0].termijn == bouw::dag("2026-11-25"));
    CHECK(werk[0].sleutel == "1001");
}

TEST_CASE("signals are one item a rule, without what was rejected, proposed or decided by a person") {
    auto const bericht = bouw::declaratie({bouw::prestatie("R1"), bouw::prestatie("R2")});
    model::Verdict verdict;
    verdict.uitkomst = Uitkomst::deels;
    verdict.toegekend = {{true, false}};
    auto gezien = finding(Gevolg::signaleren, prestatie(0), "R18");
    gezien.beslist = "Goedgekeurd door A";
    verdict.bevindingen = {finding(Gevolg::signaleren, prestatie(0), "R12"), finding(Gevolg::signaleren, prestatie(0), "R12"),
                           finding(Gevolg::signaleren, prestatie(1), "R13"), finding(Gevolg::afkeuren, prestatie(1), "TR322"), gezien,
                           finding(Gevolg::signaleren, prestatie(0), "R20")};
    auto const werk = gateway::werk_van(bericht, verdict, vrijdag, kalender);
    REQUIRE(werk.size() == 2);
    CHECK(werk[0].regel == "R12");
    CHECK(werk[0].aantal == 2);
    CHECK(werk[0].soort == WerkSoort::signaal);
    CHECK_FALSE(werk[0].termijn);
    CHECK(werk[1].regel == "R20");
}

TEST_CASE("of several reasons the one of responsibility or contract is proposed") {
    CHECK(gateway::voornaamste_reden({"7", "2", "3"}) == "3");
    CHECK(gateway::voornaamste_reden({"4", "5"}) == "5");
    CHECK(gateway::voornaamste_reden({"1", "9"}) == "9");
    CHECK(gateway::voornaamste_reden({}).empty());
}

TEST_CASE("a prestatie is found in an XPath") {
    auto const xpath = model::xpath({model::Domein::wmo, 323}, {Klasse::prestatie, 1, 4, "ProductTarief", 0});
    CHECK(gateway::regelnummer(xpath) == gateway::Regelnummer{1, 4});
    CHECK_FALSE(gateway::regelnummer("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"));
    CHECK_FALSE(gateway::regelnummer("/Client[0]/Prestatie[1]"));
    CHECK_FALSE(gateway::regelnummer("/Client[1/Prestatie[1]"));
    store::WerkBesluit een;
    een.plaats = xpath;
    CHECK(gateway::beslist({een}, xpath));
    CHECK_FALSE(gateway::beslist({een}, "/x/Client[2]/Prestaties/Prestatie[6]"));
    CHECK(gateway::beslist({store::WerkBesluit{}}, "/x"));
}

TEST_CASE("a person rejects with a code whose text is true, or not at all") {
    model::BerichtSoort const wmo323{model::Domein::wmo, 323};
    auto const op = [](std::uint32_t item) { return model::xpath({model::Domein::wmo, 323}, {Klasse::prestatie, 0, item, "", 0}); };
    using gateway::afkeur_fout;
    CHECK_FALSE(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}}, "0611", false));
    CHECK(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}}, "9321", false));
    CHECK(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}}, "ZZZZ", false)->find("WJ001") != std::string::npos);
    CHECK(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}}, "0611", true)->find("IV085") != std::string::npos);
    // For each prestatie one finding must carry it.
    CHECK(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}, {"R14", op(1), {}}}, "0611", false));
    CHECK_FALSE(afkeur_fout(wmo323, {{"TR418", op(0), "0611"}, {"R14", op(0), {}}}, "0611", false));
    // Nothing of a contract rejects a 316, 318, 306 or 308.
    for (std::int16_t const nummer : {305, 307, 315, 317})
        CHECK(afkeur_fout({model::Domein::wmo, nummer}, {{"R14", "/Bericht/Client", {}}}, "9321", false));
}

TEST_CASE("an item says how many werkdagen are left, and when it is late") {
    auto werk = parked_item();
    auto o = gateway::werk_json(werk, bouw::dag("2026-11-18"), kalender);
    CHECK(o.at("werkdagen").as_int64() == 2);
    CHECK_FALSE(o.at("te_laat").as_bool());
    CHECK(o.at("bericht").at("href").as_string() == "/v1/berichten/3");
    CHECK(o.at("voorstel").is_null());
    CHECK_FALSE(gateway::werk_json(werk, vrijdag, kalender).at("te_laat").as_bool());
    o = gateway::werk_json(werk, bouw::dag("2026-11-24"), kalender);
    CHECK(o.at("werkdagen").as_int64() == -2);
    CHECK(o.at("te_laat").as_bool());
    werk.open = false;
    o = gateway::werk_json(werk, bouw::dag("2026-11-24"), kalender);
    CHECK_FALSE(o.at("te_laat").as_bool());
    CHECK(o.at("werkdagen").is_null());
    CHECK(o.at("toestand").as_string() == "afgedaan");
}

TEST_CASE("an item shows the findings it is about, and which still wait") {
    std::string const besluit =
        R"({"bevindingen":[{"regel":"R12","gevolg":"aanhouden","plaats":"/C/Client[1]/Prestaties/Prestatie[1]","retourcode":null},)"
        R"({"regel":"R12","gevolg":"aanhouden","plaats":"/C/Client[1]/Prestaties/Prestatie[2]","retourcode":"9321"},)"
        R"({"regel":"TR338","gevolg":"afkeuren","plaats":"/C/Client[1]/Prestaties/Prestatie[3]","retourcode":"9338"}]})";
    auto werk = parked_item();
    store::WerkBesluit een;
    een.besluit = "goedkeuren";
    een.plaats = "/C/Client[1]/Prestaties/Prestatie[1]";
    werk.besluiten = {een};
    auto const o = gateway::werk_json(werk, besluit, vrijdag, kalender);
    auto const& b = o.at("bevindingen").as_array();
    REQUIRE(b.size() == 2);
    CHECK_FALSE(b[0].at("te_beslissen").as_bool());
    CHECK(b[1].at("te_beslissen").as_bool());
    auto const parked = gateway::parked_findings(besluit);
    REQUIRE(parked.size() == 2);
    CHECK(parked[0].retourcode.empty());
    CHECK(parked[1].retourcode == "9321");
}

TEST_CASE("a decision is read strictly") {
    auto const goed = gateway::parse_opdracht(R"({"besluit":"afwijzen","door":"J. Jansen","reden":"8","woonplaatsgemeente":"0363"})");
    REQUIRE(goed);
    CHECK(goed->reden == "8");
    CHECK(goed->woonplaatsgemeente == "0363");
    CHECK(gateway::parse_opdracht(R"({"besluit":"gehonoreerd","door":"A","bericht":12})")->bericht == 12);

    CHECK(error_of("[1]").find("JSON") != std::string::npos);
    CHECK(error_of("{").find("JSON") != std::string::npos);
    CHECK(error_of(R"({"door":"A"})").find("in_onderzoek, afwijzen") != std::string::npos);
    CHECK(error_of(R"({"besluit":"gezien"})").starts_with("door"));
    CHECK(error_of(R"({"besluit":"gezien","door":"systeem"})").starts_with("door"));
    CHECK(error_of(R"({"besluit":"gezien","door":"A","reden":"1"})").find("reden") != std::string::npos);
    CHECK(error_of(R"({"besluit":"gezien","door":"A","999900006":1})").find("999900006") == std::string::npos);
    CHECK(error_of(R"({"besluit":"afwijzen","door":"A"})").starts_with("reden ontbreekt"));
    CHECK(error_of(R"({"besluit":"afwijzen","door":"A","reden":"10"})").starts_with("reden"));
    CHECK(error_of(R"({"besluit":"in_onderzoek","door":"A","grond":"zomaar"})").starts_with("grond"));
    CHECK(error_of(R"({"besluit":"gehonoreerd","door":"A","bericht":"12"})").starts_with("bericht"));
    CHECK(error_of(R"({"besluit":"gehonoreerd","door":"A","bericht":0})").starts_with("bericht"));
    CHECK(error_of(R"({"besluit":"accepteren","door":"A"})").starts_with("toelichting"));
    CHECK(error_of(R"({"besluit":"afkeuren","door":"A","retourcode":"0611","plaats":"hier"})").starts_with("plaats"));
    CHECK(error_of(R"({"besluit":"gezien","door":"A","toelichting":"client 999900006"})").find("BSN") != std::string::npos);
    CHECK(error_of(R"({"besluit":"gezien","door":"A","toelichting":"een\ntwee"})").find("stuurtekens") != std::string::npos);
    CHECK(error_of(R"({"besluit":"gezien","door":"A","toelichting":"toewijzing 123456788"})").empty());
}

TEST_CASE("a page of the work list is asked for strictly, and names the next one") {
    using gateway::http::add_query;
    using gateway::http::find_route;
    auto const vraag = [](std::string_view query) {
        auto doel = find_route("/v1/werkvoorraad").value();
        if (!query.empty()) REQUIRE(add_query(doel, query));
        return gateway::http::werk_vraag(doel);
    };
    CHECK(vraag("")->filter.open == true);
    CHECK(vraag("")->aantal == 50);
    CHECK(vraag("toestand=afgedaan")->filter.open == false);
    CHECK_FALSE(vraag("toestand=alle")->filter.open);
    CHECK(vraag("soort=signaal&gemeente=9901&aanbieder=99000001")->filter.soort == WerkSoort::signaal);
    for (auto const* wrong : {"toestand=dicht", "soort=iets", "gemeente=99", "aanbieder=abc", "aantal=0", "aantal=201", "aantal=1x",
                              "vanaf=7", "vanaf=2026-02-30_7", "vanaf=_0"})
        CHECK_MESSAGE(!vraag(wrong), wrong);
    auto doel = find_route("/v1/werkvoorraad").value();
    REQUIRE(add_query(doel, "soort=aangehouden&aantal=1"));
    auto const next = gateway::http::next_page(doel, parked_item());
    CHECK(next == "/v1/werkvoorraad?soort=aangehouden&aantal=1&vanaf=2026-11-20_7");
    auto const again = vraag(next.substr(next.find('?') + 1));
    REQUIRE(again);
    CHECK(again->na->termijn == vrijdag);
    CHECK(again->na->id == 7);
    auto zonder = parked_item();
    zonder.termijn.reset();
    CHECK(gateway::http::next_page(doel, zonder).ends_with("vanaf=_7"));
}

TEST_CASE("only what is parked and past its deadline is approved by the program itself") {
    auto een = parked_item();
    auto ander = parked_item();
    ander.soort = WerkSoort::verzoek;
    auto zonder = parked_item();
    zonder.termijn.reset();
    CHECK(gateway::verlopen({een, ander, zonder}, vrijdag).empty());
    REQUIRE(gateway::verlopen({een, ander, zonder}, vrijdag + 1).size() == 1);
    auto const opdracht = gateway::goedkeuring_na_termijn(een);
    CHECK(opdracht.door == "systeem");
    CHECK(opdracht.besluit == "goedkeuren");
    CHECK(opdracht.toelichting == "de termijn van 20-11-2026 is verstreken");
}
