#include "tests/support/bouw.hpp"
#include "tests/unit/gateway/soap_wereld.hpp"
#include "xsd/write.hpp"

#include <doctest/doctest.h>

using namespace gateway;
using namespace soap_wereld;
using model::Berichtcode;
using store::UitStuk;
using store::outbox::Oorzaak;
using store::outbox::Toestand;

namespace {

std::string xml(model::Message const& bericht) { return xsd::write(*schemas(), bericht); }

std::string toewijzing(std::int64_t n = 1001) {
    auto bericht = bouw::toewijzing({bouw::product(n)});
    bouw::als_301(bericht).header.bericht_identificatie.identificatie = fmt::format("T{}", n);
    return xml(bericht);
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string code(soap::Ingenomen const& ingenomen) { return ingenomen.fout ? ingenomen.fout->code : std::string(); }

model::Envelop bv03(std::string const& bytes) {
    auto const made = xsd::read_envelop(envelop_schemas(), std::as_bytes(std::span(bytes)));
    REQUIRE_MESSAGE(made, made.error().melding);
    REQUIRE(made->berichtcode == Berichtcode::bv03);
    return *made;
}

std::shared_ptr<Partners const> boek(std::string const& text) {
    support::TempDir const dir;
    auto const path = dir.path() / "partners.toml";
    std::ofstream(path) << text;
    auto made = Partners::read(path);
    REQUIRE(made);
    return *made;
}

constexpr char const* gemeente_oin = "00000001001234567000";
std::string const partners = "[[partner]]\noin = \"00000001001234567000\"\nnaam = \"Gemeente\"\nrollen = [\"gemeente\"]\n"
                             "organisaties = [\"0384\"]\nberichten = [\"wmo301\"]\ngeldig_van = \"2026-01-01\"\n"
                             "[[partner]]\noin = \"00000003001234560000\"\nnaam = \"Aanbieder\"\nrollen = [\"aanbieder\"]\n"
                             "organisaties = [\"42420001\"]\nberichten = \"*\"\ngeldig_van = \"2026-01-01\"\n";

Peer als(std::shared_ptr<Partners const> const& b, std::string const& oin, model::Date dag) {
    Peer peer{b, b->by_oin(oin, dag), oin};
    REQUIRE(peer.partner != nullptr);
    return peer;
}

Link ggk_link() {
    Link link;
    link.naam = "ggk";
    link.protocol = Protocol::ggk0210;
    return link;
}

model::Envelop uitgaande_envelop(Wereld& w, store::Uit const& uit, Link const& link = ggk_link()) {
    auto const made = soap::envelop_van(*w.lezer(), *schemas(), uit, link);
    REQUIRE_MESSAGE(made, made.error().context);
    auto envelop = xsd::read_envelop(envelop_schemas(), std::as_bytes(std::span(made->body)));
    REQUIRE_MESSAGE(envelop, envelop.error().melding);
    CHECK(made->soap_action == xsd::soap_actie(*envelop));
    return std::move(*envelop);
}

model::Envelop fo01_op(std::string const& referentienummer, std::string const& organisatie, int n) {
    model::Envelop e;
    e.berichtcode = Berichtcode::fo01;
    e.zender = {organisatie, "Vakapplicatie", "", ""};
    e.ontvanger = {"0384", "GGk", "", ""};
    e.referentienummer = nummer(n, 5);
    e.tijdstip_bericht = "20260601130000000";
    e.cross_refnummer = referentienummer;
    e.fout = {"StUF055", "client", "fout bij 999900006", "WMO301-00030002"};
    return e;
}

store::Uit rij(Wereld& w, UitStuk stuk) {
    for (auto const& uit : w.uit())
        if (uit.stuk == stuk) return uit;
    FAIL("no such row");
    return {};
}

} // namespace

TEST_CASE("a Di01 is decided, acknowledged and answered with a Du01 that refers to it") {
    Wereld w;
    auto const e = w.envelop(toewijzing(), 1);
    auto const ingenomen = w.neem(e);
    REQUIRE_MESSAGE(!ingenomen.fout, ingenomen.fout->omschrijving);
    REQUIRE(ingenomen.besluit);
    CHECK(ingenomen.besluit->retour_soort == model::BerichtSoort{model::Domein::wmo, 302});

    auto const bevestiging = bv03(ingenomen.antwoord);
    CHECK(bevestiging.cross_refnummer == e.referentienummer);
    CHECK(bevestiging.zender == e.ontvanger);
    CHECK(bevestiging.ontvanger == e.zender);
    CHECK(bevestiging.referentienummer == nummer(1, 3));

    auto const uit = rij(w, UitStuk::retour);
    auto const du01 = uitgaande_envelop(w, uit);
    CHECK(du01.berichtcode == Berichtcode::du01);
    CHECK(du01.functie == "WMO302");
    CHECK(du01.cross_refnummer == e.referentienummer);
    CHECK(du01.referentienummer == uit.referentienummer);
    CHECK(du01.zender.organisatie == e.ontvanger.organisatie);
    CHECK(du01.ontvanger == model::Systeem{e.zender.organisatie, "GGk", "", ""});
    CHECK(du01.parameters.functie_versie == "0003");
    CHECK(du01.parameters.functie_subversie == "0002");
    CHECK(du01.inhoud == ingenomen.besluit->retour_xml);
    CHECK(du01.tijdstip_bericht < bevestiging.tijdstip_bericht); // made before it, in the same millisecond of the clock
    CHECK(soap::envelop_van(*w.lezer(), *schemas(), uit, ggk_link())->body == soap::envelop_van(*w.lezer(), *schemas(), uit, ggk_link())->body);
}

TEST_CASE("a message that goes on travels as a new Di01") {
    Wereld w;
    auto const e = w.envelop(toewijzing(), 1);
    REQUIRE(!w.neem(e).fout);
    auto const door = uitgaande_envelop(w, rij(w, UitStuk::bericht));
    CHECK(door.berichtcode == Berichtcode::di01);
    CHECK(door.functie == "WMO301");
    CHECK(door.referentienummer != e.referentienummer);
    CHECK(door.zender.organisatie == e.zender.organisatie);
    CHECK(door.ontvanger.organisatie == e.ontvanger.organisatie);
    CHECK(door.inhoud == e.inhoud);
}

TEST_CASE("S06 the same envelope again gets the same answer and changes nothing") {
    Wereld w;
    auto const bytes = xsd::write_envelop(w.envelop(toewijzing(), 1));
    auto const first = w.neem(bytes);
    auto const before = w.tellingen();
    auto const rows = w.uit().size();
    auto const second = w.neem(bytes);
    CHECK(second.herhaald);
    CHECK_FALSE(second.besluit);
    CHECK(second.antwoord == first.antwoord);
    CHECK(w.tellingen().audit_root == before.audit_root);
    CHECK(w.uit().size() == rows);
}

TEST_CASE("S07 the same number with other bytes is refused, and both hashes are in the audit log") {
    Wereld w;
    REQUIRE(!w.neem(w.envelop(toewijzing(1001), 1)).fout);
    auto const before = w.tellingen();
    auto const refused = w.neem(w.envelop(toewijzing(1002), 1));
    CHECK(code(refused) == "StUF016");
    CHECK(refused.fout->plek == "client");
    CHECK(w.tellingen().berichten == before.berichten);
    CHECK(w.tellingen().audit_leaves == before.audit_leaves + 1);
    // Another sender may use that number.
    auto other = w.envelop(toewijzing(1003), 1);
    other.zender.applicatie = "Andere";
    CHECK_FALSE(w.neem(other).fout);
}

TEST_CASE("the same message in a new envelope is decided once and answered again") {
    Wereld w;
    auto const first = w.neem(w.envelop(toewijzing(), 1));
    auto const again = w.neem(w.envelop(toewijzing(), 2));
    REQUIRE(again.besluit);
    CHECK(again.besluit->herhaald);
    CHECK(again.besluit->id == first.besluit->id);
    CHECK(w.tellingen().berichten == 1);
    std::vector<std::string> cross;
    for (auto const& uit : w.uit())
        if (uit.stuk == UitStuk::retour) cross.push_back(uitgaande_envelop(w, uit).cross_refnummer);
    CHECK(cross == std::vector{nummer(1), nummer(2)});
}

TEST_CASE("S08 a partner speaks for its own organisation and sends its own kinds of messages") {
    Wereld w;
    auto const b = boek(partners);
    w.peer = als(b, gemeente_oin, w.vandaag);
    CHECK_FALSE(w.neem(w.envelop(toewijzing(1001), 1)).fout);

    auto other = w.envelop(toewijzing(1002), 2);
    other.zender.organisatie = "0363";
    auto const refused = w.neem(other);
    CHECK(code(refused) == "StUF013");
    CHECK(refused.beveiliging == "organisatie_niet_toegestaan");

    auto kind = w.envelop(xml(bouw::antwoord_verzoek()), 3);
    auto const not_agreed = w.neem(kind);
    CHECK(code(not_agreed) == "StUF037");
    CHECK(not_agreed.beveiliging == "berichtsoort_niet_toegestaan");

    auto unknown = w.envelop(toewijzing(1003), 4);
    unknown.ontvanger.organisatie = "99999999";
    CHECK(code(w.neem(unknown)) == "StUF010");
    CHECK(w.tellingen().berichten == 1);
}

TEST_CASE("S04 SOAPAction and functie belong to the message") {
    Wereld w;
    auto const e = w.envelop(toewijzing(), 1);
    auto const bytes = xsd::write_envelop(e);
    for (auto const* wrong : {"\"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Du01\"", "urn:x", "\"http://www.egem.nl/StUF/StUF0301/Fo01\""}) {
        auto const refused = w.neem(bytes, wrong);
        REQUIRE(refused.fout);
        CHECK(refused.fout->code.empty());
        CHECK(refused.fout->plek == "Client");
    }
    auto const addressed =
        with(bytes, "<soapenv:Body>",
             "<soapenv:Header><w:Action xmlns:w=\"http://www.w3.org/2005/08/addressing\">urn:x</w:Action></soapenv:Header><soapenv:Body>");
    CHECK(w.neem(addressed).fout->plek == "Client");
    auto as_answer = e;
    as_answer.berichtcode = Berichtcode::du01;
    as_answer.cross_refnummer = nummer(9);
    CHECK(code(w.neem(as_answer)) == "StUF040");
    auto unknown = e;
    unknown.functie = "WMO399";
    CHECK(code(w.neem(unknown)) == "StUF034");
    CHECK(w.tellingen().berichten == 0);
    for (auto const* right : {"", "\"\"", "\"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01\""}) CHECK_FALSE(w.neem(bytes, right).fout);
}

TEST_CASE("S12 the payload is what the envelope says") {
    Wereld w;
    auto const e = w.envelop(toewijzing(), 1);
    auto kind = e;
    kind.functie = "WMO323";
    CHECK(code(w.neem(kind)) == "StUF034");
    auto domain = e;
    domain.functie = "JW301";
    CHECK(code(w.neem(domain)) == "StUF034");
    auto versie = e;
    versie.parameters.functie_subversie = "0010";
    CHECK(code(w.neem(versie)) == "StUF034");
    auto zender = e;
    zender.zender.organisatie = "0363";
    CHECK(code(w.neem(zender)) == "StUF013");
    auto ontvanger = e;
    ontvanger.ontvanger.organisatie = "42420002";
    CHECK(code(w.neem(ontvanger)) == "StUF010");
    CHECK(w.tellingen().berichten == 0);
    CHECK_FALSE(w.neem(e).fout);
}

TEST_CASE("S10 a payload that is no message of the standard is acknowledged and refused with a Fo01, never a retour") {
    for (auto const& payload : {std::string("PK\x03\x04 zip"), std::string("a;b;c\r\n1;2;3\r\n"), with(toewijzing(), "Geboortedatum>", "Geboortedag>")}) {
        Wereld w;
        auto e = w.envelop(toewijzing(), 1);
        e.inhoud = payload;
        auto const ingenomen = w.neem(e);
        REQUIRE(!ingenomen.fout);
        CHECK(bv03(ingenomen.antwoord).cross_refnummer == e.referentienummer);
        CHECK(ingenomen.besluit->niveau1);
        auto const rows = w.uit();
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].stuk == UitStuk::fo01);
        CHECK(rows[0].bestemming == e.zender.organisatie);
        auto const fo01 = uitgaande_envelop(w, rows[0]);
        CHECK(fo01.berichtcode == Berichtcode::fo01);
        CHECK(fo01.cross_refnummer == e.referentienummer);
        CHECK(fo01.fout.code == "StUF055");
        CHECK(fo01.fout.plek == "client");
        CHECK(fo01.fout.omschrijving.starts_with("Berichtbody is niet conform schema in sectormodel: "));
        CHECK(fo01.fout.details == "WMO301-00030002");
        // Again in a new envelope: a foutbericht for that one too.
        e.referentienummer = nummer(2);
        REQUIRE(!w.neem(e).fout);
        REQUIRE(w.uit().size() == 2);
        CHECK(uitgaande_envelop(w, w.uit()[1]).cross_refnummer == nummer(2));
        CHECK(w.tellingen().berichten == 1);
    }
}

