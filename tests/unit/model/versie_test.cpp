#include "xsd/model/versie.hpp"

#include <doctest/doctest.h>

using model::compare_versie;

namespace {

std::strong_ordering times(std::string_view a, std::string_view b) {
    auto const day = model::date(2026, 1, 5);
    return compare_versie(day, a, day, b);
}

} // namespace

TEST_CASE("the date goes before the time") {
    CHECK(compare_versie(model::date(2026, 1, 6), "00:00:00", model::date(2026, 1, 5), "23:59:59") > 0);
    CHECK(compare_versie(model::date(2026, 1, 5), "24:00:00", model::date(2026, 1, 6), "00:00:00") < 0);
}

TEST_CASE("times are compared as moments, not as spelled") {
    CHECK(times("10:00:00", "09:59:59") > 0);
    CHECK(times("10:00:00", "10:00:00") == 0);
    CHECK(times("10:00:00.5", "10:00:00.50") == 0);
    CHECK(times("10:00:00", "10:00:00.000") == 0);
    CHECK(times("10:00:00.05", "10:00:00.5") < 0);
    CHECK(times("10:00:00.9", "10:00:01") < 0);
    CHECK(times(" 10:00:00\n", "10:00:00") == 0);
    CHECK(times("24:00:00", "23:59:59.999999999999") > 0);
    CHECK(times("10:00:00", "10:00:10") < 0);
    CHECK(times("10:00:00.1", "10:00:00") > 0);
}
