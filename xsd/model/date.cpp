#include "xsd/model/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace model {
namespace {

/// Days from civil, valid for any year that fits (Howard Hinnant's formula); std::chrono::year stops at 32,767.
std::int64_t days_from_civil(std::int64_t y, unsigned m, unsigned d) {
    y -= m <= 2;
    auto const era = (y >= 0 ? y : y - 399) / 400;
    auto const yoe = static_cast<unsigned>(y - era * 400);
    auto const doy = (153 * (m + (m > 2 ? -3U : 9U)) + 2) / 5 + d - 1;
    auto const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + static_cast<std::int64_t>(doe) - 719468;
}

bool leap(std::int64_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

int month_length(std::int64_t year, int month) {
    static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

std::int32_t monday_of(Date d) {
    // 1970-01-01 was a Thursday: day -3 was a Monday.
    auto const since = d.days + 3;
    return d.days - ((since % 7 + 7) % 7);
}

} // namespace

Date date(std::int32_t year, std::int32_t month, std::int32_t day) {
    return {static_cast<std::int32_t>(days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day)))};
}

YearMonthDay civil(Date d) {
    auto const z = static_cast<std::int64_t>(d.days) + 719468;
    auto const era = (z >= 0 ? z : z - 146096) / 146097;
    auto const doe = static_cast<unsigned>(z - era * 146097);
    auto const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    auto const doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    auto const mp = (5 * doy + 2) / 153;
    auto const day = doy - (153 * mp + 2) / 5 + 1;
    auto const month = mp < 10 ? mp + 3 : mp - 9;
    auto const year = static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0);
    return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month), static_cast<std::int32_t>(day)};
}

std::optional<Date> parse_date(std::string_view text) {
    auto const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto const dash = text.find('-');
    if (dash == std::string_view::npos || dash < 4 || text.size() != dash + 6 || text[dash + 3] != '-') return std::nullopt;
    auto const number = [](std::string_view digits) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        if (digits.empty() || digits.front() < '0' || digits.front() > '9') return std::nullopt;
        auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (fault == std::errc::result_out_of_range) return 5'000'000; // clamped below
        if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
        return value;
    };
    auto const year = number(text.substr(0, dash));
    auto const month = number(text.substr(dash + 1, 2));
    auto const day = number(text.substr(dash + 4, 2));
    if (!year || !month || !day || *year == 0 || (dash > 4 && text.front() == '0')) return std::nullopt;
    auto const y = std::min<std::int64_t>(*year, 5'000'000) * (negative ? -1 : 1);
    if (*month < 1 || *month > 12 || *day < 1 || *day > month_length(y, static_cast<int>(*month))) return std::nullopt;
    return Date{static_cast<std::int32_t>(days_from_civil(y, static_cast<unsigned>(*month), static_cast<unsigned>(*day)))};
}

std::string to_string(Date d) {
    auto const [y, m, day] = civil(d);
    return y < 0 ? fmt::format("-{:04}-{:02}-{:02}", -y, m, day) : fmt::format("{:04}-{:02}-{:02}", y, m, day);
}

std::string to_dutch(Date d) {
    auto const [y, m, day] = civil(d);
    return fmt::format("{:02}-{:02}-{:04}", day, m, y);
}

Date first_of_month(Date d) { return d - (civil(d).day - 1); }

Date last_of_month(Date d) {
    auto const [y, m, day] = civil(d);
    return d + (month_length(y, m) - day);
}

Date add_years(Date d, std::int32_t years) {
    auto const [y, m, day] = civil(d);
    return date(y + years, m, std::min(day, month_length(y + years, m)));
}

bool same_month(Date a, Date b) { return first_of_month(a) == first_of_month(b); }

bool is_sunday(Date d) { return d.days - monday_of(d) == 6; }

IsoWeek iso_week(Date d) {
    auto const thursday = Date{monday_of(d) + 3};
    auto const year = civil(thursday).year;
    return {year, (thursday - date(year, 1, 1)) / 7 + 1};
}

std::int32_t days_in(Period p) { return std::max(0, p.einde - p.begin + 1); }

std::int32_t weeks_in(Period p) { return p.einde < p.begin ? 0 : (monday_of(p.einde) - monday_of(p.begin)) / 7 + 1; }

std::int32_t sundays_in(Period p) {
    if (p.einde < p.begin) return 0;
    return weeks_in(p) - (is_sunday(p.einde) ? 0 : 1);
}

std::int32_t months_in(Period p) {
    if (p.einde < p.begin) return 0;
    auto const a = civil(p.begin);
    auto const b = civil(p.einde);
    return (b.year - a.year) * 12 + b.month - a.month + 1;
}

bool overlaps(Period a, Period b) { return a.begin <= b.einde && b.begin <= a.einde; }

} // namespace model
