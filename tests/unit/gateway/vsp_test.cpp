#include "gateway/vsp/metadata.hpp"
#include "gateway/vsp/multipart.hpp"
#include "gateway/vsp/push.hpp"
#include "gateway/vsp/status.hpp"
#include "gateway/vsp/zip.hpp"
#include "gateway/vsp/zoek.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace gateway;
using namespace gateway::vsp;

namespace {

constexpr char const* uuid = "910242ca-6c1c-407e-8820-b3dc659c6afc";

boost::json::object goed() {
    Metadata metadata;
    metadata.afzender = {"Instelling", "99000001"};
    metadata.geadresseerden = {{"Gemeente", "9901"}};
    metadata.berichttype = "JW";
    metadata.berichtsubtype = "JW305";
    metadata.berichtversie = 3;
    metadata.berichtsubversie = 2;
    metadata.actie = "Bericht";
    metadata.conversatie_id = metadata.traceer_id = uuid;
    metadata.context = {{"Applicatie", {"Voorbeeld"}}};
    return metadata_json(metadata);
}

Fouten fouten(boost::json::object const& o) {
    auto const gelezen = lees_metadata(boost::json::serialize(o));
    return gelezen ? Fouten{} : gelezen.error();
}

store::Uit uitgaand() {
    store::Uit uit;
    uit.afzender = "9901";
    uit.bestemming = "99000001";
    uit.soort = model::BerichtSoort{model::Domein::jw, 306};
    uit.referentienummer = "0b7a021a-be29-4cb3-8164-e38a2e38ae36";
    return uit;
}

} // namespace

TEST_CASE("metadata is read as it is written") {
    auto const gelezen = lees_metadata(boost::json::serialize(goed()));
    REQUIRE(gelezen);
    CHECK(gelezen->afzender.code == "99000001");
    CHECK(gelezen->geadresseerden.at(0).rol == "Gemeente");
    CHECK(gelezen->berichtsubtype == "JW305");
    CHECK(gelezen->traceer_id == uuid);
    CHECK(gelezen->als_antwoord_op.empty());
    CHECK(gelezen->context.at(0).second == std::vector<std::string>{"Voorbeeld"});
    CHECK(metadata_json(*gelezen) == goed());
}

TEST_CASE("every wrong field is named, and none of its words repeated") {
    CHECK(fouten(goed()).empty());
    CHECK(lees_metadata("{").error().contains("berichtMetadata"));
    CHECK(lees_metadata("[]").error().size() >= 3);
    auto o = goed();
    o["routeringgegevens"].as_object()["afzender"].as_object().erase("rol");
    o["routeringgegevens"].as_object()["geadresseerden"] = boost::json::array();
    o["routeringgegevens"].as_object()["berichtstroom"].as_object()["berichtversie"] = 1000;
    o["routeringgegevens"].as_object()["berichtstroom"].as_object()["actie"] = std::string(61, 'x');
    o["referentiegegevens"].as_object()["traceerId"] = "910242CA-6C1C-407E-8820-B3DC659C6AFC";
    o["verwerkingscontext"].as_array()[0].as_object()["waarde"] = "kaal";
    o["geheim"] = "999900006";
    auto const found = fouten(o);
    for (auto const* pad :
         {"routeringgegevens.afzender.rol", "routeringgegevens.geadresseerden", "routeringgegevens.berichtstroom.berichtversie",
          "routeringgegevens.berichtstroom.actie", "referentiegegevens.traceerId", "verwerkingscontext.waarde", ""}) {
        CAPTURE(pad);
        CHECK(found.contains(pad));
    }
    for (auto const& [pad, meldingen] : found)
        for (auto const& melding : meldingen) CHECK((pad + melding).find("999900006") == std::string::npos);
}

TEST_CASE("a multipart body is read as it is written, whatever is in its parts") {
    std::string const binary("\0\r\n--\r\n--grens-\r\n", 18);
    auto const body =
        schrijf_multipart({{"berichtMetadata", "application/json", "{}"}, {"payload", "application/octet-stream", binary}}, "grens1");
    for (auto const* type : {"multipart/form-data; boundary=grens1", "multipart/form-data; charset=utf-8; boundary=\"grens1\""}) {
        auto const delen = lees_multipart(type, body);
        REQUIRE(delen);
        REQUIRE(delen->size() == 2);
        CHECK(delen->at(0).naam == "berichtMetadata");
        CHECK(delen->at(0).content_type == "application/json");
        CHECK(delen->at(0).inhoud == "{}");
        CHECK(delen->at(1).inhoud == binary);
    }
}

