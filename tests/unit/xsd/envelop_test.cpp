#include "xsd/envelop.hpp"
#include "xsd/model/base64.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <string>

using namespace std::string_literals;
using xsd::EnvelopFout;
using Soort = xsd::EnvelopFout::Soort;

namespace {

xsd::EnvelopSchemas const& schemas() {
    static auto const made = xsd::EnvelopSchemas::built_in();
    REQUIRE(made);
    return **made;
}

auto read(std::string_view text) { return xsd::read_envelop(schemas(), std::as_bytes(std::span(text))); }

model::Envelop di01() {
    model::Envelop e;
    e.berichtcode = model::Berichtcode::di01;
    e.zender = {"99000001", "VoorbeeldECD", "", ""};
    e.ontvanger = {"9901", "GGk", "", ""};
    e.referentienummer = "910242ca-6c1c-407e-8820-b3dc659c6afc";
    e.tijdstip_bericht = "20250303101500123";
    e.functie = "JW305";
    e.parameters = {"0004", "0002", "0003", "0002"};
    e.inhoud = "<Bericht/>";
    return e;
}

model::Envelop du01() {
    auto e = di01();
    e.berichtcode = model::Berichtcode::du01;
    e.cross_refnummer = "0b7a021a-be29-4cb3-8164-e38a2e38ae36";
    e.functie = "JW306";
    return e;
}

model::Envelop fo01() {
    auto e = du01();
    e.berichtcode = model::Berichtcode::fo01;
    e.functie.clear();
    e.inhoud.clear();
    e.parameters = {};
    e.fout = {"StUF055", "client", "Berichtbody is niet conform schema in sectormodel: \"<&>\"", "JW305-00030002"};
    return e;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string changed(std::string_view from, std::string_view to) { return with(xsd::write_envelop(di01()), from, to); }

/// Kind and sentence of the refusal; "" when it is read.
std::string refused(std::string_view text) {
    auto const made = read(text);
    if (made) return "";
    auto const& fout = made.error();
    if (fout.melding.empty()) return "no sentence";
    static constexpr std::string_view names[] = {"Client", "VersionMismatch", "MustUnderstand", "envelop"};
    return fmt::format("{}: {}", names[static_cast<std::size_t>(fout.soort)], fout.melding);
}

/// A Di01 with this text where the payload stands.
std::string payload(std::string_view text) { return changed(">PEJlcmljaHQvPg==<", fmt::format(">{}<", text)); }

} // namespace

TEST_CASE("an envelope that we write is read back as it was") {
    for (auto const& e : {di01(), du01(), fo01()}) {
        CAPTURE(model::name(e.berichtcode));
        auto const made = read(xsd::write_envelop(e));
        REQUIRE_MESSAGE(made, made.error().melding);
        CHECK(made->berichtcode == e.berichtcode);
        CHECK(made->zender == e.zender);
        CHECK(made->ontvanger == e.ontvanger);
        CHECK(made->referentienummer == e.referentienummer);
        CHECK(made->tijdstip_bericht == e.tijdstip_bericht);
        CHECK(made->cross_refnummer == e.cross_refnummer);
        CHECK(made->functie == e.functie);
        CHECK(made->parameters.applicatie_versie == e.parameters.applicatie_versie);
        CHECK(made->parameters.applicatie_subversie == e.parameters.applicatie_subversie);
        CHECK(made->parameters.functie_versie == e.parameters.functie_versie);
        CHECK(made->parameters.functie_subversie == e.parameters.functie_subversie);
        CHECK(made->inhoud == e.inhoud);
        CHECK(made->fout.code == e.fout.code);
        CHECK(made->fout.plek == e.fout.plek);
        CHECK(made->fout.omschrijving == e.fout.omschrijving);
        CHECK(made->fout.details == e.fout.details);
        CHECK(!made->ggk0310);
    }
}

TEST_CASE("the worked examples are read") {
    auto const example = [](std::string const& name) {
        std::ifstream in("tests/unit/xsd/envelop/" + name + ".xml", std::ios::binary);
        REQUIRE(in);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    for (auto const* name : {"di01", "du01", "fo01", "bv03", "fo03", "di01_ggk0310"}) {
        CAPTURE(name);
        auto const made = read(example(name));
        REQUIRE_MESSAGE(made, made.error().melding);
        CHECK(model::name(made->berichtcode) == example(name).substr(example(name).find("berichtcode>") + 12, 4));
        CHECK(made->ggk0310 == (std::string_view(name) == "di01_ggk0310"));
        if (made->berichtcode == model::Berichtcode::di01 || made->berichtcode == model::Berichtcode::du01)
            CHECK(made->inhoud.find('<') == 0);
        else CHECK(made->cross_refnummer == "910242ca-6c1c-407e-8820-b3dc659c6afc");
    }
}

TEST_CASE("a sender is read whole: organisation, software, administration and user") {
    auto e = di01();
    e.zender = {"9901", "Zorg & Co", "Regio <Noord>", "u\"1"};
    auto const made = read(xsd::write_envelop(e));
    REQUIRE(made);
    CHECK(made->zender == e.zender);
}

TEST_CASE("answers are read: a Bv03, a Fo03 in a fault, and a fault without one") {
    auto bv03 = fo01();
    bv03.berichtcode = model::Berichtcode::bv03;
    auto const ok = read(xsd::write_envelop(bv03));
    REQUIRE_MESSAGE(ok, ok.error().melding);
    CHECK(ok->berichtcode == model::Berichtcode::bv03);
    CHECK(ok->cross_refnummer == bv03.cross_refnummer);

    auto fo03 = fo01();
    fo03.berichtcode = model::Berichtcode::fo03;
    fo03.fout = {"StUF016", "client", "niet uniek", ""};
    auto const fault = read(xsd::write_fault("Client", "niet uniek", &fo03));
    REQUIRE_MESSAGE(fault, fault.error().melding);
    CHECK(fault->berichtcode == model::Berichtcode::fo03);
    CHECK(fault->fout.code == "StUF016");
    CHECK(fault->fout.plek == "client");
    CHECK(fault->referentienummer == fo03.referentienummer);

    auto const bare = read(xsd::write_fault("Server", "nu niet", nullptr));
    REQUIRE_MESSAGE(bare, bare.error().melding);
    CHECK(bare->berichtcode == model::Berichtcode::fo03);
    CHECK(bare->fout.code.empty());
    CHECK(bare->fout.omschrijving == "nu niet");
}

TEST_CASE("S01 another version of SOAP is a version mismatch") {
    auto const text = xsd::write_envelop(di01());
    CHECK(refused(with(text, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"))
              .starts_with("VersionMismatch"));
    CHECK(refused("<Envelope xmlns=\"urn:x\"/>").starts_with("VersionMismatch"));
    CHECK(refused("<Bericht/>").starts_with("Client: Het hoofdelement is geen Envelope"));
}

TEST_CASE("S02 header blocks of others are refused; those of WS-Addressing are read past, S15") {
    auto const header = [](std::string_view block) {
        return changed("<soapenv:Body>", fmt::format("<soapenv:Header>{}</soapenv:Header><soapenv:Body>", block));
    };
    CHECK(refused(header("<x:a xmlns:x=\"urn:x\" soapenv:mustUnderstand=\"1\"/>")).starts_with("MustUnderstand"));
    CHECK(refused(header("<x:a xmlns:x=\"urn:x\" soapenv:mustUnderstand=\"true\"/>")).starts_with("MustUnderstand"));
    CHECK(refused(header("<x:a xmlns:x=\"urn:x\" soapenv:mustUnderstand=\"0\"/>")).starts_with("Client: Eigen headerblokken"));
    CHECK(refused(header("<x:a xmlns:x=\"urn:x\"/>")).starts_with("Client: Eigen headerblokken"));
    // S14: no profile of ours is signed, so nothing of it is ever taken for granted.
    CHECK(refused(header("<s:Security xmlns:s=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" "
                         "soapenv:mustUnderstand=\"1\"><s:BinarySecurityToken/></s:Security>"))
              .starts_with("MustUnderstand"));
    auto const made = read(header("<w:Action xmlns:w=\"http://www.w3.org/2005/08/addressing\">urn:a</w:Action><w:ReplyTo "
                                  "xmlns:w=\"http://www.w3.org/2005/08/addressing\"><w:Address>http://127.0.0.1:1/</w:Address></w:ReplyTo>"));
    REQUIRE_MESSAGE(made, made.error().melding);
    CHECK(made->actie == "urn:a");
    CHECK(read(changed("<soapenv:Body>", "<soapenv:Header/><soapenv:Body>")));
}

TEST_CASE("S03 one Header at most, then one Body with one message") {
    auto const text = xsd::write_envelop(di01());
    auto const begin = text.find("<GGK:envelop");
    auto const child = text.substr(begin, text.find("</soapenv:Body>") - begin);
    CHECK(refused(with(text, "</soapenv:Body>", child + "</soapenv:Body>")).starts_with("Client: In de Body"));
    CHECK(refused(with(text, "</soapenv:Body>", "</soapenv:Body><soapenv:Body/>")).starts_with("Client: In de Envelope"));
    CHECK(refused(with(text, "</soapenv:Body>", "</soapenv:Body><soapenv:Header/>")).starts_with("Client: In de Envelope"));
    CHECK(refused(with(text, "<soapenv:Body>", "<soapenv:Header/><soapenv:Header/><soapenv:Body>")).starts_with("Client: In de Envelope"));
    CHECK(refused(with(text, child, "")).starts_with("Client: De Body is leeg"));
    CHECK(refused("<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"/>").starts_with("Client: De envelop heeft geen Body"));
    CHECK(refused(with(text, child, "<a/>")).starts_with("Client: Het bericht in de Body"));
    CHECK(refused(with(text, "<soapenv:Body>", "<soapenv:Body>x")).starts_with("envelop"));
}

TEST_CASE("S05 referentienummer and crossRefnummer of messages are UUIDs of version 4 in lower case") {
    for (auto const* bad : {"910242CA-6c1c-407e-8820-b3dc659c6afc", " 910242ca-6c1c-407e-8820-b3dc659c6afc",
                            "910242ca-6c1c-107e-8820-b3dc659c6afc", "910242ca-6c1c-407e-c820-b3dc659c6afc", "910242ca6c1c407e8820b3dc659c6afc",
                            "910242ca-6c1c-407e-8820-b3dc659c6afc00000", ""}) {
        CAPTURE(bad);
        auto const refusal = refused(changed("910242ca-6c1c-407e-8820-b3dc659c6afc", bad));
        CHECK(refusal.starts_with("envelop"));
        CHECK(refusal.find("referentienummer") != std::string::npos);
        CHECK(refused(with(xsd::write_envelop(du01()), "0b7a021a-be29-4cb3-8164-e38a2e38ae36", bad)).starts_with("envelop"));
    }
    // What others write in a Fo01 is taken as it is.
    CHECK(refused(with(xsd::write_envelop(fo01()), "0b7a021a-be29-4cb3-8164-e38a2e38ae36", "0b7a021a-be29-1cb3-8164-e38a2e38ae36")) == "");
    CHECK(refused(with(xsd::write_envelop(fo01()), "0b7a021a-be29-4cb3-8164-e38a2e38ae36", "KENMERK 1")) == "");
}

TEST_CASE("S09 base64 has one reading") {
    CHECK(refused(payload("QQ==")) == "");
    CHECK(refused(payload(" Q Q\r\n=\t= ")) == "");
    CHECK(refused(payload("QUI=")) == "");
    CHECK(refused(payload("QUJD")) == "");
    CHECK(read(payload("QUJD&#13;\n&#xD;RA=="))->inhoud == "ABCD");
    CHECK(read(payload("QU<!-- - -->JD<![CDATA[RA==]]>"))->inhoud == "ABCD");
    for (auto const* bad : {"QUJ-", "QUJ_", "QUJDx", "QUJDR", "QUJDRA", "QUJDRA=", "QUJDRA=x", "=QUJ", "Q===", "QUJDRA==RA==", "QUJD====",
                            "QR==", "QUJDRB==", "QUJ=", "QUJD&#65;&#200;", "QUJD&amp;", "QUJD&foo;", "Q\xC3\xA9==", "QUJD.", ""}) {
        CAPTURE(bad);
        CHECK(refused(payload(bad)).starts_with("envelop: De inhoud is niet te lezen"));
    }
    CHECK(refused(payload(" \r\n\t ")).starts_with("envelop: De inhoud is niet te lezen: de inhoud is leeg"));
    CHECK(refused(payload(std::string(20'000'000, ' '))).starts_with("envelop: De inhoud is niet te lezen: de inhoud is leeg"));
    CHECK(refused(changed("<GGK:xmlBestand>PEJlcmljaHQvPg==</GGK:xmlBestand>", "<GGK:xmlBestand/>"))
              .starts_with("envelop: De inhoud is niet te lezen"));
}

TEST_CASE("S10 one payload; a file that is no message is told apart") {
    CHECK(refused(changed("</GGK:xmlBestand>", "</GGK:xmlBestand><GGK:tekstBestand bestandsnaam=\"a.csv\">QQ==</GGK:tekstBestand>"))
              .starts_with("envelop"));
    auto const text = with(changed("<GGK:xmlBestand>", "<GGK:tekstBestand bestandsnaam=\"lijst.csv\">"), "</GGK:xmlBestand>", "</GGK:tekstBestand>");
    auto const made = read(text);
    REQUIRE_MESSAGE(made, made.error().melding);
    CHECK(made->tekst_bestand);
    CHECK(!read(xsd::write_envelop(di01()))->tekst_bestand);
}

TEST_CASE("S11 a file name is no path") {
    for (auto const& bad : {"../a.csv"s, "a/b.csv"s, "a.c"s, std::string(256, 'a'), "a b.csv"s, ""s}) {
        CAPTURE(bad);
        auto const open = fmt::format("<GGK:tekstBestand bestandsnaam=\"{}\">", bad);
        CHECK(refused(with(changed("<GGK:xmlBestand>", open), "</GGK:xmlBestand>", "</GGK:tekstBestand>")).starts_with("envelop"));
    }
}

TEST_CASE("S13 25 MB is the most") {
    auto const text = xsd::write_envelop(di01());
    auto const at = text.find("PEJlcmljaHQvPg==");
    auto const padded = [&](std::size_t size) { return text.substr(0, at) + std::string(size - text.size(), ' ') + text.substr(at); };
    CHECK(refused(padded(xsd::most_envelop)) == "");
    CHECK(refused(padded(xsd::most_envelop + 1)) == "Client: De envelop is groter dan 25 MB.");
}

TEST_CASE("what the schema leaves open is checked in code") {
    CHECK(refused(changed(">99000001<", "><")) == "envelop: De organisatie van de zender is leeg.");
    CHECK(refused(changed(">9901<", "><")) == "envelop: De organisatie van de ontvanger is leeg.");
    CHECK(refused(changed(">JW305<", "><")) == "envelop: De functie is leeg.");
    for (auto const* bad : {"20250230", "20251301", "00000000", "2025030324", "202503031060", "20250303101560", "202503031", "2025030310150",
                            "20250303101560123"}) {
        CAPTURE(bad);
        CHECK(refused(changed("20250303101500123", bad)) == "envelop: Het tijdstipBericht is geen moment dat bestaat.");
    }
    for (auto const* good : {"20240229", "2025030323", "202503032359", "20250303235959", "20250303235959999"}) {
        CAPTURE(good);
        CHECK(refused(changed("20250303101500123", good)) == "");
    }
    CHECK(refused(with(xsd::write_envelop(fo01()), "0b7a021a-be29-4cb3-8164-e38a2e38ae36", "")) == "envelop: Het crossRefnummer is leeg.");
}

TEST_CASE("a fault of the schema names its element, and what could be read of the sender comes with it") {
    auto const made = read(changed("<StUF:tijdstipBericht>20250303101500123</StUF:tijdstipBericht>", ""));
    REQUIRE(!made);
    auto const& fout = made.error();
    CHECK(fout.soort == Soort::envelop);
    REQUIRE(fout.bevindingen.size() == 1);
    CHECK(fout.bevindingen.front().xpath == "/Envelope/Body/envelopHeenbericht-ggk_Di01/stuurgegevens/tijdstipBericht");
    CHECK(fout.melding == "In stuurgegevens ontbreekt het verplichte element tijdstipBericht.");
    CHECK(fout.gelezen.zender.organisatie == "99000001");
    CHECK(fout.gelezen.referentienummer == "910242ca-6c1c-407e-8820-b3dc659c6afc");
    CHECK(fout.gelezen.functie == "JW305"); // it stands behind the fault
    CHECK(fout.gelezen.inhoud.empty());
}

TEST_CASE("a fault behind the payload has the line of the whole envelope") {
    auto const made = read(payload("QUJD\nQUJD\nQUJD</GGK:xmlBestand><GGK:x/>\n<GGK:xmlBestand>QQ=="));
    REQUIRE(!made);
    REQUIRE(!made.error().bevindingen.empty());
    CHECK(made.error().bevindingen.front().lijn >= 4);
}

TEST_CASE("faults of XML itself are faults of SOAP") {
    auto const text = xsd::write_envelop(di01());
    CHECK(refused("").starts_with("Client"));
    CHECK(refused("\xEF\xBB\xBF" + text).starts_with("Client"));
    CHECK(refused(text.substr(0, text.size() / 2)).starts_with("Client"));
    CHECK(refused(with(text, "<soapenv:Envelope", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><soapenv:Envelope")).starts_with("Client"));
    CHECK(refused(with(text, "<StUF:functie>", "<StUF:funktie>")).starts_with("Client"));
    // Nowhere but in the payload may a text be that long.
    CHECK(refused(changed(">VoorbeeldECD<", ">" + std::string((1 << 20) + 1, 'a') + "<")).starts_with("Client"));
    for (std::size_t size = 1; size < text.find("</soapenv:Envelope>"); size += 7) CHECK(refused(text.substr(0, size)).starts_with("Client"));
}

TEST_CASE("the superseded form is read, and told apart") {
    auto const text = R"(<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
<GGK:envelopHeenbericht-ggk_Di01 xmlns:StUF="http://www.egem.nl/StUF/StUF0301" xmlns:GGK="http://www.stufstandaarden.nl/sectormodel/ggk/0210" xmlns:xmime="http://www.w3.org/2005/05/xmlmime">
 <GGK:stuurgegevens><StUF:berichtcode>Di01</StUF:berichtcode><StUF:zender><StUF:organisatie>99000001</StUF:organisatie><StUF:applicatie>VoorbeeldECD</StUF:applicatie></StUF:zender><StUF:ontvanger><StUF:organisatie>9901</StUF:organisatie><StUF:applicatie>GGk</StUF:applicatie></StUF:ontvanger>
  <StUF:referentienummer>910242ca-6c1c-407e-8820-b3dc659c6afc</StUF:referentienummer><StUF:tijdstipBericht>20250303101500123</StUF:tijdstipBericht><StUF:functie>JW305</StUF:functie></GGK:stuurgegevens>
 <GGK:parameters><GGK:referentienummerBericht>GW0000000001</GGK:referentienummerBericht><GGK:applicatieVersie>0004</GGK:applicatieVersie><GGK:applicatieSubversie>0002</GGK:applicatieSubversie><GGK:functieVersie>0003</GGK:functieVersie><GGK:functieSubversie>0002</GGK:functieSubversie>
  <GGK:bericht StUF:bestandsnaam="JW305.xml" xmime:contentType="application/xml">PGEvPg==</GGK:bericht></GGK:parameters></GGK:envelopHeenbericht-ggk_Di01></e:Body></e:Envelope>)"s;
    auto const made = read(text);
    REQUIRE_MESSAGE(made, made.error().melding);
    CHECK(made->ggk0310);
    CHECK(made->inhoud == "<a/>");
    CHECK(made->functie == "JW305");
    CHECK(refused(with(text, " xmime:contentType=\"application/xml\"", "")).starts_with("envelop"));
}

TEST_CASE("the superseded form is written as it is read") {
    for (auto e : {di01(), du01()}) {
        e.ggk0310 = true;
        auto const made = read(xsd::write_envelop(e));
        REQUIRE_MESSAGE(made, made.error().melding);
        CHECK(made->ggk0310);
        CHECK(made->berichtcode == e.berichtcode);
        CHECK(made->inhoud == e.inhoud);
        CHECK(made->cross_refnummer == e.cross_refnummer);
    }
}

TEST_CASE("a Fo01 may carry the original message as anybody's XML") {
    auto const original = xsd::write_envelop(di01());
    auto const begin = original.find("<soapenv");
    auto const text = with(xsd::write_envelop(fo01()), "</StUF:body>", fmt::format("<StUF:detailsXML>{}</StUF:detailsXML></StUF:body>", original.substr(begin)));
    auto const made = read(text);
    REQUIRE_MESSAGE(made, made.error().melding);
    CHECK(made->berichtcode == model::Berichtcode::fo01);
    CHECK(made->functie.empty());
    CHECK(made->inhoud.empty());
    CHECK(made->referentienummer == fo01().referentienummer);
    for (auto const* details : {"<StUF:detailsXML/>", "<StUF:detailsXML><a><b/>t<c>d</c></a></StUF:detailsXML>"}) {
        auto const body = fmt::format("{}</StUF:body>", details);
        CHECK(refused(with(xsd::write_envelop(fo01()), "</StUF:body>", body)) == "");
        auto const twice = with(with(xsd::write_envelop(fo01()), "</StUF:body>", body), "</soapenv:Body>", "<x/></soapenv:Body>");
        CHECK(refused(twice).starts_with("Client: In de Body"));
    }
}

TEST_CASE("base64 of pieces is that of the whole") {
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 7);
    for (std::size_t size = 0; size < 20; ++size) {
        std::string whole;
        model::append_base64(whole, std::as_bytes(std::span(bytes)).first(size));
        std::string back;
        model::Base64Decoder decoder;
        for (char const& c : whole) REQUIRE(decoder.add({&c, 1}, back));
        CHECK(decoder.finish());
        CHECK(back == bytes.substr(0, size));
    }
    std::string whole;
    std::string parts;
    model::append_base64(whole, std::as_bytes(std::span(bytes)));
    model::append_base64(parts, std::as_bytes(std::span(bytes)).first(999));
    model::append_base64(parts, std::as_bytes(std::span(bytes)).subspan(999));
    CHECK(whole == parts);
}

TEST_CASE("the WSDL stands alone") {
    auto const wsdl = xsd::ggk0210_wsdl("https://gemeente.example/soap/ggk0210");
    CHECK(wsdl.find("schemaLocation") == std::string::npos);
    CHECK(wsdl.find("location=\"https://gemeente.example/soap/ggk0210\"") != std::string::npos);
    CHECK(wsdl.find("envelopHeenbericht-ggk_Di01") != std::string::npos);
}