TEST_CASE("a tekstBestand is no message") {
    Wereld w;
    auto const text = with(with(xsd::write_envelop(w.envelop(toewijzing(), 1)), "<GGK:xmlBestand>", "<GGK:tekstBestand bestandsnaam=\"a.csv\">"),
                           "</GGK:xmlBestand>", "</GGK:tekstBestand>");
    CHECK(code(w.neem(text)) == "StUF055");
    CHECK(w.tellingen().berichten == 0);
}

TEST_CASE("N15 an answer to what was never sent is refused; one to what was is taken") {
    Wereld w;
    REQUIRE(!w.neem(w.envelop(toewijzing(), 1)).fout);
    auto const heen = rij(w, UitStuk::bericht);
    auto const retour = w.lezer()->retour(1)->value();
    auto du01 = w.envelop(retour, 2);
    du01.cross_refnummer = nummer(77);
    CHECK(code(w.neem(du01)) == "StUF043");
    du01.cross_refnummer = rij(w, UitStuk::retour).referentienummer; // ours, but no message that has an answer
    CHECK(code(w.neem(du01)) == "StUF043");
    CHECK(w.tellingen().berichten == 1);
    du01.cross_refnummer = heen.referentienummer;
    auto const ingenomen = w.neem(du01);
    REQUIRE_MESSAGE(!ingenomen.fout, ingenomen.fout->omschrijving);
    CHECK(ingenomen.besluit->uitkomst == model::Uitkomst::goedgekeurd);
}

