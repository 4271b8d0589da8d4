#include "tests/unit/xsd/soorten.hpp"
#include "xsd/recognise.hpp"

#include <doctest/doctest.h>

using namespace model;
using berichten::bytes;
using berichten::only_finding;
using berichten::schemas;
using berichten::with;
using soorten::tekst;

namespace {

/// What xsd::write makes, without its layout.
std::string flat(std::string text) {
    for (auto const& blank : {"\r", "\n", "\t"}) text = soorten::replaced(std::move(text), blank, "");
    return text;
}

template <class Bericht>
Bericht read_as(Domein domein, std::int16_t nummer) {
    auto const message = berichten::read(tekst({domein, nummer}));
    REQUIRE(message);
    CHECK(message->soort == BerichtSoort{domein, nummer});
    return std::get<Bericht>(message->inhoud);
}

RetourCodes const both{"0200", "9063"};

} // namespace

TEST_CASE("all 28 kinds: what is read is written again, element for element") {
    auto const all = soorten::alle();
    CHECK(all.size() == 28);
    for (auto const soort : all) {
        CAPTURE(to_string(soort));
        auto const text = tekst(soort);
        auto const message = berichten::read(text);
        REQUIRE(message);
        CHECK(message->soort == soort);
        CHECK(message->identificatie_sleutel == "ID1");
        CHECK(gemeente(*message) == "0384");
        CHECK(aanbieder(*message) == "42420001");
        auto const written = xsd::write(schemas(), *message);
        CHECK(flat(written) == text);
        CHECK(xsd::validate(schemas(), bytes(written)).empty());
    }
}

TEST_CASE("all 28 kinds are recognised by namespace, also when level 1 refuses them") {
    for (auto const soort : soorten::alle()) {
        CAPTURE(to_string(soort));
        CHECK(xsd::recognise(schemas(), bytes(tekst(soort))).value().soort == soort);
        auto const broken = with(tekst(soort), ">ID1<", "><");
        CHECK_FALSE(berichten::read(broken));
        CHECK(xsd::recognise(schemas(), bytes(broken)).value().soort == soort);
    }
}

TEST_CASE("all 28 kinds: the BerichtCode of another message is refused, with the right one (N10)") {
    for (auto const soort : soorten::alle()) {
        CAPTURE(to_string(soort));
        auto const own = soorten::code(soort);
        auto const wrong = own == "414" ? "415" : "414";
        auto const f = only_finding(with(tekst(soort), fmt::format("BerichtCode>{}<", own), fmt::format("BerichtCode>{}<", wrong)));
        CHECK(f.xpath == "/Bericht/Header/BerichtCode");
        CHECK(f.waarde == wrong);
        CHECK(f.grens == fmt::format("de waarde {}", own));
    }
}

TEST_CASE("all 28 kinds: an older or newer release, version or subversion is refused (N10)") {
    for (auto const soort : soorten::alle()) {
        CAPTURE(to_string(soort));
        for (auto const* release : {"3.1", "3.3"}) {
            auto const path = fmt::format("/{}_{}/", release[0], release[2]);
            auto const text = tekst(soort);
            auto const f = only_finding(with(text, "/3_2/", path));
            CHECK(f.melding ==
                  fmt::format("Release {} van dit bericht ({}) wordt niet verwerkt; wel iWmo 3.2 en iJw 3.2.", release, to_string(soort)));
        }
        CHECK(only_finding(with(tekst(soort), "BerichtVersie>3<", "BerichtVersie>2<")).xpath == "/Bericht/Header/BerichtVersie");
        CHECK(only_finding(with(tekst(soort), "BerichtSubversie>2<", "BerichtSubversie>1<")).xpath == "/Bericht/Header/BerichtSubversie");
    }
}

