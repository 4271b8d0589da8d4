#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model {

/// A calendar day, as days since 1970-01-01 in the proleptic Gregorian calendar. No time, no zone.
struct Date {
    std::int32_t days = 0;

    friend constexpr auto operator<=>(Date, Date) = default;
    friend constexpr Date operator+(Date d, std::int32_t n) { return {d.days + n}; }
    friend constexpr Date operator-(Date d, std::int32_t n) { return {d.days - n}; }
    friend constexpr std::int32_t operator-(Date a, Date b) { return a.days - b.days; }
};

/// Year, month (1..12), day (1..31).
struct YearMonthDay {
    std::int32_t year = 1970;
    std::int32_t month = 1;
    std::int32_t day = 1;
};

/// ISO-8601 year and week (1..53), Monday start.
struct IsoWeek {
    std::int32_t year = 1970;
    std::int32_t week = 1;
    friend constexpr auto operator<=>(IsoWeek, IsoWeek) = default;
};

/// @pre a date that exists
[[nodiscard]] Date date(std::int32_t year, std::int32_t month, std::int32_t day);
[[nodiscard]] YearMonthDay civil(Date d);

/// Reads "2026-04-01". Also what xs:date allows beside it: a minus sign and years of more than four digits
/// (clamped to what fits). No blanks, no zone. nullopt when the text is no such date or the day does not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// "2026-04-01", the canonical form of xs:date.
[[nodiscard]] std::string to_string(Date d);
/// "01-04-2026", as a Dutch reader writes it.
[[nodiscard]] std::string to_dutch(Date d);

[[nodiscard]] Date first_of_month(Date d);
[[nodiscard]] Date last_of_month(Date d);
/// The same day n years earlier or later; 29 February becomes 28 February where it must.
[[nodiscard]] Date add_years(Date d, std::int32_t years);
[[nodiscard]] bool same_month(Date a, Date b);
[[nodiscard]] bool is_sunday(Date d);
[[nodiscard]] IsoWeek iso_week(Date d);

/// A period with both ends included. `einde` may be before `begin`: then it holds no day.
struct Period {
    Date begin;
    Date einde;
    friend constexpr auto operator<=>(Period, Period) = default;
};

/// Number of days in it (process.md 9, N). 0 when the end is before the begin.
[[nodiscard]] std::int32_t days_in(Period p);
/// Number of distinct ISO weeks it touches (process.md 9, W).
[[nodiscard]] std::int32_t weeks_in(Period p);
/// Number of Sundays in it (process.md 9, Z).
[[nodiscard]] std::int32_t sundays_in(Period p);
/// Number of calendar months it touches (process.md 9, M).
[[nodiscard]] std::int32_t months_in(Period p);
[[nodiscard]] bool overlaps(Period a, Period b);

} // namespace model