TEST_CASE("S16 a Fo01 makes our message a dead letter, and is answered by nothing but its Bv03") {
    Wereld w;
    REQUIRE(!w.neem(w.envelop(toewijzing(), 1)).fout);
    auto const heen = rij(w, UitStuk::bericht);
    auto const rows = w.uit().size();
    CHECK(code(w.neem(fo01_op(nummer(88), "42420001", 1))) == "StUF043");
    auto const ingenomen = w.neem(fo01_op(heen.referentienummer, "42420001", 1));
    REQUIRE_MESSAGE(!ingenomen.fout, ingenomen.fout->omschrijving);
    CHECK(bv03(ingenomen.antwoord).cross_refnummer == nummer(1, 5));
    auto const dood = rij(w, UitStuk::bericht);
    CHECK(dood.stand.toestand == Toestand::opgegeven);
    CHECK(dood.stand.oorzaak == Oorzaak::foutbericht);
    CHECK(dood.fout.find("StUF055") != std::string::npos);
    CHECK(dood.fout.find("999900006") == std::string::npos);
    CHECK(w.uit().size() == rows);

    // One for a Fo01 of ours, too.
    auto bad = w.envelop(toewijzing(1002), 3);
    bad.inhoud = "geen bericht";
    REQUIRE(!w.neem(bad).fout);
    auto const fo01 = rij(w, UitStuk::fo01);
    REQUIRE(!w.neem(fo01_op(fo01.referentienummer, fo01.bestemming, 2)).fout);
    CHECK(w.uit().size() == rows + 1);
    CHECK(rij(w, UitStuk::fo01).stand.toestand == Toestand::opgegeven);
}

