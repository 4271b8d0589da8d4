#include "tests/unit/xsd/berichten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace model;
using namespace berichten;
using namespace std::string_literals;

namespace {

/// The rule of the refusal, "" when it is accepted.
std::string refused(std::string_view text) {
    auto const result = berichten::read(text);
    if (result) return "";
    if (result.error().empty() || result.error().size() > 20) return "wrong number of findings";
    for (auto const& f : result.error()) {
        if (f.melding.empty() || f.oplossing.empty() || f.xpath.empty() || f.lijn == 0 || f.kolom == 0) return "incomplete finding";
    }
    return result.error().front().regel;
}

std::string body(std::string_view inside) { return with(wmo323, ">ID1<", fmt::format(">{}<", inside)); }
std::string before_root(std::string_view what) { return with(wmo323, "<wmo323:Bericht ", fmt::format("{}<wmo323:Bericht ", what)); }
std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("X01-X04 DOCTYPE and entities are refused before Xerces, at once") {
    for (auto const& doctype : {"<!DOCTYPE a SYSTEM \"file:///etc/passwd\">"s, "<!DOCTYPE a PUBLIC \"x\" \"http://127.0.0.1:1/x\">"s,
                                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>"s,
                                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"s,
                                "<!DOCTYPE a [<!ENTITY q \"" + std::string(50'000, 'q') + "\">]>"}) {
        auto const f = only_finding(with(before_root(doctype), ">ID1<", ">&b;<"));
        CHECK(f.regel == "XML");
        CHECK(f.melding.find("DOCTYPE") != std::string::npos);
        CHECK(f.lijn == 2);
    }
    CHECK(refused(body("&onbekend;")) == "XML");
    CHECK(refused(body("<!ENTITY x 'y'>")) == "XML");
    CHECK(refused(body("<![CDATA[<!DOCTYPE]]>")) == "");
}

TEST_CASE("X05 processing instructions are refused") {
    CHECK(refused(before_root("<?xml-stylesheet href=\"x\"?>")) == "XML");
    CHECK(refused(body("<?php x ?>")) == "XML");
    CHECK(refused(body("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>")) == "XSD");
}

TEST_CASE("X06 a schema named by the message is not looked at") {
    auto const hint =
        R"(<wmo323:Bericht xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x file:///dev/zero" xsi:noNamespaceSchemaLocation="http://127.0.0.1:1/" )";
    CHECK(refused(with(wmo323, "<wmo323:Bericht ", hint)) == "");
}

TEST_CASE("X07 xsi:type and xsi:nil are schema errors") {
    for (auto const* attribute : {"xsi:nil=\"true\"", "xsi:type=\"wmo323:Client\"", "xsi:type=\"nergens\"", "xsi:nil=\"misschien\""}) {
        CAPTURE(attribute);
        CHECK(refused(with(wmo323, "<wmo323:Header>",
                           fmt::format("<wmo323:Header xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" {}>", attribute))) == "XSD");
    }
}

TEST_CASE("X08 X09 depth, attributes, names, comments and text have limits") {
    CHECK(refused(body(repeat("<a>", 100'000))) == "XML");
    CHECK(only_finding(body(repeat("<a>", 30'000) + repeat("</a>", 30'000))).grens == "ten hoogste 32");
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += fmt::format(" a{}='1'", i);
    CHECK(only_finding(with(wmo323, "<wmo323:Header>", "<wmo323:Header" + many + ">")).grens == "ten hoogste 16");
    std::string spaces;
    for (int i = 0; i < 100'000; ++i) spaces += fmt::format(" xmlns:a{0}='urn:{0}'", i);
    CHECK(refused(with(wmo323, "<wmo323:Header>", "<wmo323:Header" + spaces + ">")) == "XML");
    auto const big = std::string(10'000'000, 'x');
    CHECK(refused(with(wmo323, "<wmo323:Header>", "<wmo323:Header a='" + big + "'>")) == "XML");
    CHECK(refused(with(wmo323, "<wmo323:Header>", "<" + big + ">")) == "XML");
    CHECK(refused(with(wmo323, "<wmo323:Header>", "<wmo323:Header><!--" + big + "-->")) == "XML");
    CHECK(refused(body(std::string(5'000'000, ' '))) == "XML"); // X22
    CHECK(refused(body(repeat("<![CDATA[y]]>", 1'100'000))) == "XML");
}

TEST_CASE("X10 a long text in many small pieces stays cheap") {
    auto message = jw301();
    std::get<Bericht301>(message.inhoud).client.commentaar = "HIER";
    auto const text = xsd::write(schemas(), message);
    CHECK(refused(with(text, ">HIER<", ">" + repeat("<![CDATA[y]]>", 80'000) + "<")) == "");
    CHECK(refused(with(text, ">HIER<", ">" + repeat("&#121;", 170'000) + "<")) == "");
}

TEST_CASE("X11 X12 X14 X16 only UTF-8 without a byte order mark, only XML 1.0") {
    auto const declared = [](std::string_view declaration) {
        return with(wmo323, R"(<?xml version="1.0" encoding="UTF-8"?>)", declaration);
    };
    for (auto const* label :
         {"UTF-16", "UTF-7", "IBM037", "UCS-4", "Shift_JIS", "windows-1252", "ISO-8859-1", "x-onbekend", "US-ASCII", ""}) {
        CAPTURE(label);
        CHECK(refused(declared(fmt::format("<?xml version=\"1.0\" encoding=\"{}\"?>", label))) == "XML");
    }
    CHECK(refused(declared("<?xml version='1.0' encoding='utf-8'?>")) == "");
    CHECK(refused(declared("<?xml version=\"1.0\"?>")) == "");
    CHECK(refused(declared("")) == "");
    for (auto const* version : {"1.1", "1.2", "2.0", ""}) CHECK(refused(declared(fmt::format("<?xml version=\"{}\"?>", version))) == "XML");
    CHECK(refused(declared("<?xml encoding=\"UTF-8\"?>")) == "XML");
    CHECK(refused("\xEF\xBB\xBF" + wmo323) == "XML");
    CHECK(refused(" " + wmo323) == "XML");
    CHECK(refused("\n" + wmo323) == "XML");

    std::string little;
    std::string big;
    for (char const c : wmo323) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    for (auto const& text : {little, big, "\xFF\xFE" + little, "\xFE\xFF" + big})
        CHECK(only_finding(text).melding.find("UTF-16") != std::string::npos);
    CHECK(refused(body("caf\xE9")) == "XML");
}

TEST_CASE("X13 X15 bytes that are no UTF-8, NULs and junk, to the very end") {
    for (auto const& bad : {"\xC0\xAF"s, "\xE0\x80\xAF"s, "\xED\xA0\x80"s, "\xED\xA0\xBD\xED\xB8\x80"s, "\xF4\x90\x80\x80"s, "\xF2"s,
                            "\xE2\x82"s, "\x80"s, "\xFF"s, "\0"s}) {
        CHECK(refused(body(bad)) == "XML");
        CHECK(refused(wmo323 + bad) == "XML");
        CHECK(refused(wmo323 + "\n" + bad) == "XML");
    }
    CHECK(refused(body("\xF4\x8F\xBF\xBD")) == "");
    CHECK(refused(wmo323 + "junk") == "XML");
    CHECK(refused(wmo323 + "<a/>") == "XML");
    CHECK(refused(wmo323 + wmo323) == "XML");
    CHECK(refused(wmo323 + "<!-- mag -->\n") == "");
}

TEST_CASE("X17 X18 characters, attributes and prefixes that XML forbids") {
    for (auto const* text :
         {"&#0;", "&#1;", "&#xD800;", "&#x110000;", "&#4294967361;", "&#x;", "&;", "a & b", "]]>", "\x01", "\xEF\xBF\xBE"}) {
        CAPTURE(text);
        CHECK(refused(body(text)) == "XML");
    }
    for (auto const* attributes :
         {"a='1' a='2'", "xmlns:p='urn:a' xmlns:q='urn:a' p:a='1' q:a='2'", "p:a='1'", "xmlns:xml='urn:x'", "a='<'", "a", "a=1"}) {
        CAPTURE(attributes);
        CHECK(refused(with(wmo323, "<wmo323:Header>", fmt::format("<wmo323:Header {}>", attributes))) == "XML");
    }
    CHECK(refused(with(wmo323, "<wmo323:Header>", "<x:Header>")) == "XML");
    CHECK(refused(with(wmo323, "</wmo323:Header>", "</wmo323:Kop>")) == "XML");
}

TEST_CASE("X20 X21 digits of other scripts are refused; odd but legal text is kept") {
    CHECK(refused(with(wmo323, ">999900006<", ">\u0669\u0669\u0669\u0669\u0660\u0660\u0660\u0660\u0666<")) == "XSD");
    CHECK(refused(with(wmo323, ">999900006<", "> 99990000<")) == "XSD");
    auto const message = berichten::read(body("&lt;b&gt;\u202Ex\u200B"));
    REQUIRE(message);
    CHECK(header(*message).bericht_identificatie.identificatie == "<b>\u202Ex\u200B");
}

TEST_CASE("X23 a message cut at any byte is refused, each time with a finding") {
    auto const whole = wmo323.find("</wmo323:Bericht>") + std::string_view("</wmo323:Bericht>").size();
    for (std::size_t size = 0; size < whole; ++size) {
        if (refused(std::string_view(wmo323).substr(0, size)) != "XML") {
            CAPTURE(size);
            CHECK(refused(std::string_view(wmo323).substr(0, size)) == "XML");
        }
    }
    CHECK(refused(std::string_view(wmo323).substr(0, whole)) == "");
    auto const f = only_finding(std::string_view(wmo323).substr(0, wmo323.find("</wmo323:Eenheid>")));
    CHECK(f.melding.find("afgebroken") != std::string::npos);
    CHECK(f.xpath == "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/Eenheid");
    CHECK(only_finding("").melding == "Het bericht is leeg.");
    CHECK(only_finding(" \n").melding == "Het bericht is leeg.");
    CHECK(only_finding("geen xml").regel == "XML");
}
