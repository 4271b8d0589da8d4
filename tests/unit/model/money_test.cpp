#include "xsd/model/money.hpp"

#include <doctest/doctest.h>

using namespace model;

TEST_CASE("money is written the Dutch way") {
    CHECK(to_dutch(Money{0}) == "0,00");
    CHECK(to_dutch(Money{5}) == "0,05");
    CHECK(to_dutch(Money{123456}) == "1.234,56");
    CHECK(to_dutch(Money{-123456789}) == "-1.234.567,89");
}

TEST_CASE("tarief x volume rounds half away from zero, once (IV081)") {
    CHECK(multiply({7000}, 12).cents == 84000);
    CHECK(multiply({8730}, 1, 60).cents == 146);  // 145.5 cents
    CHECK(multiply({8729}, 1, 60).cents == 145);  // 145.48
    CHECK(multiply({-8730}, 1, 60).cents == -146);
    CHECK(multiply({99999999}, 99999999).cents == 9999999800000001);
}