TEST_CASE("in relay the Du01 and the Fo01 of a receiver go back as answers to the envelope of the sender") {
    Wereld w;
    w.pipeline.relay([](std::string_view, model::Date) { return true; });
    Wereld same; // makes the answer that a receiver would
    auto const e = w.envelop(toewijzing(), 1);
    REQUIRE(!w.neem(e).fout);
    REQUIRE(!same.neem(e).fout);
    auto du01 = w.envelop(same.lezer()->retour(1)->value(), 2);
    auto const heen = rij(w, UitStuk::bericht);
    du01.cross_refnummer = heen.referentienummer;
    REQUIRE(w.uit().size() == 1);
    REQUIRE(!w.neem(du01).fout);
    REQUIRE(w.uit().size() == 2);
    auto const terug = uitgaande_envelop(w, w.uit()[1]);
    CHECK(terug.berichtcode == Berichtcode::du01);
    CHECK(terug.cross_refnummer == e.referentienummer);
    CHECK(terug.ontvanger.organisatie == e.zender.organisatie);

    auto const second = w.envelop(toewijzing(1002), 3);
    REQUIRE(!w.neem(second).fout);
    auto const tweede = w.uit().back();
    REQUIRE(!w.neem(fo01_op(tweede.referentienummer, tweede.bestemming, 4)).fout);
    auto const fo01 = uitgaande_envelop(w, w.uit().back());
    CHECK(fo01.berichtcode == Berichtcode::fo01);
    CHECK(fo01.cross_refnummer == second.referentienummer);
    CHECK(fo01.ontvanger.organisatie == second.zender.organisatie);
}

