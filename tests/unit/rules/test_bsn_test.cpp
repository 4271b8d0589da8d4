#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

constexpr char const* echt = "123456782"; // passes the 11-test, outside the range for tests

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("N01: a BSN of the range for tests is refused where real messages pass, and only there") {
    auto f = zaak::feiten();
    auto const proef = bouw::toewijzing();
    CHECK(zaak::gevonden(zaak::oordeel(proef, f)).empty());

    f.test_bsn_weigeren = true;
    CHECK(zaak::gevonden(zaak::oordeel(proef, f)) == Lines{"TEST-BSN 0001 /Bericht/Client/Bsn"});
    CHECK(zaak::oordeel(proef, f).bevindingen.front().waarde.empty());

    f.toewijzingen.clear();
    auto met_echt = bouw::toewijzing();
    bouw::als_301(met_echt).client.bsn = echt;
    CHECK(zaak::gevonden(zaak::oordeel(met_echt, f)).empty());
}

TEST_CASE("N01: in a declaratie only the client with such a BSN is rejected") {
    auto f = zaak::feiten();
    f.test_bsn_weigeren = true;
    f.clienten = {bouw::bsn_1, echt};
    zaak::eigen(f, 1001).bsn = echt;
    auto bericht = bouw::declaratie({bouw::client(echt, {bouw::prestatie("R1")}), bouw::client(bouw::bsn_1, {bouw::prestatie("R2")})});
    auto const verdict = zaak::oordeel(bericht, f);
    CHECK(verdict.uitkomst == model::Uitkomst::deels);
    auto const gevonden = zaak::gevonden(verdict);
    CHECK(std::ranges::count(gevonden, "TEST-BSN 0001 /Bericht/Declaratie/Clienten/Client[2]/Bsn") == 1);
    CHECK(verdict.toegekend[0][0]);
    CHECK_FALSE(verdict.toegekend[1][0]);
}
