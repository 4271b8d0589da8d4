#include "gateway/http/rapporten.hpp"
#include "gateway/rapport/maak.hpp"
#include "gateway/rapport/opmaak.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace {

using namespace rules::rapport;
namespace opmaak = gateway::rapport;

Rapport proef() {
    Rapport r;
    r.naam = "omzet";
    r.titel = "Omzet & <deel>";
    r.rekenregel = "C11";
    r.vraag = "Wie?";
    r.periode = {model::date(2026, 1, 1), model::date(2026, 12, 31)};
    r.op = model::date(2026, 10, 6);
    r.waarschuwingen = {"Let <b>op</b>."};
    r.kolommen = {{"wie", "Wie", Eenheid::aanbieder},
                  {"bedrag", "Bedrag", Eenheid::centen},
                  {"deel", "Deel", Eenheid::basispunten},
                  {"dag", "Dag", Eenheid::datum}};
    r.rijen.push_back({{std::string("=1+1"), std::int64_t{123'456'789}, std::int64_t{6'225}, std::int64_t{model::date(2026, 1, 31).days}},
                       {{3, 8}, true, {"a;b.csv:2"}},
                       true});
    r.rijen.push_back({{std::string("een \"twee\"; drie"), std::int64_t{-5}, Waarde(), Waarde()}, {}, false});
    r.totaal = {std::string("Totaal"), std::int64_t{123'456'784}, Waarde(), Waarde()};
    r.afronding = "Exact.";
    r.namen = {{"=1+1", "<script>alert(1)</script>"}};
    r.grafieken = {{Grafiek::Soort::staaf, "Bedrag", "wie", {"bedrag"}}};
    return r;
}

bool heeft(std::string_view tekst, std::string_view deel) { return tekst.find(deel) != std::string_view::npos; }

} // namespace

TEST_CASE("numbers of a report as a Dutch reader writes them; nothing is not zero") {
    CHECK(opmaak::toon(std::int64_t{123'456'789}, Eenheid::centen) == "1.234.567,89");
    CHECK(opmaak::toon(std::int64_t{-5}, Eenheid::centen) == "-0,05");
    CHECK(opmaak::toon(std::int64_t{6'225}, Eenheid::basispunten) == "62,25 %");
    CHECK(opmaak::toon(std::int64_t{-510}, Eenheid::basispunten) == "-5,10 %");
    CHECK(opmaak::toon(std::int64_t{102'857}, Eenheid::tienduizendsten) == "10,2857");
    CHECK(opmaak::toon(std::int64_t{1'234'567}, Eenheid::aantal) == "1.234.567");
    CHECK(opmaak::toon(std::int64_t{999}, Eenheid::aantal) == "999");
    CHECK(opmaak::toon(std::int64_t{model::date(2026, 1, 31).days}, Eenheid::datum) == "31-01-2026");
    CHECK(opmaak::toon(Waarde(), Eenheid::centen).empty());
}

TEST_CASE("the CSV of a report: quoted where needed, no formula, amounts with a comma and without points") {
    auto const csv = opmaak::als_csv(proef());
    CHECK(heeft(
        csv,
        "\r\nwie;bedrag;deel;dag\r\n'=1+1;1234567,89;62,25;2026-01-31\r\n\"een \"\"twee\"\"; drie\";-0,05;;\r\nTotaal;1234567,84;;\r\n"));
    CHECK(heeft(csv, "# let op: Let <b>op</b>.\r\n"));
}

TEST_CASE("the page of a report says everything and runs nothing, whatever stands in a bundle") {
    auto const html = opmaak::als_html(proef(), true, "");
    CHECK_FALSE(heeft(html, "<script"));
    CHECK_FALSE(heeft(html, "<b>op"));
    CHECK(heeft(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(heeft(html, "Omzet &amp; &lt;deel&gt;"));
    CHECK(heeft(html, "<svg"));
    CHECK(heeft(html, "Gemaakt van 2 berichten en 1 bronnen"));
    // The first figure of the table comes after the warning.
    CHECK(html.find("class=\"letop\"") < html.find("<table"));
    CHECK(heeft(opmaak::html_beleid(), "default-src 'none'; style-src 'sha256-"));
}

TEST_CASE("the JSON of a report: numbers as they are, an address per row, what it is made of only when asked") {
    auto const json = opmaak::als_json(proef(), false);
    auto const& rij = json.at("rijen").at(0).as_object();
    CHECK(rij.at("bedrag") == 123'456'789);
    CHECK(rij.at("dag") == "2026-01-31");
    CHECK(rij.at("href") == "/v1/rapporten/omzet?van=2026-01-01&tot=2026-12-31&op=2026-10-06&rij=1");
    CHECK_FALSE(rij.contains("herkomst"));
    CHECK(json.at("rijen").at(1).at("deel").is_null());
    auto const een = opmaak::als_json(proef(), false, 1);
    CHECK(een.at("rijen").as_array().size() == 1);
    CHECK(een.at("rijen").at(0).at("herkomst").at("berichten").at(1) == "/v1/berichten/8");
}

TEST_CASE("pictures: nothing to draw is no picture, and a line needs two points") {
    auto rapport = proef();
    rapport.rijen.clear();
    CHECK(opmaak::als_svg(rapport, rapport.grafieken[0]).empty());
    rapport = proef();
    CHECK(heeft(opmaak::als_svg(rapport, {Grafiek::Soort::lijn, "L", "wie", {"bedrag"}}), "<polyline"));
    rapport.rijen.resize(1);
    CHECK(opmaak::als_svg(rapport, {Grafiek::Soort::lijn, "L", "wie", {"bedrag"}}).empty());
    for (int i = 0; i < 30; ++i) rapport.rijen.push_back(rapport.rijen.front());
    CHECK(heeft(opmaak::als_svg(rapport, rapport.grafieken[0]), "De 20 grootste van 31 rijen."));
}

TEST_CASE("settings in an address, and the form by parameter or Accept") {
    using gateway::http::Formaat;
    using gateway::http::rapport_formaat;
    auto const twee = opmaak::lees_instellingen("a=1,b=x y");
    REQUIRE(twee);
    CHECK(*twee == std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"b", "x y"}});
    for (auto const* fout : {"", "a", "=1", "a=", "a=1,", ",a=1"}) CHECK_FALSE(opmaak::lees_instellingen(fout));
    std::string const csv = "csv";
    std::string const pdf = "pdf";
    CHECK(rapport_formaat(&csv, "text/html") == Formaat::csv);
    CHECK_FALSE(rapport_formaat(&pdf, ""));
    CHECK(rapport_formaat(nullptr, "") == Formaat::json);
    CHECK(rapport_formaat(nullptr, "text/html,application/json") == Formaat::html);
    CHECK(rapport_formaat(nullptr, "text/csv") == Formaat::csv);
}
