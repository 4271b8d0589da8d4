#include "gateway/http/answer.hpp"
#include "gateway/http/gebeurtenissen.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/parameters.hpp"
#include "gateway/http/zoeken.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace gateway::http;

namespace {

Doel gevraagd(std::string_view query) {
    auto doel = find_route("/v1/berichten").value();
    REQUIRE(add_query(doel, query));
    return doel;
}

} // namespace

TEST_CASE("what is asked for is read, or refused by name with what it may be") {
    auto const vraag = bericht_vraag(gevraagd("berichtsoort=WMO323&gemeente=0344&van=2026-01-01&tot=2026-12-31&vanaf=17&aantal=3"));
    REQUIRE(vraag);
    CHECK(vraag->filter.soort == model::BerichtSoort{model::Domein::wmo, 323});
    CHECK(vraag->filter.gemeente == "0344");
    CHECK(vraag->voor == 17);
    CHECK(vraag->aantal == 3);
    for (std::string_view const query : {"berichtsoort=323", "gemeente=344", "van=1-1-2026", "tot=2026-02-30", "aantal=201", "vanaf=0", "uitkomst=goed"}) {
        auto const refused = bericht_vraag(gevraagd(query));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().starts_with(query.substr(0, query.find('='))));
    }
    CHECK_FALSE(bericht_vraag(gevraagd("van=2026-02-01&tot=2026-01-01")));
}

TEST_CASE("a body is read as strictly as an address, and repeats no number") {
    auto const doel = find_route("/v1/berichten/_zoek", "POST").value();
    static constexpr std::array<std::string_view, 2> velden{"bsn", "aantal"};
    auto const read = lees_velden(doel, R"({"bsn":"999900006","aantal":5})", velden);
    REQUIRE(read);
    CHECK(*read->waarde("bsn") == "999900006");
    CHECK(*read->waarde("aantal") == "5");
    CHECK(lees_velden(doel, R"({"kleur":1})", velden).error() == "Het veld kleur bestaat hier niet; wel: bsn, aantal.");
    CHECK(lees_velden(doel, R"({"999900006":1})", velden).error().find("999900006") == std::string::npos);
    for (std::string_view const body : {"", "[]", R"({"bsn":null})", R"({"bsn":""})", R"({"bsn":{}})", R"({"aantal":1.5})"}) CHECK_FALSE(lees_velden(doel, body, velden));
}

TEST_CASE("a list is CSV or JSON, and says where it goes on") {
    static constexpr std::array<Kolom, 4> kolommen{{{"naam"}, {"bedrag", true}, {"retour.soort"}, {"aantal"}}};
    Lijst lijst{"dingen", {}, "/v1/dingen?vanaf=2", kolommen, {}};
    lijst.rijen.push_back({{"naam", "=1;2"}, {"bedrag", -5}, {"retour", {{"soort", "WMO302"}}}, {"aantal", -3}});
    lijst.rijen.push_back({{"naam", nullptr}, {"bedrag", 123456}, {"retour", nullptr}});
    auto const csv = toon_lijst(lijst, true);
    CHECK(csv.body == "naam;bedrag;retour.soort;aantal\r\n\"'=1;2\";-0,05;WMO302;-3\r\n;1234,56;;\r\n");
    CHECK(csv.headers.back() == std::pair<std::string, std::string>("Link", "</v1/dingen?vanaf=2>; rel=\"next\""));
    CHECK(toon_lijst(lijst, false).body.find(R"("volgende":"/v1/dingen?vanaf=2")") != std::string::npos);

    auto const doel = gevraagd("identificatie=a%26b&vanaf=9");
    CHECK(volgende_bladzijde("/v1/berichten", doel, "vanaf", "5") == "/v1/berichten?identificatie=a%26b&vanaf=5");
    CHECK(wil_csv(doel, "text/csv").value());
    CHECK_FALSE(wil_csv(doel, "application/json, text/csv").value());
    CHECK_FALSE(wil_csv(gevraagd("formaat=json"), "text/csv").value());
    CHECK_FALSE(wil_csv(gevraagd("formaat=pdf"), ""));
}

TEST_CASE("an ETag tells states apart") {
    auto answer = json(200, "{}");
    geef_etag(answer, "");
    auto const etag = answer.headers.back().second;
    CHECK(answer.status == 200);
    for (std::string const& given : {etag, "\"x\", W/" + etag, std::string("*")}) {
        auto again = json(200, "{}");
        geef_etag(again, given);
        CHECK(again.status == 304);
        CHECK(again.body.empty());
    }
    auto other = json(200, "[]");
    geef_etag(other, etag);
    CHECK(other.status == 200);
    auto fault = problem(404, "weg");
    geef_etag(fault, "*");
    CHECK(fault.headers.empty());
}

TEST_CASE("an event goes on from where its id says") {
    store::Gebeurd gebeurd;
    gebeurd.tot = {5, 1, 7, 2};
    gebeurd.besluiten.push_back({5, "", "afgekeurd"});
    gebeurd.werk = {7};
    auto const text = event(gebeurd);
    CHECK(text == "id: 5.1.7.2\nevent: gebeurd\ndata: {\"besluiten\":[{\"bericht\":5,\"berichtsoort\":null,\"uitkomst\":\"afgekeurd\"}],"
                  "\"werk\":[7],\"uit\":{\"wacht\":0,\"opgegeven\":0}}\n\n");
    CHECK(gehoord("5.1.7.2") == gebeurd.tot);
    for (std::string_view const id : {"", "5", "5.1.7", "5.1.7.2.3", "5.1.7.-2", "a.1.7.2", "5,1,7,2"}) CHECK_FALSE(gehoord(id));
}