TEST_CASE("a 305 and its 306 as values") {
    auto const heen = read_as<Bericht305>(Domein::jw, 305);
    CHECK(heen.header.bericht_code == "438");
    auto const& c = heen.client;
    CHECK(c.bsn == "999900006");
    CHECK(c.geboortedatum.datum.value == date(2010, 2, 14));
    CHECK(c.geboortedatum.datum_gebruik.value() == "1");
    CHECK(c.geslacht == "2");
    CHECK(c.naam.geslachtsnaam.achternaam == "Wit");
    CHECK(c.naam.geslachtsnaam.voorvoegsel == "de");
    CHECK(c.naam.voornamen == "Tom");
    CHECK(c.naam.voorletters == "T");
    CHECK(c.lijn == 1);
    REQUIRE(c.start_producten.size() == 2);
    auto const& p = c.start_producten[0];
    CHECK(p.toewijzing_nummer.value().value == 1001);
    CHECK(p.product.value().categorie == "50");
    CHECK(p.product->code == "50A01");
    CHECK(p.toewijzing_ingangsdatum.value().value == date(2026, 1, 1));
    CHECK(p.begindatum.value == date(2026, 1, 10));
    CHECK(p.status_aanlevering == "3");
    CHECK(p.retour_codes.empty());
    CHECK(p.lijn == 1);
    CHECK_FALSE(c.start_producten[1].toewijzing_nummer);
    CHECK_FALSE(c.start_producten[1].product);
    CHECK_FALSE(c.start_producten[1].toewijzing_ingangsdatum);

    auto const retour = read_as<Bericht306>(Domein::wmo, 306);
    CHECK(retour.header.bericht_code == "419");
    CHECK(retour.header.identificatie_retour == "RT1");
    CHECK(retour.header.dagtekening_retour.value == date(2026, 4, 4));
    CHECK(retour.header.xslt_versie == "1.2.3");
    CHECK(retour.header.xsd_versie_retour.bericht_xsd_versie == "1.0.0");
    CHECK(retour.header.retour_codes == both);
    REQUIRE(retour.client);
    CHECK(retour.client->retour_codes == both);
    CHECK(retour.client->start_producten.at(1).retour_codes == both);
    CHECK(retour.client->start_producten.at(1).begindatum.value == date(2026, 1, 11));
}

TEST_CASE("a 307 and its 308 as values") {
    auto const heen = read_as<Bericht307>(Domein::wmo, 307);
    REQUIRE(heen.client.stop_producten.size() == 1);
    auto const& p = heen.client.stop_producten[0];
    CHECK(p.toewijzing_nummer.value().value == 1001);
    CHECK(p.product.value().code == "50A01");
    CHECK(p.toewijzing_ingangsdatum.value().value == date(2026, 1, 1));
    CHECK(p.begindatum.value == date(2026, 1, 10));
    CHECK(p.reden_beeindiging == "20");
    CHECK(p.einddatum.value == date(2026, 6, 30));
    CHECK(p.status_aanlevering == "1");

    auto const retour = read_as<Bericht308>(Domein::jw, 308);
    REQUIRE(retour.client);
    CHECK(retour.client->stop_producten.at(0).retour_codes == both);
    CHECK(retour.client->stop_producten.at(0).einddatum.value == date(2026, 6, 30));
}

TEST_CASE("a 315 and its 316 as values") {
    auto const heen = read_as<Bericht315>(Domein::jw, 315);
    CHECK(heen.client.gezagsdrager_bekend.value() == "1");
    CHECK(heen.client.commentaar == "van de client");
    REQUIRE(heen.client.aangevraagde_producten.size() == 1);
    auto const& p = heen.client.aangevraagde_producten[0];
    CHECK(p.referentie_aanbieder == "V1");
    CHECK(p.beschikking_nummer.value().value == 77);
    CHECK(p.product.value().categorie == "50");
    CHECK(p.beschikking_ingangsdatum.value().value == date(2025, 12, 1));
    CHECK(p.toewijzing_ingangsdatum.value == date(2026, 1, 1));
    CHECK(p.toewijzing_einddatum.value().value == date(2026, 12, 31));
    CHECK(p.omvang.value().volume.value == 4);
    CHECK(p.omvang->eenheid == "04");
    CHECK(p.omvang->frequentie == "2");
    CHECK(p.budget.value().value == Money{125000});
    CHECK(p.verwijzer.type == "02");
    CHECK(p.verwijzer.naam == "Huisarts");
    CHECK(p.verwijzer.zorgverlener_code == "01234567");
    CHECK(p.raamcontract.value() == "2");
    CHECK(p.commentaar == "van het product");
    CHECK_FALSE(read_as<Bericht315>(Domein::wmo, 315).client.gezagsdrager_bekend);

    auto const retour = read_as<Bericht316>(Domein::jw, 316);
    REQUIRE(retour.client);
    CHECK(retour.client->aangevraagde_producten.at(0).retour_codes == both);
    CHECK(retour.client->retour_codes == both);
}

