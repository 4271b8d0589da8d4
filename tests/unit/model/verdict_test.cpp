#include "xsd/model/verdict.hpp"

#include <doctest/doctest.h>

using namespace model;

TEST_CASE("the XPath of a place in each class") {
    auto const at = [](std::int16_t nummer, Klasse klasse, std::string_view element = {}) {
        return xpath({Domein::jw, nummer}, {klasse, 1, 2, element, 0});
    };
    CHECK(at(301, Klasse::bericht) == "/Bericht");
    CHECK(at(305, Klasse::header, "Afzender") == "/Bericht/Header/Afzender");
    CHECK(at(301, Klasse::client, "Bsn") == "/Bericht/Client/Bsn");
    CHECK(at(323, Klasse::client, "Bsn") == "/Bericht/Declaratie/Clienten/Client[2]/Bsn");
    CHECK(at(325, Klasse::client) == "/Bericht/DeclaratieAntwoord/Clienten/Client[2]");
    CHECK(at(301, Klasse::relatie) == "/Bericht/Client/Relaties/Relatie[3]");
    CHECK(at(301, Klasse::relatie_contact) == "/Bericht/Client/Relaties/Relatie[3]/Contact");
    CHECK(at(301, Klasse::contact) == "/Bericht/Client/Contactgegevens/Contact[3]");
    CHECK(at(301, Klasse::toegewezen_product) == "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[3]");
    CHECK(at(323, Klasse::prestatie, "Eenheid") == "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[3]/Eenheid");
    CHECK(at(305, Klasse::start_product, "Begindatum") == "/Bericht/Client/StartProducten/StartProduct[3]/Begindatum");
    CHECK(at(307, Klasse::stop_product) == "/Bericht/Client/StopProducten/StopProduct[3]");
    CHECK(at(315, Klasse::aangevraagd_product, "Verwijzer/Naam") ==
          "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[3]/Verwijzer/Naam");
    CHECK(at(317, Klasse::verzoek, "ReferentieAanbieder") == "/Bericht/Client/Verzoek/ReferentieAanbieder");
    CHECK(at(317, Klasse::ongewijzigd_product) == "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[3]");
    CHECK(at(317, Klasse::te_wijzigen_product) == "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[3]");
    CHECK(at(317, Klasse::nieuw_product, "Omvang/Volume") == "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[3]/Omvang/Volume");
    CHECK(at(319, Klasse::antwoord) == "/Bericht/Antwoord");
    CHECK(at(319, Klasse::woonplaatsbeginsel, "Gemeente") == "/Bericht/Antwoord/Woonplaatsbeginsel/Gemeente");
}
