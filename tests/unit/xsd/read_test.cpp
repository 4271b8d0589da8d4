#include "tests/unit/xsd/berichten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace model;
using namespace berichten;

TEST_CASE("a 323 becomes a typed message, values and lines") {
    auto const message = berichten::read(wmo323);
    REQUIRE(message);
    CHECK(message->soort == BerichtSoort{Domein::wmo, 323});
    CHECK(message->identificatie_sleutel == "ID1");
    CHECK(gemeente(*message) == "0384");
    CHECK(aanbieder(*message) == "90000001");
    auto const& declaratie = std::get<Bericht323>(message->inhoud).declaratie;
    CHECK(declaratie.lijn == 12);
    CHECK(declaratie.totaal_ingediend_bedrag.bedrag.value == Money{168000});
    REQUIRE(declaratie.clienten.size() == 2);
    CHECK(declaratie.clienten[1].bsn == "999900018");
    CHECK(declaratie.clienten[1].lijn == 34);
    REQUIRE(declaratie.clienten[1].prestaties.size() == 1);
    auto const& p = declaratie.clienten[1].prestaties[0];
    CHECK(p.lijn == 37);
    CHECK(p.product_referentie.referentie_nummer == "REF1");
    CHECK_FALSE(p.product_referentie.vorig_referentie_nummer);
    CHECK(p.toewijzing_nummer.value == 4711);
    CHECK(p.product_categorie == "02");
    CHECK(p.product_code == "02A03");
    CHECK(p.product_periode.period() == Period{date(2026, 4, 1), date(2026, 4, 30)});
    CHECK(p.geleverd_volume.value == 12);
    CHECK(p.eenheid == "04");
    CHECK(p.product_tarief.value().value == Money{7000});
    CHECK(p.ingediend_bedrag.signed_amount() == Money{84000});
    CHECK(p.geleverd_volume.spelling.get() == nullptr);
    CHECK(p.product_periode.begindatum.spelling.get() == nullptr);
}

