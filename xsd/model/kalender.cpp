#include "xsd/model/kalender.hpp"

#include <algorithm>
#include <utility>

namespace model {

namespace {

constexpr std::int32_t ten_years = 3653;

bool is_weekend(Date d) { return is_sunday(d) || is_sunday(d + 1); }

} // namespace

/// Computus of Meeus, Jones and Butcher.
Date eerste_paasdag(std::int32_t year) {
    auto const a = year % 19;
    auto const b = year / 100;
    auto const c = year % 100;
    auto const h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    auto const l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    auto const m = (a + 11 * h + 22 * l) / 451;
    auto const n = h + l - 7 * m + 114;
    return date(year, n / 31, n % 31 + 1);
}

Kalender::Kalender(Feestdagen feestdagen, std::vector<Date> vrij, std::vector<Date> werk)
    : feestdagen_(feestdagen), vrij_(std::move(vrij)), werk_(std::move(werk)) {
    std::ranges::sort(vrij_);
    std::ranges::sort(werk_);
}

bool Kalender::is_feestdag(Date d) const {
    auto const [year, month, day] = civil(d);
    auto const since_easter = d - eerste_paasdag(year);
    auto const& f = feestdagen_;
    if (f.nieuwjaar && month == 1 && day == 1) return true;
    if (f.goede_vrijdag && since_easter == -2) return true;
    if (f.pasen && since_easter == 1) return true;
    if (f.hemelvaart && since_easter == 39) return true;
    if (f.pinksteren && since_easter == 50) return true;
    if (f.kerst && month == 12 && (day == 25 || day == 26)) return true;
    if (month == 5 && day == 5) return f.bevrijdingsdag || (f.bevrijdingsdag_lustrum && year % 5 == 0);
    return f.koningsdag && month == 4 && (is_sunday(date(year, 4, 27)) ? day == 26 : day == 27);
}

bool Kalender::is_werkdag(Date d) const {
    if (std::ranges::binary_search(werk_, d)) return true;
    return !is_weekend(d) && !std::ranges::binary_search(vrij_, d) && !is_feestdag(d);
}

Date Kalender::plus_werkdagen(Date d, std::int32_t n) const {
    auto const last = d + ten_years;
    for (; n > 0 && d < last; n -= is_werkdag(d) ? 1 : 0) d = d + 1;
    return d;
}

std::int32_t Kalender::werkdagen_tussen(Date van, Date tot) const {
    if (tot < van) return -werkdagen_tussen(tot, van);
    std::int32_t n = 0;
    for (auto d = van + 1; d <= tot; d = d + 1) n += is_werkdag(d) ? 1 : 0;
    return n;
}

} // namespace model