TEST_CASE("a multipart body that can be read in two ways is not read") {
    std::string const type = "multipart/form-data; boundary=g";
    std::string const part = "Content-Disposition: form-data; name=\"a\"\r\n\r\nx";
    CHECK(lees_multipart(type, "--g\r\n" + part + "\r\n--g--\r\n"));
    CHECK(lees_multipart(type, "--g\r\n" + part + "\r\n--g--"));
    for (auto const& wrong :
         {std::string(), std::string("--g--"), "x\r\n--g\r\n" + part + "\r\n--g--", "--g\r\n" + part, "--g\r\n" + part + "\r\n--g",
          "--g\r\n" + part + "\r\n--g--x", "--g\r\n" + part + "\r\n--gx\r\n" + part + "\r\n--g--",
          "--g\r\n" + part + "\r\n--g\r\n" + part + "\r\n--g--", std::string("--g\r\nContent-Disposition: form-data\r\n\r\nx\r\n--g--"),
          std::string("--g\r\n\r\nx\r\n--g--"), "--g\r\nContent-Transfer-Encoding: base64\r\n" + part + "\r\n--g--",
          std::string("--g\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--g--"),
          "--g\r\n" + std::string(5000, 'k') + ": x\r\n" + part + "\r\n--g--"})
        CHECK_FALSE(lees_multipart(type, wrong));
    for (auto const* wrong : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a b\"",
                              "multipart/form-data; boundary=g; boundary=g", "multipart/form-data; boundary=\"g"})
        CHECK_FALSE(lees_multipart(wrong, "--g\r\n" + part + "\r\n--g--"));
}

TEST_CASE("what goes out over VSP says what it answers, in a zip or bare, the same at every attempt") {
    auto config = default_config();
    auto const answer = push_verzoek(uitgaand(), "http://127.0.0.1:1/berichten", {1, uuid}, "<bericht/>", config);
    REQUIRE(answer);
    CHECK(answer->adres.pad == "/berichten");
    auto const delen = lees_multipart(answer->content_type, answer->body);
    REQUIRE(delen);
    auto const metadata = lees_metadata(delen->at(0).inhoud);
    REQUIRE(metadata);
    CHECK(metadata->traceer_id == uitgaand().referentienummer);
    CHECK(metadata->conversatie_id == uuid);
    CHECK(metadata->als_antwoord_op == uuid);
    CHECK(metadata->afzender.rol == "Gemeente");
    CHECK(metadata->geadresseerden.at(0).rol == "Instelling");
    CHECK(metadata->berichttype == "JW");
    CHECK(metadata->berichtsubtype == "JW306");
    CHECK(pak_uit(delen->at(1).inhoud, 1000) == "<bericht/>");
    CHECK(push_verzoek(uitgaand(), "http://127.0.0.1:1/berichten", {1, uuid}, "<bericht/>", config)->body == answer->body);

    // In a conversation of VSP it stays in that.
    auto const gesprek = metadata_van(uitgaand(), {1, uuid, "11111111-1111-4111-8111-111111111111"}, config);
    CHECK(gesprek.conversatie_id == "11111111-1111-4111-8111-111111111111");
    CHECK(gesprek.als_antwoord_op == uuid);

    config.vsp_payload = "xml";
    auto const first = push_verzoek(uitgaand(), "http://127.0.0.1:1/berichten", {}, "<bericht/>", config);
    auto const bare = lees_multipart(first->content_type, first->body);
    CHECK(bare->at(1).inhoud == "<bericht/>");
    CHECK(lees_metadata(bare->at(0).inhoud)->conversatie_id == uitgaand().referentienummer);
    auto fo01 = uitgaand();
    fo01.soort.reset();
    CHECK_FALSE(push_verzoek(fo01, "http://127.0.0.1:1/", {}, "", config));
    CHECK_FALSE(push_verzoek(uitgaand(), "geen adres", {}, "", config));
}