TEST_CASE("a 325 goes as its link says") {
    Wereld w;
    auto const e = w.envelop(xml(bouw::declaratie()), 1);
    auto const ingenomen = w.neem(e);
    REQUIRE_MESSAGE(!ingenomen.fout, ingenomen.fout->omschrijving);
    auto const uit = rij(w, UitStuk::retour);
    REQUIRE(uit.soort->nummer == 325);
    auto link = ggk_link();
    link.antwoord325 = Antwoord325::du01;
    auto const du01 = uitgaande_envelop(w, uit, link);
    CHECK(du01.berichtcode == Berichtcode::du01);
    CHECK(du01.cross_refnummer == e.referentienummer);
    link.antwoord325 = Antwoord325::di01;
    link.applicatie = "Ander";
    auto const di01 = uitgaande_envelop(w, uit, link);
    CHECK(di01.berichtcode == Berichtcode::di01);
    CHECK(di01.cross_refnummer.empty());
    CHECK(di01.ontvanger.applicatie == "Ander");
}

TEST_CASE("an answer to a message that came without an envelope cannot be one") {
    Wereld w;
    auto const payload = toewijzing();
    auto const gelezen = w.pipeline.read(std::as_bytes(std::span(payload)));
    REQUIRE(w.opslag().transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const made = w.pipeline.decide(tx, gelezen, {w.nu_ms, w.vandaag}, "http", false);
        return made ? model::Result<void>() : std::unexpected(made.error());
    }));
    auto const made = soap::envelop_van(*w.lezer(), *schemas(), rij(w, UitStuk::retour), ggk_link());
    REQUIRE_FALSE(made);
    CHECK(made.error().code == model::ErrorCode::wrong_use);
}

TEST_CASE("what a partner answers decides what becomes of a row") {
    store::Uit uit;
    uit.referentienummer = nummer(1);
    model::Envelop verzoek = fo01_op(nummer(2), "0384", 1);
    verzoek.referentienummer = uit.referentienummer;
    auto const ok = xsd::write_envelop(soap::bevestiging(verzoek, nummer(4), 0));
    auto const fault = [&](std::string_view code, std::string_view plek) {
        auto const fo03 = soap::weigering(verzoek, nummer(4), 0, {std::string(code), std::string(plek), "tekst", ""});
        return xsd::write_fault("Client", "tekst", &fo03);
    };
    auto link = ggk_link();
    auto const oordeel = [&](unsigned status, std::string_view body) { return soap::beoordeel(envelop_schemas(), uit, link, status, body).oorzaak; };
    CHECK(oordeel(200, ok) == Oorzaak::geen);
    CHECK(oordeel(500, ok) == Oorzaak::storing);
    CHECK(oordeel(200, "") == Oorzaak::storing);
    CHECK(oordeel(200, ok.substr(0, ok.size() / 2)) == Oorzaak::storing);
    CHECK(oordeel(500, fault("StUF016", "client")) == Oorzaak::geweigerd);
    CHECK(oordeel(500, fault("StUF046", "server")) == Oorzaak::storing);
    CHECK(oordeel(500, xsd::write_fault("Server", "nu niet", nullptr)) == Oorzaak::storing);
    CHECK(oordeel(503, "") == Oorzaak::later);
    CHECK(oordeel(429, "") == Oorzaak::later);
    CHECK(oordeel(403, "") == Oorzaak::geweigerd);
    CHECK(oordeel(502, "<html>") == Oorzaak::storing);
    uit.referentienummer = nummer(9);
    CHECK(oordeel(200, ok) == Oorzaak::storing);
    link.bevestiging = Bevestiging::geen;
    CHECK(oordeel(202, "") == Oorzaak::geen);
    CHECK(oordeel(500, "") == Oorzaak::storing);
}

