#include "tests/unit/rules/level2.hpp"

using namespace bouw;
using level2::fouten;
using model::Bericht301;

namespace {

constexpr auto geboorte = "/Bericht/Client/Geboortedatum/Datum";
constexpr auto contact1 = "/Bericht/Client/Contactgegevens/Contact[1]";

std::string in(std::string regel, std::string plaats, std::string element = "") { return regel + " " + plaats + element; }

void geboren(model::Geboortedatum& geboortedatum, char const* datum, char const* gebruik) {
    geboortedatum.datum = dag(datum);
    if (*gebruik) geboortedatum.datum_gebruik = gebruik;
}

model::Achternaam partner() { return {"Berg", "van den"}; }

} // namespace

TEST_CASE("a 301 as it should be passes every rule of level 2") {
    auto bericht = toewijzing();
    als_301(bericht).client.relaties = {relatie("1"), relatie("2")};
    CHECK(fouten(bericht).empty());
    CHECK(fouten(toewijzing({product(1, "45", "45A03")}, model::Domein::jw)).empty());
}

TEST_CASE("geboortedatum: TR002, TR134, CS139") {
    level2::loop<Bericht301>(
        toewijzing(),
        {
            {"precies 120 jaar", [](auto& b) { geboren(b.client.geboortedatum, "1906-01-05", ""); }, {}},
            {"een dag ouder", [](auto& b) { geboren(b.client.geboortedatum, "1906-01-04", ""); }, {in("TR002", geboorte)}},
            {"onbekend", [](auto& b) { geboren(b.client.geboortedatum, "1900-01-01", "3"); }, {}},
            {"1900 zonder gebruik", [](auto& b) { geboren(b.client.geboortedatum, "1900-01-01", ""); }, {in("TR002", geboorte)}},
            {"alleen het jaar, 1900", [](auto& b) { geboren(b.client.geboortedatum, "1900-01-01", "2"); }, {in("TR002", geboorte)}},
            {"op de dagtekening geboren", [](auto& b) { geboren(b.client.geboortedatum, "2026-01-05", ""); }, {}},
            {"na de dagtekening geboren", [](auto& b) { geboren(b.client.geboortedatum, "2026-01-06", ""); }, {in("TR134", geboorte)}},
            {"gebruik 1, eerste van de maand", [](auto& b) { geboren(b.client.geboortedatum, "1950-02-01", "1"); }, {}},
            {"gebruik 1, andere dag", [](auto& b) { geboren(b.client.geboortedatum, "1950-02-14", "1"); }, {in("CS139", geboorte)}},
            {"gebruik 2, 1 januari", [](auto& b) { geboren(b.client.geboortedatum, "1950-01-01", "2"); }, {}},
            {"gebruik 2, andere maand", [](auto& b) { geboren(b.client.geboortedatum, "1950-02-01", "2"); }, {in("CS139", geboorte)}},
            {"gebruik 3, andere datum", [](auto& b) { geboren(b.client.geboortedatum, "1950-01-01", "3"); }, {in("CS139", geboorte)}},
            {"relatie",
             [](auto& b) {
                 b.client.relaties = {relatie()};
                 geboren(*b.client.relaties[0].geboortedatum, "1900-03-04", "1");
             },
             {in("CS139", "/Bericht/Client/Relaties/Relatie[1]/Geboortedatum/Datum"),
              in("TR002", "/Bericht/Client/Relaties/Relatie[1]/Geboortedatum/Datum")}},
            {"relatie zonder geboortedatum",
             [](auto& b) {
                 b.client.relaties = {relatie()};
                 b.client.relaties[0].geboortedatum.reset();
             },
             {}},
        });
}

