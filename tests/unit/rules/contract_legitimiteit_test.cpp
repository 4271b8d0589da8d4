#include "rules/contract/legitimiteit.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace rules::contract;
using enum model::Gevolg;

TEST_CASE("every default is one the standard allows, and every limit names its source") {
    std::set<std::string_view> regels;
    for (auto const& l : legitimiteit()) {
        CAPTURE(std::string(l.regel));
        CAPTURE(l.bericht);
        REQUIRE(l.ruimte != nullptr);
        CHECK_FALSE(l.ruimte->bron.empty());
        CHECK_FALSE(l.ruimte->reden.empty());
        CHECK(l.ruimte->afkeuren == !l.ruimte->codes.empty());
        if (l.kijkt) CHECK(mag(l.regel, l.bericht, l.standaard));
        CHECK_FALSE(mag(l.regel, l.bericht, signaleren, true)); // IV085
        regels.insert(l.regel);
    }
    CHECK(regels.size() == 37); // R01 to R38; R05 is checked when a bundle loads, not on a message
    CHECK_FALSE(regels.contains("R05"));
}

TEST_CASE("nothing but a 323 is ever rejected, and that only with a code whose text is true") {
    for (auto const& l : legitimiteit()) {
        CAPTURE(std::string(l.regel));
        CAPTURE(l.bericht);
        if (l.bericht != 323) CHECK_FALSE(mag(l.regel, l.bericht, afkeuren));
        if (l.bericht == 302 || l.bericht == 305 || l.bericht == 307) CHECK_FALSE(mag(l.regel, l.bericht, aanhouden));
        if (l.bericht == 315 || l.bericht == 317) {
            CHECK(l.ruimte->voorstel);
            CHECK_FALSE(mag(l.regel, l.bericht, aanhouden));
        }
    }
    CHECK(mag("R07", 323, afkeuren));
    CHECK(mag_code("R07", 323, "0611"));
    CHECK_FALSE(mag_code("R07", 323, "061"));
    CHECK_FALSE(mag_code("R07", 323, "9322"));
    CHECK_FALSE(mag_code("R07", 323, ""));
    CHECK(mag_code("R33", 323, "9322"));
    CHECK(mag("R14", 301, aanhouden));
    CHECK_FALSE(mag("R14", 301, afkeuren));
    CHECK_FALSE(mag("R05", 301, signaleren));
    CHECK_FALSE(mag("R99", 323, signaleren));
}

TEST_CASE("what the standard forbids on a 323 says so") {
    struct {
        char const* regel;
        char const* bron;
    } const cases[] = {{"R18", "OP364"}, {"R22", "OP364"}, {"R32", "OP364"}, {"R35", "OP364"}, {"R30", "OP095"}, {"R34", "OP095"},
                       {"R14", "1.5.5"}, {"R15", "1.5.5"}, {"R01", "UP031"}, {"R31", "WJ001"}, {"R36", "WJ001"}};
    for (auto const& c : cases) {
        CAPTURE(c.regel);
        auto const* l = legitiem(c.regel, 323);
        REQUIRE(l != nullptr);
        CHECK(l->ruimte->bron.find(c.bron) != std::string_view::npos);
        CHECK_FALSE(mag(c.regel, 323, afkeuren));
        CHECK_FALSE(mag(c.regel, 323, aanhouden));
    }
}
