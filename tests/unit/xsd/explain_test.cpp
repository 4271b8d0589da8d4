#include "tests/unit/xsd/berichten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace model;
using namespace berichten;

namespace {

std::string const first_prestatie = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";

Findings findings(std::string_view text) {
    auto result = berichten::read(text);
    return result ? Findings{} : result.error();
}

} // namespace

TEST_CASE("a wrong value names element, facet, allowed form and place") {
    auto const f = only_finding(with(wmo323, "<wmo323:GeleverdVolume>12<", "<wmo323:GeleverdVolume>100000000<"));
    CHECK(f.regel == "XSD");
    CHECK(f.niveau == Niveau::xsd);
    CHECK(f.gevolg == Gevolg::afkeuren);
    CHECK(f.retourcode.empty());
    CHECK(f.xpath == first_prestatie + "/GeleverdVolume");
    CHECK(f.lijn == 27);
    CHECK(f.kolom == 36);
    CHECK(f.melding == "GeleverdVolume is te groot.");
    CHECK(f.waarde == "100000000");
    CHECK(f.grens == "een geheel getal van 0 tot en met 99999999");
    CHECK(f.bron.soort == "schema");
    CHECK(f.bron.verwijzing == "LDT_Volume maxInclusive");
    CHECK(f.oplossing == "Vul bij GeleverdVolume in: een geheel getal van 0 tot en met 99999999.");
}

TEST_CASE("each facet has its own reason") {
    struct Case {
        char const* from;
        char const* to;
        char const* bron;
        char const* grens;
    };
    for (auto const& [from, to, bron, grens] : {
             Case{">04<", ">05<", "LDT_Eenheid enumeration", "01, 04, 14, 16, 82, 83, 84"},
             Case{">04<", "><", "LDT_Eenheid enumeration", "01, 04, 14, 16, 82, 83, 84"},
             Case{">4711<", ">-1<", "LDT_Nummer minInclusive", "een geheel getal van 0 tot en met 999999999"},
             Case{">4711<", ">1000000000<", "LDT_Nummer maxInclusive", "een geheel getal van 0 tot en met 999999999"},
             Case{">4711<", ">47,11<", "LDT_Nummer xs:integer", "een geheel getal van 0 tot en met 999999999"},
             Case{">4711<", "><", "LDT_Nummer xs:integer", "een geheel getal van 0 tot en met 999999999"},
             Case{">02A03<", ">02A03X<", "LDT_ProductCode maxLength",
                  "één regel tekst met ten minste één teken dat geen spatie is, ten hoogste 5 tekens"},
             Case{">02A03<", ">  <", "LDT_ProductCode pattern",
                  "één regel tekst met ten minste één teken dat geen spatie is, ten hoogste 5 tekens"},
             Case{">REF1<", "><", "LDT_ReferentieNummer minLength", "ten hoogste 20 tekens"},
             Case{">DN001<", ">DN-01<", "LDT_IdentificatieDeclaratie pattern",
                  "alleen letters en cijfers, zonder spaties, ten hoogste 12 tekens"},
             Case{">2026-05-06<", ">2026-05-06Z<", "LDT_Datum pattern", "een bestaande datum zonder tijdzone, JJJJ-MM-DD"},
             Case{">2026-05-06<", ">06-05-2026<", "LDT_Datum xs:date", "een bestaande datum zonder tijdzone, JJJJ-MM-DD"},
             Case{">0384<", ">384<", "LDT_Gemeente pattern", "4 cijfers"},
             Case{">484<", ">414<", "LDT_BerichtCode pattern", "de waarde 484"},
             Case{"Versie>1.0.0<", "Versie>1.0<", "LDT_Versie pattern", "drie getallen met punten ertussen, zoals 1.0.0"},
         }) {
        CAPTURE(to);
        auto const f = only_finding(with(wmo323, from, to));
        CHECK(f.bron.verwijzing == bron);
        CHECK(f.grens == grens);
        CHECK_FALSE(f.melding.empty());
        CHECK_FALSE(f.oplossing.empty());
    }
}

TEST_CASE("a BSN is in no finding, wherever it was put (design 1.8)") {
    for (auto const& text :
         {with(wmo323, ">999900006<", ">99990000X<"), with(wmo323, ">999900006<", ">9999000061<"), with(wmo323, ">04<", ">999900006<"),
          with(wmo323, ">02A03<", ">bsn:999900006<"), with(wmo323, "<wmo323:Prestaties>", "999900006<wmo323:Prestaties>"),
          with(wmo323, "<wmo323:Header>", "<wmo323:Header a='999900006'>"),
          with(wmo323, "<wmo323:Bsn>999900006</wmo323:Bsn>", "<wmo323:Bsn>999900006</wmo323:Bsn><wmo323:Bsn>999900018</wmo323:Bsn>")}) {
        auto const all = findings(text);
        REQUIRE_FALSE(all.empty());
        for (auto const& f : all) {
            auto const whole =
                fmt::format("{} {} {} {} {} {} {}", f.melding, f.waarde, f.grens, f.berekening, f.oplossing, f.xpath, f.bron.verwijzing);
            CAPTURE(whole);
            CHECK(whole.find("9999000") == std::string::npos);
        }
    }
}