TEST_CASE("naam en communicatie: CS050, CS318, CD007") {
    auto const gebruik = "/Bericht/Client/Naam/NaamGebruik";
    auto const taal = "/Bericht/Client/Communicatie/Taal";
    level2::loop<Bericht301>(toewijzing(),
                             {
                                 {"zonder partner 2", [](auto& b) { b.client.naam.naam_gebruik = "2"; }, {in("CS050", gebruik)}},
                                 {"zonder partner 5", [](auto& b) { b.client.naam.naam_gebruik = "5"; }, {in("CS050", gebruik)}},
                                 {"met partner 4",
                                  [](auto& b) {
                                      b.client.naam.naam_gebruik = "4";
                                      b.client.naam.partnernaam = partner();
                                  },
                                  {}},
                                 {"met partner 5",
                                  [](auto& b) {
                                      b.client.naam.naam_gebruik = "5";
                                      b.client.naam.partnernaam = partner();
                                  },
                                  {in("CS050", gebruik)}},
                                 {"client is organisatie", [](auto& b) { b.client.naam.naam_gebruik = "6"; }, {in("CS318", gebruik)}},
                                 {"organisatie met partner",
                                  [](auto& b) {
                                      b.client.naam.naam_gebruik = "6";
                                      b.client.naam.partnernaam = partner();
                                  },
                                  {in("CS050", gebruik), in("CS318", gebruik)}},
                                 {"relatie is organisatie",
                                  [](auto& b) {
                                      b.client.relaties = {relatie()};
                                      b.client.relaties[0].naam.naam_gebruik = "6";
                                  },
                                  {}},
                                 {"relatie 3 zonder partner",
                                  [](auto& b) {
                                      b.client.relaties = {relatie()};
                                      b.client.relaties[0].naam.naam_gebruik = "3";
                                  },
                                  {in("CS050", "/Bericht/Client/Relaties/Relatie[1]/Naam/NaamGebruik")}},
                                 {"tolk met taal",
                                  [](auto& b) {
                                      b.client.communicatie = model::Communicatie{"1", "Turks"};
                                  },
                                  {}},
                                 {"tolk zonder taal",
                                  [](auto& b) {
                                      b.client.communicatie = model::Communicatie{"1", {}};
                                  },
                                  {in("CD007", taal)}},
                                 {"gebaren met taal",
                                  [](auto& b) {
                                      b.client.communicatie = model::Communicatie{"2", "Turks"};
                                  },
                                  {in("CD007", taal)}},
                                 {"gebaren zonder taal",
                                  [](auto& b) {
                                      b.client.communicatie = model::Communicatie{"2", {}};
                                  },
                                  {}},
                             });
}

TEST_CASE("BSN: CS002") {
    level2::loop<Bericht301>(
        toewijzing(), {
                          {"een cijfer ernaast", [](auto& b) { b.client.bsn = "999900007"; }, {in("CS002", "/Bericht/Client/Bsn")}},
                          {"twee cijfers verwisseld", [](auto& b) { b.client.bsn = "999900060"; }, {in("CS002", "/Bericht/Client/Bsn")}},
                          {"negen nullen", [](auto& b) { b.client.bsn = "000000000"; }, {in("CS002", "/Bericht/Client/Bsn")}},
                          {"met voorloopnul", [](auto& b) { b.client.bsn = "010000003"; }, {in("CS002", "/Bericht/Client/Bsn")}},
                          {"met voorloopnul, goed", [](auto& b) { b.client.bsn = "010000008"; }, {}},
                      });
}

