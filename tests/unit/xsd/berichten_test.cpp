#include "tests/unit/xsd/berichten.hpp"
#include "xsd/release.hpp"

#include <doctest/doctest.h>

using namespace model;

namespace berichten {
namespace {

VolledigeNaam naam() {
    VolledigeNaam n;
    n.geslachtsnaam = {"Jansen & Zn", "van <der>"};
    n.partnernaam = Achternaam{"De \"Wit\"", std::nullopt};
    n.voornamen = "Zoë Anna";
    n.voorletters = "ZA";
    n.naam_gebruik = "1";
    return n;
}

Contact contact() {
    Contact c;
    c.soort = "01";
    c.adres = Adres{Huis{{12}, "b", "bis", "TO"}, "1234AB", "Dorpsstraat", "Ons Dorp", "NL"};
    c.organisatie = "Huis";
    c.telefoon = Telefoonnummers{{"0612345678", "+31"}, Telefoon{"0301234567", "0031"}};
    c.emailadres = "a@b.nl";
    c.periode = OpenPeriode{date(2026, 1, 1), date(2026, 12, 31)};
    return c;
}

void fill_header(Header& h) {
    h.bericht_code = "436";
    h.bericht_versie = {3};
    h.bericht_subversie = {2};
    h.afzender = "0384";
    h.ontvanger = "90000001";
    h.bericht_identificatie = {"TW-0001", date(2026, 3, 15)};
    h.xsd_versie = {"1.0.0", "1.0.0"};
}

ClientToewijzing client() {
    ClientToewijzing c;
    c.bsn = "999900006";
    c.geboortedatum = {date(2014, 2, 28), "1"};
    c.geslacht = "2";
    c.naam = naam();
    c.communicatie = Communicatie{"1", "Nederlands"};
    c.juridische_status = "01";
    c.wettelijke_vertegenwoordiging = "06";
    c.commentaar = "Let op: ]]> & <b>";
    Relatie r;
    r.nummer = "1";
    r.volgorde = {7};
    r.soort = "03";
    r.geboortedatum = Geboortedatum{date(1980, 5, 5), std::nullopt};
    r.geslacht = "1";
    r.naam = naam();
    r.contact = contact();
    c.relaties.push_back(r);
    c.contactgegevens = {contact(), contact()};
    ToegewezenProduct p;
    p.toewijzing_nummer = {10072};
    p.referentie_aanbieder = "RA1";
    p.product = Product{"45", "45A03"};
    p.toewijzingsdatum = date(2026, 3, 15);
    p.toewijzingstijd = "24:00:00";
    p.ingangsdatum = date(2026, 4, 1);
    p.einddatum = date(2027, 3, 31);
    p.reden_wijziging = "02";
    p.omvang = Omvang{{120}, "01", "2"};
    p.budget = {Money{500000}};
    p.commentaar = "x";
    c.toegewezen_producten = {p, p};
    return c;
}

} // namespace

Message jw301() {
    Bericht301 b;
    fill_header(b.header);
    b.client = client();
    return {{Domein::jw, 301}, b, "", xsd::built_in_release()};
}

Message jw302() {
    Bericht302 b;
    fill_header(b.header);
    b.header.bericht_code = "437";
    b.header.identificatie_retour = "R1";
    b.header.dagtekening_retour = date(2026, 3, 16);
    b.header.xslt_versie = "1.2.3";
    b.header.xsd_versie_retour = {"1.0.0", "1.0.0"};
    b.header.retour_codes = {"0200"};
    auto c = client();
    RetourCodes const codes{"0200", "9321"};
    c.retour_codes = codes;
    for (auto& r : c.relaties) {
        r.retour_codes = codes;
        r.contact.retour_codes = codes;
    }
    for (auto& contact : c.contactgegevens) contact.retour_codes = codes;
    for (auto& p : c.toegewezen_producten) p.retour_codes = codes;
    b.client = c;
    return {{Domein::jw, 302}, b, "", xsd::built_in_release()};
}

Message wmo325() {
    auto const declaratie = read(wmo323).value();
    auto const& in = std::get<Bericht323>(declaratie.inhoud);
    Bericht325 b;
    fill_header(b.header);
    b.header.bericht_code = "485";
    b.header.declaratie_identificatie = in.header.bericht_identificatie;
    b.header.xslt_versie = "1.0.0";
    b.header.xsd_versie_declaratie = in.header.xsd_versie;
    b.header.retour_codes = {"0200"};
    DeclaratieAntwoord a;
    a.declaratie_nummer = in.declaratie.declaratie_nummer;
    a.totaal_ingediend_bedrag = in.declaratie.totaal_ingediend_bedrag;
    a.totaal_toegekend_bedrag = in.declaratie.totaal_ingediend_bedrag;
    a.clienten = in.declaratie.clienten;
    for (auto& c : a.clienten) {
        c.retour_codes = {"0200"};
        for (auto& p : c.prestaties) p.retour_codes = {"0611", "9322"};
    }
    a.retour_codes = {"0200"};
    b.declaratie_antwoord = a;
    return {{Domein::wmo, 325}, b, "", xsd::built_in_release()};
}

} // namespace berichten
