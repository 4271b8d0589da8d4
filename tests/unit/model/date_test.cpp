#include "xsd/model/date.hpp"

#include <doctest/doctest.h>

using namespace model;

TEST_CASE("a date is read, written and counted") {
    CHECK(parse_date("1970-01-01")->days == 0);
    CHECK(to_string(date(2026, 11, 22)) == "2026-11-22");
    CHECK(to_dutch(date(2026, 1, 2)) == "02-01-2026");
    CHECK(!parse_date("2023-02-30"));
    CHECK(!parse_date("2023-2-03"));
    CHECK(!parse_date("2023-02-03Z"));
    CHECK(!parse_date("02023-02-03"));
    CHECK(!parse_date("0000-02-03"));
    CHECK(parse_date("2024-02-29"));
    CHECK(parse_date("12023-05-06") > parse_date("2023-05-06"));
    CHECK(parse_date("-2023-05-06") < parse_date("1900-01-01"));
    CHECK(parse_date("99999999999999999999-05-06") > parse_date("12023-05-06"));
    CHECK(last_of_month(date(2024, 2, 3)) == date(2024, 2, 29));
    CHECK(first_of_month(date(2024, 2, 3)) == date(2024, 2, 1));
    CHECK(add_years(date(2024, 2, 29), -5) == date(2019, 2, 28));
    for (auto d = date(1899, 12, 28); d < date(2101, 1, 5); d = d + 1) REQUIRE(parse_date(to_string(d)) == d);
}

TEST_CASE("ISO weeks as process.md 9 counts them") {
    CHECK(iso_week(date(2025, 12, 30)) == IsoWeek{2026, 1});
    CHECK(iso_week(date(2025, 12, 1)) == IsoWeek{2025, 49});
    CHECK(iso_week(date(2021, 1, 3)) == IsoWeek{2020, 53});
    CHECK(weeks_in({date(2025, 7, 7), date(2025, 7, 31)}) == 4);
    CHECK(weeks_in({date(2025, 8, 1), date(2025, 8, 31)}) == 5);
    CHECK(weeks_in({date(2025, 9, 1), date(2025, 9, 7)}) == 1);
    CHECK(weeks_in({date(2025, 3, 1), date(2025, 3, 31)}) == 6);
    CHECK(weeks_in({date(2025, 3, 2), date(2025, 3, 1)}) == 0);
    CHECK(sundays_in({date(2025, 7, 7), date(2025, 7, 31)}) == 3);
    CHECK(sundays_in({date(2025, 9, 1), date(2025, 9, 7)}) == 1);
    CHECK(sundays_in({date(2025, 9, 1), date(2025, 9, 5)}) == 0);
    CHECK(months_in({date(2025, 10, 14), date(2025, 12, 13)}) == 3);
    CHECK(days_in({date(2025, 2, 1), date(2025, 2, 28)}) == 28);
}
