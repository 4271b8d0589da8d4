#include "gateway/termijnen.hpp"
#include "tests/support/bouw.hpp"

#include <doctest/doctest.h>

using namespace gateway;

namespace {

OpenTermijn termijn(TermijnSoort soort, std::string_view dag) { return {soort, bouw::dag(dag), 1, "WMO301", "0384", "/v1/uit/1"}; }

} // namespace

TEST_CASE("a day in the Netherlands ends at midnight, winter and summer") {
    // 2026-01-10T23:00Z and 2026-07-10T22:00Z
    CHECK(einde_van(bouw::dag("2026-01-10")) == 1'768'086'000'000);
    CHECK(einde_van(bouw::dag("2026-07-10")) == 1'783'720'800'000);
}

TEST_CASE("how terms stand: what is late, what ends today, when the first one ends; every kind has its row") {
    auto const vandaag = bouw::dag("2026-05-11");
    auto const stand = stand_van({termijn(TermijnSoort::retour, "2026-05-08"), termijn(TermijnSoort::retour, "2026-05-11"),
                                  termijn(TermijnSoort::retour, "2026-05-12"), termijn(TermijnSoort::ontvanger, "2026-05-12")},
                                 vandaag);
    REQUIRE(stand.size() == 5);
    auto const& retour = stand.at(TermijnSoort::retour);
    CHECK(retour.open == 3);
    CHECK(retour.te_laat == 1);
    CHECK(retour.vandaag == 1);
    CHECK(retour.eerste_ms == einde_van(bouw::dag("2026-05-08")));
    CHECK(stand.at(TermijnSoort::ontvanger).open == 1);
    CHECK(stand.at(TermijnSoort::ontvanger).te_laat == 0);
    CHECK(stand.at(TermijnSoort::verzoek).open == 0);
    CHECK(stand.at(TermijnSoort::aangehouden).eerste_ms == 0);
}

TEST_CASE("a term tells its day, the werkdagen left and whether it is past") {
    model::Kalender const kalender;
    auto const today = termijn_json(termijn(TermijnSoort::ontvanger, "2026-05-15"), bouw::dag("2026-05-11"), kalender);
    CHECK(today.at("soort") == "ontvanger");
    CHECK(today.at("termijn") == "2026-05-15");
    CHECK(today.at("werkdagen") == 3); // Hemelvaart lies between
    CHECK(today.at("te_laat") == false);
    auto const late = termijn_json(termijn(TermijnSoort::ontvanger, "2026-05-08"), bouw::dag("2026-05-11"), kalender);
    CHECK(late.at("te_laat") == true);
    CHECK(late.at("werkdagen") == -1);
}
