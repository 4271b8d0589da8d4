#include "rules/contract/registraties.hpp"

#include <doctest/doctest.h>

using rules::contract::lees_registraties;

TEST_CASE("a CSV of registraties is read with decimal comma, and each line knows where it stood") {
    auto const all = lees_registraties("maart.csv", "soort;gemeente;domein;toewijzing;aanbieder;datum;bedrag;tekst\n"
                                                    "melding;9901;wmo;12;;2026-03-01;;\n"
                                                    "niet_leverbaar;9901;wmo;;99000001;;1250,50;geen plek\n");
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    CHECK((*all)[0].toewijzing == 12);
    CHECK((*all)[0].datum == model::date(2026, 3, 1));
    CHECK((*all)[0].herkomst == "maart.csv:2");
    CHECK((*all)[1].aanbieder == "99000001");
    CHECK((*all)[1].bedrag == model::Money{125'050});
    CHECK((*all)[1].tekst == "geen plek");
}

TEST_CASE("all that is wrong with a CSV of registraties is told at once, and nothing of it is taken") {
    auto const all = lees_registraties("maart.csv", "soort;gemeente;domein;toewijzing;aanbieder\n"
                                                    "gerucht;9901;wmo;12;\n"
                                                    "melding;99;wmo;12;\n"
                                                    "melding;9901;wmo;nul;\n"
                                                    "melding;9901;wmo;;\n"
                                                    "melding;9901;wmo;12;99000001\n"
                                                    "melding;9901;jw;12;\n");
    REQUIRE_FALSE(all);
    REQUIRE(all.error().size() == 5);
    CHECK(all.error()[0].lijn == 2);
    CHECK(all.error()[4].lijn == 6);
}

TEST_CASE("a talk or a decision about a bestedingsruimte says when and about which budget") {
    auto const all = lees_registraties("maart.csv", "soort;gemeente;domein;toewijzing;aanbieder;datum;bedrag;tekst\n"
                                                    "gesprek;9901;wmo;;99000001;2026-03-01;;B1\n"
                                                    "besluit;9901;wmo;;99000001;2026-03-09;150000,00;B1\n");
    REQUIRE(all);
    CHECK((*all)[1].soort == rules::contract::soort_besluit);
    CHECK((*all)[1].tekst == "B1");
    auto const bad = lees_registraties("maart.csv", "soort;gemeente;domein;toewijzing;aanbieder;datum;bedrag;tekst\n"
                                                    "clientenstop;9901;wmo;;99000001;;;B1\n"
                                                    "besluit;9901;wmo;;99000001;2026-03-09;;\n");
    REQUIRE_FALSE(bad);
    REQUIRE(bad.error().size() == 2);
    CHECK(bad.error()[0].kolom == 33);
    CHECK(bad.error()[1].kolom == 40);
}