TEST_CASE("contact: TR006, TR061, CD005, CD009, CD025, CD034, CS003, CS089") {
    auto const telefoon = [](model::Contact& c) { c.telefoon = model::Telefoonnummers{{"0201234567", "+31"}, {}}; };
    auto const tijdelijk = [](Bericht301& b) -> model::Contact& {
        b.client.contactgegevens.push_back(contact("04"));
        return b.client.contactgegevens.back();
    };
    auto const eerste = [](Bericht301& b) -> model::Contact& { return b.client.contactgegevens[0]; };
    std::string const contact2 = "/Bericht/Client/Contactgegevens/Contact[2]";
    level2::loop<Bericht301>(
        toewijzing(),
        {
            {"alleen tijdelijk adres",
             [](auto& b) { b.client.contactgegevens = {contact("04")}; },
             {in("TR061", "/Bericht/Client/Contactgegevens")}},
            {"correspondentieadres", [](auto& b) { b.client.contactgegevens = {contact("02")}; }, {}},
            {"verblijfadres", [](auto& b) { b.client.contactgegevens = {contact("03")}; }, {}},
            {"correspondentie met alleen telefoon",
             [&](auto& b) {
                 b.client.contactgegevens = {contact("02")};
                 eerste(b).adres.reset();
                 telefoon(eerste(b));
             },
             {}},
            {"zonder adres en telefoon",
             [&](auto& b) {
                 b.client.contactgegevens = {contact("02")};
                 eerste(b).adres.reset();
             },
             {in("TR006", contact1)}},
            {"BRP zonder adres, met telefoon",
             [&](auto& b) {
                 eerste(b).adres.reset();
                 telefoon(eerste(b));
             },
             {in("CD034", contact1, "/Adres/Postcode")}},
            {"zonder huis, met telefoon, Belgie",
             [&](auto& b) {
                 eerste(b).adres->huis.reset();
                 eerste(b).adres->land_code = "BE";
                 telefoon(eerste(b));
             },
             {}},
            {"zonder huis, zonder telefoon, Belgie",
             [&](auto& b) {
                 eerste(b).adres->huis.reset();
                 eerste(b).adres->land_code = "BE";
             },
             {in("TR006", contact1)}},
            {"zonder huis in Nederland",
             [&](auto& b) {
                 eerste(b).adres->huis.reset();
                 telefoon(eerste(b));
             },
             {in("CD025", contact1, "/Adres/Huis")}},
            {"postcode zonder land", [&](auto& b) { eerste(b).adres->land_code.reset(); }, {in("CD005", contact1, "/Adres/LandCode")}},
            {"land zonder postcode",
             [&](auto& b) {
                 b.client.contactgegevens = {contact("02")};
                 eerste(b).adres->postcode.reset();
                 telefoon(eerste(b));
             },
             {in("CD005", contact1, "/Adres/LandCode")}},
            {"correspondentie zonder land en postcode",
             [&](auto& b) {
                 b.client.contactgegevens = {contact("02")};
                 eerste(b).adres->postcode.reset();
                 eerste(b).adres->land_code.reset();
                 telefoon(eerste(b));
             },
             {}},
            {"verblijf zonder land en postcode",
             [&](auto& b) {
                 b.client.contactgegevens = {contact("03")};
                 eerste(b).adres->postcode.reset();
                 eerste(b).adres->land_code.reset();
                 telefoon(eerste(b));
             },
             {in("CD034", contact1, "/Adres/Postcode")}},
            {"postcode met spatie", [&](auto& b) { eerste(b).adres->postcode = "1111 AA"; }, {in("CS089", contact1, "/Adres/Postcode")}},
            {"postcode met 0", [&](auto& b) { eerste(b).adres->postcode = "0111AA"; }, {in("CS089", contact1, "/Adres/Postcode")}},
            {"postcode met letter vooraan",
             [&](auto& b) { eerste(b).adres->postcode = "A111AA"; },
             {in("CS089", contact1, "/Adres/Postcode")}},
            {"postcode met cijfers achteraan",
             [&](auto& b) { eerste(b).adres->postcode = "111122"; },
             {in("CS089", contact1, "/Adres/Postcode")}},
            {"postcode kleine letters", [&](auto& b) { eerste(b).adres->postcode = "1111aa"; }, {}},
            {"postcode in Belgie",
             [&](auto& b) {
                 eerste(b).adres->postcode = "1000";
                 eerste(b).adres->land_code = "BE";
             },
             {}},
            {"tijdelijk met periode",
             [&](auto& b) {
                 tijdelijk(b).periode = model::OpenPeriode{dag("2026-02-01"), dag("2026-02-01")};
             },
             {}},
            {"periode achterstevoren",
             [&](auto& b) {
                 tijdelijk(b).periode = model::OpenPeriode{dag("2026-02-02"), dag("2026-02-01")};
             },
             {in("CS003", contact2, "/Periode/Einddatum")}},
            {"open periode",
             [&](auto& b) {
                 tijdelijk(b).periode = model::OpenPeriode{{}, dag("2026-02-01")};
             },
             {}},
            {"BRP met periode",
             [&](auto& b) {
                 eerste(b).periode = model::OpenPeriode{dag("2026-02-01"), {}};
             },
             {in("CD009", contact1, "/Periode")}},
            {"contact van een relatie",
             [](auto& b) {
                 b.client.relaties = {relatie("1"), relatie("2")};
                 b.client.relaties[1].contact.adres->postcode = "99";
             },
             {in("CS089", "/Bericht/Client/Relaties/Relatie[2]/Contact/Adres/Postcode")}},
        });
}