TEST_CASE("a 317 and its 318 as values") {
    auto const heen = read_as<Bericht317>(Domein::wmo, 317);
    auto const& v = heen.client.verzoek;
    CHECK(heen.client.bsn == "999900006");
    CHECK(v.referentie_aanbieder == "W1");
    CHECK(v.reden_verzoek == "2");
    CHECK(v.ongewijzigde_producten.at(0).toewijzing_nummer.value == 1001);
    auto const& t = v.te_wijzigen_producten.at(0);
    CHECK(t.toewijzing_nummer.value == 1002);
    CHECK(t.gewenste_ingangsdatum.value == date(2026, 7, 1));
    CHECK(t.einddatum.value().value == date(2026, 12, 31));
    CHECK(t.omvang.value().volume.value == 4);
    CHECK(t.budget.value().value == Money{125000});
    auto const& n = v.nieuwe_producten.at(0);
    CHECK(n.product.value().code == "50A01");
    CHECK(n.gewenste_ingangsdatum.value == date(2026, 8, 1));
    CHECK(n.einddatum.value().value == date(2026, 11, 30));
    CHECK(n.omvang.value().frequentie == "2");
    CHECK(n.budget.value().value == Money{125000});

    auto const retour = read_as<Bericht318>(Domein::wmo, 318);
    REQUIRE(retour.client);
    auto const& r = retour.client->verzoek;
    CHECK(r.retour_codes == both);
    CHECK(r.ongewijzigde_producten.at(0).retour_codes == both);
    CHECK(r.te_wijzigen_producten.at(0).retour_codes == both);
    CHECK(r.nieuwe_producten.at(0).retour_codes == both);
}

TEST_CASE("a 319 and its 320 as values") {
    auto const heen = read_as<Bericht319>(Domein::jw, 319);
    CHECK(heen.antwoord.referentie_aanbieder == "V1");
    CHECK(heen.antwoord.verzoek_antwoord == "1");
    CHECK(heen.antwoord.reden_afwijzing_verzoek.value() == "8");
    CHECK(heen.antwoord.woonplaatsbeginsel.value().gemeente == "0363");
    auto const retour = read_as<Bericht320>(Domein::jw, 320);
    REQUIRE(retour.antwoord);
    CHECK(retour.antwoord->retour_codes == both);
    CHECK(retour.antwoord->woonplaatsbeginsel.value().retour_codes == both);
    CHECK_FALSE(read_as<Bericht320>(Domein::wmo, 320).antwoord.value().woonplaatsbeginsel);
}

TEST_CASE("what only iJw has is refused in iWmo; each domain has its own reasons for stopping") {
    auto const wmo = [](std::int16_t nummer, std::string_view from, std::string_view to) {
        return only_finding(with(tekst({Domein::wmo, nummer}), from, to));
    };
    auto f = wmo(315, "<wmo315:Commentaar>van de client", "<wmo315:GezagsdragerBekend>1</wmo315:GezagsdragerBekend><wmo315:Commentaar>x");
    CHECK(f.melding == "Het element GezagsdragerBekend hoort niet in Client.");
    f = wmo(319, "</wmo319:Antwoord>",
            "<wmo319:Woonplaatsbeginsel><wmo319:Gemeente>0363</wmo319:Gemeente></wmo319:Woonplaatsbeginsel></wmo319:Antwoord>");
    CHECK(f.melding == "Het element Woonplaatsbeginsel hoort niet in Antwoord.");

    auto const reden = [](Domein domein, std::string_view code) {
        return berichten::read(with(tekst({domein, 307}), "RedenBeeindiging>20<", fmt::format("RedenBeeindiging>{}<", code))).has_value();
    };
    CHECK(reden(Domein::wmo, "19"));
    CHECK_FALSE(reden(Domein::jw, "19"));
    CHECK(reden(Domein::jw, "35"));
    CHECK_FALSE(reden(Domein::wmo, "35"));
    CHECK(reden(Domein::wmo, "31"));
    CHECK(reden(Domein::jw, "31"));
}

