#include "xsd/model/soort.hpp"

#include <doctest/doctest.h>

using namespace model;

TEST_CASE("each heenbericht has its answer; an answer is not answered (process.md 1)") {
    for (auto const domein : {Domein::wmo, Domein::jw}) {
        for (std::int16_t const nummer : {301, 305, 307, 315, 317, 319}) {
            CHECK(antwoord_op({domein, nummer}) == BerichtSoort{domein, static_cast<std::int16_t>(nummer + 1)});
            CHECK_FALSE(antwoord_op({domein, static_cast<std::int16_t>(nummer + 1)}));
        }
        CHECK(antwoord_op({domein, 323}) == BerichtSoort{domein, 325});
        CHECK_FALSE(antwoord_op({domein, 325}));
    }
}

TEST_CASE("names of messages there and back") {
    CHECK(to_string({Domein::wmo, 315}) == "WMO315");
    CHECK(parse_soort("JW320") == BerichtSoort{Domein::jw, 320});
    for (auto const* text : {"", "JW", "wmo301", "WMO3011", "WMO30", "XX301", "WMO3x1"}) CHECK_FALSE(parse_soort(text));
}