TEST_CASE("a long value is cut at sixty characters") {
    std::string long_value;
    for (int i = 0; i < 100; ++i) long_value += "é";
    auto const f = only_finding(with(wmo323, ">ID1<", ">" + long_value + "<"));
    CHECK(f.waarde.size() == 2 * 60 + std::string_view("…").size());
    CHECK(f.melding == "Identificatie is te lang: 100 tekens.");
}

TEST_CASE("a missing, foreign, doubled or misplaced element is named where it is") {
    SUBCASE("missing") {
        auto const f = only_finding(with(wmo323, "<wmo323:ProductCode>02A03</wmo323:ProductCode>", ""));
        CHECK(f.xpath == first_prestatie + "/ProductCode");
        CHECK(f.melding == "In Prestatie ontbreekt het verplichte element ProductCode.");
        CHECK(f.lijn == 26);
    }
    SUBCASE("missing at the end") {
        auto const f = only_finding(with(wmo323, "<iwmo:DebetCredit>D</iwmo:DebetCredit></wmo323:Ingediend", "</wmo323:Ingediend"));
        CHECK(f.xpath == first_prestatie + "/IngediendBedrag/DebetCredit");
    }
    SUBCASE("unknown") {
        auto const f =
            only_finding(with(wmo323, "<wmo323:Eenheid>", "<wmo323:Uren><wmo323:Meer>x</wmo323:Meer></wmo323:Uren><wmo323:Eenheid>"));
        CHECK(f.xpath == first_prestatie + "/Uren");
        CHECK(f.melding == "Het element Uren hoort niet in Prestatie.");
        CHECK(f.grens == "Eenheid");
    }
    SUBCASE("doubled") {
        auto const f = only_finding(with(wmo323, "<wmo323:Eenheid>", "<wmo323:Eenheid>04</wmo323:Eenheid><wmo323:Eenheid>"));
        CHECK(f.melding == "Het element Eenheid komt te vaak voor in Prestatie.");
    }
    SUBCASE("misplaced") {
        auto const f = only_finding(with(with(wmo323, "<wmo323:ProductCode>02A03</wmo323:ProductCode>", ""), "</wmo323:Eenheid>",
                                         "</wmo323:Eenheid><wmo323:ProductCode>02A03</wmo323:ProductCode>"));
        CHECK(f.melding == "Het element ProductCode staat in Prestatie op de verkeerde plaats.");
    }
    SUBCASE("wrong namespace") {
        auto const f = only_finding(with(with(wmo323, "<iwmo:Bedrag>", "<wmo323:Bedrag>"), "</iwmo:Bedrag>", "</wmo323:Bedrag>"));
        CHECK(f.melding == "Het element Bedrag staat in de verkeerde naamruimte.");
    }
    SUBCASE("second client, counted") {
        auto const at = wmo323.rfind(">04<");
        auto text = wmo323;
        text.replace(at, 4, ">xx<");
        CHECK(only_finding(text).xpath == "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/Eenheid");
    }
}

TEST_CASE("all faults are told, in the order of the message, at most twenty") {
    auto const three = findings(with(with(with(wmo323, ">04<", ">05<"), ">DN001<", "><"), ">0384<", ">x<"));
    REQUIRE(three.size() == 3);
    CHECK(std::ranges::is_sorted(three, {}, &Finding::lijn));

    std::string many;
    for (int i = 0; i < 30; ++i) many += with(prestatie, ">04<", ">99<");
    CHECK(findings(with(wmo323, prestatie, many)).size() == 20);
}

TEST_CASE("the root element decides; what is not ours is said plainly") {
    auto const other = [](std::string_view from, std::string_view to) { return only_finding(with(wmo323, from, to)); };
    CHECK(other("iwmo/3_2/wmo323", "iwmo/3_1/wmo323").melding ==
          "Release 3.1 van dit bericht (WMO323) wordt niet verwerkt; wel iWmo 3.2 en iJw 3.2.");
    auto const unknown = other("iwmo/3_2/wmo323", "iwmo/3_2/wmo303");
    CHECK(unknown.melding == "Voor berichtsoort WMO303 is er geen schema in release 3.2.");
    CHECK(unknown.grens.find("WMO305, WMO306") != std::string::npos);
    CHECK(other("http://www.istandaarden.nl/iwmo/3_2/wmo323/schema", "urn:x").melding ==
          "De naamruimte van het hoofdelement hoort niet bij een bericht van iWmo of iJw.");
    auto const rooted = with(wmo323, "<wmo323:Bericht", "<wmo323:Berichten");
    CHECK(only_finding(rooted).melding == "Het hoofdelement heet niet Bericht.");
    auto const bare = only_finding("<Bericht/>");
    CHECK(bare.regel == "XSD");
    CHECK(bare.melding.starts_with("Het hoofdelement heeft geen naamruimte"));
    CHECK(bare.lijn == 1);
}