TEST_CASE("the superseded form is taken only where a link says so") {
    Wereld w;
    auto e = w.envelop(toewijzing(), 1);
    e.ggk0310 = true;
    auto const refused = w.neem(e);
    REQUIRE(refused.fout);
    CHECK(refused.fout->code == "StUF007");
    CHECK(refused.fout->plek == "server");
    w.peer.boek = boek(partners + "[[link]]\nnaam = \"oud\"\npartner = \"00000001001234567000\"\nprotocol = \"ggk0310\"\norganisaties = [\"0384\"]\n"
                                  "adres = \"https://oud.voorbeeld/soap\"\ngeldig_van = \"2026-01-01\"\n");
    auto const taken = w.neem(e);
    CHECK_MESSAGE(!taken.fout, taken.fout->omschrijving);
}

TEST_CASE("moments of envelopes only grow, over the end of summer time too") {
    CHECK(soap::tijdstip(0) == "19700101010000000");
    CHECK(soap::tijdstip(1'740'993'300'123) == "20250303101500123");
    // 26 October 2025 03:00 summer time is 02:00 winter time.
    auto const before = soap::tijdstip(1'761'440'399'999);
    auto const after = soap::tijdstip(1'761'440'400'000);
    CHECK(before < after);
}

TEST_CASE("StUF022 a berichtcode that does not belong to its envelope") {
    Wereld w;
    auto text = xsd::write_envelop(w.envelop(toewijzing(), 1));
    for (auto const* code : {"Du01", "Lk01", "Xx99"}) {
        auto wrong = text;
        wrong.replace(wrong.find(">Di01<"), 6, fmt::format(">{}<", code));
        auto const refused = w.neem(wrong);
        REQUIRE(refused.fout);
        CHECK(refused.fout->code == "StUF022");
        CHECK(refused.fout->plek == "client");
    }
    CHECK(w.tellingen().berichten == 0);
}

TEST_CASE("StUF019 only a link that says so wants every moment to be later than all before it") {
    Wereld w;
    auto const met = [](std::string_view tijdstip) {
        return boek(partners + fmt::format("[[link]]\nnaam = \"streng\"\npartner = \"00000001001234567000\"\nprotocol = \"ggk0210\"\n"
                                           "organisaties = [\"0384\"]\nadres = \"https://streng.voorbeeld/soap\"\n{}geldig_van = \"2026-01-01\"\n",
                                           tijdstip));
    };
    w.peer.boek = met("");
    auto first = w.envelop(toewijzing(), 1);
    CHECK_FALSE(w.neem(first).fout);
    auto second = w.envelop(toewijzing(), 2);
    CHECK_FALSE(w.neem(second).fout);

    w.peer.boek = met("tijdstip = \"oplopend\"\n");
    auto third = w.envelop(toewijzing(), 3);
    CHECK_FALSE(w.neem(third).fout);
    // The same envelope again is no later one, and gets its answer.
    CHECK(w.neem(third).herhaald);
    auto fourth = w.envelop(toewijzing(), 4);
    auto const refused = w.neem(fourth);
    REQUIRE(refused.fout);
    CHECK(refused.fout->code == "StUF019");
    CHECK(refused.fout->plek == "client");
    fourth.tijdstip_bericht = "20260601120000001";
    CHECK_FALSE(w.neem(fourth).fout);
}