TEST_CASE("a search finds by stream, by conversation and by what is answered") {
    auto const metadata = lees_metadata(boost::json::serialize(goed())).value();
    auto const zoek = [&](std::string const& json) {
        auto const vraag = lees_zoekvraag(json, 250);
        REQUIRE_MESSAGE(vraag, json);
        return past(*vraag, metadata);
    };
    CHECK(zoek(R"({"zoekpadType":"ZoekpadOpBerichtstroom","berichtstroom":{"berichttype":"JW"}})"));
    CHECK(zoek(R"({"zoekpadType":"ZoekpadOpBerichtstroom","berichtstroom":{"berichttype":"JW","berichtsubtype":"JW305","berichtversie":3,"berichtsubversie":2,"actie":"Bericht"}})"));
    for (auto const* other : {R"({"berichttype":"WMO"})", R"({"berichttype":"JW","berichtsubtype":"JW307"})", R"({"berichttype":"JW","berichtversie":2})",
                              R"({"berichttype":"JW","berichtsubversie":1})", R"({"berichttype":"JW","actie":"Anders"})"})
        CHECK_FALSE(zoek(fmt::format(R"({{"zoekpadType":"ZoekpadOpBerichtstroom","berichtstroom":{}}})", other)));
    CHECK(zoek(fmt::format(R"({{"zoekpad":{{"zoekpadType":"ZoekpadOpConversatieId","conversatieId":"{}"}},"limit":1}})", uuid)));
    CHECK_FALSE(zoek(R"({"zoekpadType":"ZoekpadOpConversatieId","conversatieId":"11111111-1111-4111-8111-111111111111"})"));
    CHECK_FALSE(zoek(fmt::format(R"({{"zoekpadType":"ZoekpadOpAlsAntwoordOp","alsAntwoordOp":"{}"}})", uuid)));
    CHECK(lees_zoekvraag(R"({"zoekpadType":"ZoekpadOpBerichtstroom","berichtstroom":{"berichttype":"JW"}})", 250)->limit == 250);
}

TEST_CASE("a search that is not understood whole is refused, field by field") {
    auto const wrong = [](std::string_view json) {
        auto const vraag = lees_zoekvraag(json, 250);
        REQUIRE_FALSE(vraag);
        return vraag.error();
    };
    CHECK(wrong("{").contains("zoekpad"));
    CHECK(wrong("[]").contains(""));
    CHECK(wrong("{}").contains("zoekpadType"));
    CHECK(wrong(R"({"zoekpadType":"Anders"})").contains("zoekpadType"));
    CHECK(wrong(R"({"zoekpadType":"ZoekpadOpConversatieId"})").contains("conversatieId"));
    CHECK(wrong(R"({"zoekpad":{"zoekpadType":"ZoekpadOpAlsAntwoordOp","alsAntwoordOp":"x"}})").contains("zoekpad.alsAntwoordOp"));
    CHECK(wrong(R"({"zoekpadType":"ZoekpadOpBerichtstroom"})").contains("berichtstroom"));
    CHECK(wrong(R"({"zoekpadType":"ZoekpadOpBerichtstroom","berichtstroom":{"berichttype":"JW","berichtversie":1000}})").contains("berichtstroom.berichtversie"));
    CHECK(wrong(fmt::format(R"({{"zoekpadType":"ZoekpadOpConversatieId","conversatieId":"{}","limit":251}})", uuid)).contains("limit"));
    CHECK(wrong(fmt::format(R"({{"zoekpadType":"ZoekpadOpConversatieId","conversatieId":"{}","canarie":1}})", uuid)).contains(""));
}

TEST_CASE("how a message stands, in the words of the status interface") {
    store::BerichtRecord record;
    record.moment_ms = 1;
    record.identificatie = "T1";
    record.uitkomst = model::Uitkomst::goedgekeurd;
    auto const naam = [&](std::optional<store::Uit> const& door = std::nullopt, std::string_view setting = "VerwerkingVoltooid") {
        return std::string(status_van(record, door, setting).naam);
    };
    CHECK(naam() == "VerwerkingVoltooid");
    auto door = uitgaand();
    CHECK(naam(door) == "WordtAangeboden");
    door.stand.toestand = store::outbox::Toestand::afgeleverd;
    door.stand.klaar_ms = 9;
    CHECK(naam(door) == "Bezorgd");
    CHECK(status_van(record, door, "").moment_ms == 9);
    door.stand.toestand = store::outbox::Toestand::opgegeven;
    door.fout = "de partner antwoordde 422";
    door.stand.oorzaak = store::outbox::Oorzaak::geweigerd;
    CHECK(naam(door) == "AanbiedenMislukt");
    CHECK(status_van(record, door, "").melding->omschrijving == door.fout);
    door.stand.oorzaak = store::outbox::Oorzaak::onbereikbaar;
    CHECK(naam(door) == "BezorgingAfgebroken");

    record.uitkomst = model::Uitkomst::aangehouden;
    CHECK(naam() == "WordtVerwerkt");
    record.uitkomst = model::Uitkomst::afgekeurd;
    CHECK(naam() == "VerwerkingVoltooid");
    CHECK(naam(std::nullopt, "AfgekeurdDoorDienst") == "AfgekeurdDoorDienst");
    record.identificatie.clear();
    record.besluit_json = R"({"bevindingen":[{"regel":"XSD"}]})";
    CHECK(naam() == "AfgekeurdDoorDienst");
    CHECK(status_van(record, std::nullopt, "").melding->code == "BRS13");
    CHECK(niveau1_melding(R"({"bevindingen":[{"regel":"XML"}]})").code == "BRS14");
}