TEST_CASE("faults in the newer messages name element, place and allowed form") {
    struct Case {
        std::int16_t nummer;
        char const* from;
        char const* to;
        char const* xpath;
        char const* melding;
    };
    for (auto const& [nummer, from, to, xpath, melding] : {
             Case{305, "<jw305:Begindatum>2026-01-10</jw305:Begindatum>", "", "/Bericht/Client/StartProducten/StartProduct[1]/Begindatum",
                  "In StartProduct ontbreekt het verplichte element Begindatum."},
             Case{307, ">20<", ">99<", "/Bericht/Client/StopProducten/StopProduct[1]/RedenBeeindiging",
                  "RedenBeeindiging heeft een waarde die niet in de codelijst staat."},
             Case{315, "<ijw:Type>02</ijw:Type>", "<ijw:Type>07</ijw:Type>",
                  "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer/Type",
                  "Type heeft een waarde die niet in de codelijst staat."},
             Case{317, "<jw317:ToewijzingNummer>1002</jw317:ToewijzingNummer>", "",
                  "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/ToewijzingNummer",
                  "In TeWijzigenProduct ontbreekt het verplichte element ToewijzingNummer."},
             Case{317, "<jw317:RedenVerzoek>2", "<jw317:RedenVerzoek>3", "/Bericht/Client/Verzoek/RedenVerzoek",
                  "RedenVerzoek heeft een waarde die niet in de codelijst staat."},
             Case{319, ">0363<", ">363<", "/Bericht/Antwoord/Woonplaatsbeginsel/Gemeente", "Gemeente heeft niet de voorgeschreven vorm."},
             Case{306, "<jw306:RetourCode>9063</jw306:RetourCode>", "<jw306:RetourCode>1234</jw306:RetourCode>",
                  "/Bericht/Header/RetourCodes/RetourCode[2]", "RetourCode heeft een waarde die niet in de codelijst staat."},
         }) {
        CAPTURE(from);
        auto const f = only_finding(with(tekst({Domein::jw, nummer}), from, to));
        CHECK(f.xpath == xpath);
        CHECK(f.melding == melding);
        CHECK_FALSE(f.oplossing.empty());
    }
}

TEST_CASE("an empty container, a class without codes in a retour and a Client in a 320 are refused") {
    auto const refused = [](std::int16_t nummer, std::string_view from, std::string_view to) {
        auto const text = with(tekst({Domein::jw, nummer}), from, to);
        REQUIRE_FALSE(text.empty());
        return !berichten::read(text).has_value();
    };
    CHECK(refused(317, "<jw317:OngewijzigdProduct><jw317:ToewijzingNummer>1001</jw317:ToewijzingNummer></jw317:OngewijzigdProduct>", ""));
    std::string const codes = "<jw318:RetourCodes><jw318:RetourCode>0200</jw318:RetourCode><jw318:RetourCode>9063</jw318:RetourCode>"
                              "</jw318:RetourCodes></jw318:OngewijzigdProduct>";
    CHECK(refused(318, codes, "</jw318:OngewijzigdProduct>"));
    auto const f = only_finding(soorten::replaced(tekst({Domein::jw, 320}), "jw320:Antwoord>", "jw320:Client>"));
    CHECK(f.melding == "Het element Client hoort niet in Bericht.");
}

TEST_CASE("odd spellings in the newer messages are values, and are written as they came (notes.md 5, N04)") {
    struct Case {
        std::int16_t nummer;
        char const* from;
        char const* to;
    };
    for (auto const& [nummer, from, to] :
         {Case{305, "ToewijzingNummer>1001<", "ToewijzingNummer>+0001001<"}, Case{307, "Einddatum>2026-06-30<", "Einddatum> 2026-06-30 <"},
          Case{315, "BeschikkingNummer>77<", "BeschikkingNummer>-0<"}, Case{317, "Volume>4<", "Volume> +4<"},
          Case{317, "Budget>125000<", "Budget>0125000<"},
          Case{315, "ToewijzingEinddatum>2026-12-31<", "ToewijzingEinddatum>12026-12-31<"}}) {
        CAPTURE(to);
        auto const text = with(tekst({Domein::wmo, nummer}), from, to);
        auto const message = berichten::read(text);
        REQUIRE(message);
        CHECK(flat(xsd::write(schemas(), *message)) == text);
    }
    auto const start = berichten::read(with(tekst({Domein::wmo, 305}), "ToewijzingNummer>1001<", "ToewijzingNummer>+0001001<"));
    REQUIRE(start);
    CHECK(std::get<Bericht305>(start->inhoud).client.start_producten[0].toewijzing_nummer.value().value == 1001);
    // A code takes no blanks, a date no time zone and must exist.
    CHECK_FALSE(berichten::read(with(tekst({Domein::wmo, 305}), "StatusAanlevering>3<", "StatusAanlevering> 3<")));
    CHECK_FALSE(berichten::read(with(tekst({Domein::wmo, 307}), "Einddatum>2026-06-30<", "Einddatum>2026-06-30Z<")));
    CHECK_FALSE(berichten::read(with(tekst({Domein::wmo, 317}), "Einddatum>2026-11-30<", "Einddatum>2026-11-31<")));
}

TEST_CASE("all 28 kinds: an Identificatie is compared without blanks and in form C (N07)") {
    for (auto const soort : soorten::alle()) {
        CAPTURE(to_string(soort));
        auto const message = berichten::read(with(tekst(soort), ">ID1<", "> e\u0301t <"));
        REQUIRE(message);
        CHECK(message->identificatie_sleutel == "\u00e9t");
        CHECK(header(*message).bericht_identificatie.identificatie == " e\u0301t ");
    }
}