TEST_CASE("what is written reads back the same, every optional part of every kind") {
    for (auto const& message : {jw301(), jw302(), wmo325()}) {
        auto const text = xsd::write(schemas(), message);
        CAPTURE(text);
        auto const read_back = berichten::read(text);
        REQUIRE(read_back);
        CHECK(xsd::write(schemas(), *read_back) == text);
        CHECK(xsd::validate(schemas(), bytes(text)).empty());
        // OP192
        CHECK(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<"));
        CHECK(std::ranges::count(text, '\n') == std::ranges::count(text, '\r'));
    }
    auto const client = std::get<Bericht301>(berichten::read(xsd::write(schemas(), jw301())).value().inhoud).client;
    CHECK(client.naam.voornamen == "Zoë Anna");
    CHECK(client.naam.geslachtsnaam.voorvoegsel == "van <der>");
    CHECK(client.commentaar == "Let op: ]]> & <b>");
    CHECK(client.toegewezen_producten.at(1).toewijzingstijd == "24:00:00");
    CHECK(client.relaties.at(0).contact.adres->huis->huisnummer.value == 12);
}

TEST_CASE("a carriage return in text survives, as do tabs and line ends") {
    auto message = jw301();
    std::get<Bericht301>(message.inhoud).client.commentaar = "a\rb\r\nc\td\ne";
    auto const again = berichten::read(xsd::write(schemas(), message));
    REQUIRE(again);
    CHECK(std::get<Bericht301>(again->inhoud).client.commentaar == "a\rb\r\nc\td\ne");
}

TEST_CASE("odd spellings are values to compute with, and are written as they came (notes.md 5, IV028)") {
    auto const volume = [](std::string_view text) {
        return with(wmo323, "<wmo323:GeleverdVolume>12<", fmt::format("<wmo323:GeleverdVolume>{}<", text));
    };
    struct Case {
        char const* spelled;
        std::int64_t value;
    };
    for (auto const [spelled, value] :
         {Case{"+5", 5}, Case{"007", 7}, Case{" 12 ", 12}, Case{"-0", 0}, Case{"\t\n3", 3}, Case{"+0000000000004", 4}, Case{"0", 0}}) {
        CAPTURE(spelled);
        auto const message = berichten::read(volume(spelled));
        REQUIRE(message);
        auto const& leaf = std::get<Bericht323>(message->inhoud).declaratie.clienten[0].prestaties[0].geleverd_volume;
        CHECK(leaf.value == value);
        if (std::string_view(spelled) != "0") {
            REQUIRE(leaf.spelling.get());
            CHECK(*leaf.spelling.get() == spelled);
        }
        auto const again = berichten::read(xsd::write(schemas(), *message));
        REQUIRE(again);
        auto const& back = std::get<Bericht323>(again->inhoud).declaratie.clienten[0].prestaties[0].geleverd_volume;
        CHECK(back.value == value);
        CHECK((back.spelling.get() ? *back.spelling.get() : "0") == spelled);
    }
    for (auto const spelled : {" 2026-04-01 ", "12026-04-01", "-2026-04-01"}) {
        CAPTURE(spelled);
        auto const message = berichten::read(
            with(wmo323, "<wmo323:DeclaratieDagtekening>2026-05-06", std::string("<wmo323:DeclaratieDagtekening>") + spelled));
        REQUIRE(message);
        auto const& leaf = std::get<Bericht323>(message->inhoud).declaratie.declaratie_dagtekening;
        REQUIRE(leaf.spelling.get());
        CHECK(*leaf.spelling.get() == spelled);
        CHECK(xsd::write(schemas(), *message).find(std::string(">") + spelled + "<") != std::string::npos);
    }
    CHECK(berichten::read(with(wmo323, "Versie>3<", "Versie> 3 <")));
    CHECK_FALSE(berichten::read(with(wmo323, "Versie>3<", "Versie>03<")));
    CHECK_FALSE(berichten::read(with(wmo323, ">04<", "> 04<")));
    CHECK_FALSE(berichten::read(with(wmo323, ">2026-05-06<", ">2026-05-06Z<")));
    CHECK_FALSE(berichten::read(with(wmo323, ">2026-05-06<", ">2026-05-06+02:00<")));
    CHECK_FALSE(berichten::read(with(wmo323, ">2026-05-06<", ">2023-02-30<")));
}

TEST_CASE("an element may be split by comments, CDATA and references (X19)") {
    auto const message = berichten::read(with(with(wmo323, ">999900006<", ">9999<!-- hier -->00<![CDATA[00]]>&#54;<"), "<iwmo:Bedrag>84000",
                                              "<iwmo:Bedrag><![CDATA[84]]>000"));
    REQUIRE(message);
    auto const& client = std::get<Bericht323>(message->inhoud).declaratie.clienten[0];
    CHECK(client.bsn == "999900006");
    CHECK(client.prestaties[0].ingediend_bedrag.bedrag.value == Money{84000});
}

TEST_CASE("an Identificatie is compared without blanks and in form C (N07, TR056)") {
    auto const id = [](std::string_view text) {
        auto const message = berichten::read(with(wmo323, ">ID1<", fmt::format(">{}<", text)));
        return message ? message->identificatie_sleutel : "?";
    };
    CHECK(id(" x ") == "x");
    CHECK(id("e\u0301t") == "\u00e9t");
    CHECK(id("\u00a0\u00e9 ") == "\u00e9");
    CHECK(id("a b") == "a b");
}

TEST_CASE("maxLength counts characters, not UTF-16 units") {
    auto const id = [](int count) {
        std::string smiles;
        for (int i = 0; i < count; ++i) smiles += "\U0001F600";
        return with(wmo323, ">ID1<", ">" + smiles + "<");
    };
    CHECK(berichten::read(id(12)));
    CHECK(xsd::validate(schemas(), bytes(id(12))).empty());
    auto const finding = only_finding(id(13));
    CHECK(finding.bron.verwijzing == "LDT_IdentificatieBericht maxLength");
    // The other facets still hold for such a text.
    CHECK(only_finding(with(wmo323, ">D<", ">\U0001F600<")).bron.verwijzing == "LDT_DebetCredit enumeration");
    CHECK(
        only_finding(with(wmo323, ">DN001<", ">\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600<")).bron.verwijzing ==
        "LDT_IdentificatieDeclaratie pattern");
}

TEST_CASE("the namespace decides, not the prefix") {
    auto text = wmo323;
    for (std::size_t at = 0; (at = text.find("wmo323:", at)) != std::string::npos;) text.erase(at, 7);
    text = with(text, "xmlns:wmo323=", "xmlns=");
    REQUIRE_FALSE(text.empty());
    CHECK(berichten::read(text));
}

TEST_CASE("bytes that passed their schema before give the same message without it") {
    int compared = 0;
    auto const same = [&](std::string const& text) {
        auto const first = berichten::read(text);
        if (!first) return;
        CAPTURE(text.substr(0, 300));
        auto const again = xsd::read_again(schemas(), bytes(text));
        REQUIRE(again);
        CHECK(again->soort == first->soort);
        CHECK(again->release == first->release);
        CHECK(again->identificatie_sleutel == first->identificatie_sleutel);
        CHECK(xsd::write(schemas(), *again) == xsd::write(schemas(), *first));
        if (auto const* b = std::get_if<Bericht323>(&first->inhoud)) {
            auto const& other = std::get<Bericht323>(again->inhoud);
            CHECK(other.declaratie.lijn == b->declaratie.lijn);
            for (std::size_t i = 0; i < b->declaratie.clienten.size(); ++i)
                for (std::size_t j = 0; j < b->declaratie.clienten[i].prestaties.size(); ++j)
                    CHECK(other.declaratie.clienten[i].prestaties[j].lijn == b->declaratie.clienten[i].prestaties[j].lijn);
        }
        ++compared;
    };
    for (auto const& entry : std::filesystem::recursive_directory_iterator("tests/scenarios")) {
        if (entry.path().extension() != ".xml") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        same(std::string(std::istreambuf_iterator<char>(in), {}));
    }
    CHECK(compared > 500);

    // Forms that a parser could take otherwise when no schema tells it what is text.
    for (auto const* code : {"<![CDATA[REF1]]>", "RE<!-- -->F1", " REF1 ", "R&amp;F", "R&#233;F\n1", "R]]&gt;F", "  ", " <!-- --> R", "R&#13;F"}) {
        CAPTURE(std::string(code));
        auto const before = compared;
        same(with(wmo323, ">REF1<", std::string(">") + code + "<"));
        CHECK(compared == before + 1);
    }
    same(with(wmo323, "<wmo323:Header>", "<!-- voor --><wmo323:Header\n xmlns:iwmo=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\">"));
    // What moves the lines that decisions name: other ends of lines, a start tag of several, and a > that ends none.
    for (auto const* end : {"\r\n", "\r", "\n\n", "\r\r\n"}) {
        auto text = with(wmo323, "<wmo323:Prestatie>", "<wmo323:Prestatie\n xmlns:x='a\n>b'\n><!-- > \n -->");
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += std::string_view(end).size()) text.replace(at, 1, end);
        auto const before = compared;
        same(text);
        CHECK(compared == before + 1);
    }
    auto const before = compared;
    same(with(wmo323, "</wmo323:Header>", "</wmo323:Header ><!-- \r -->"));
    CHECK(compared == before + 1);
}
