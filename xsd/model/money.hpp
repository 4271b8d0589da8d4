#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace model {

/// An amount in whole euro cents, signed: debet positive, credit negative.
struct Money {
    std::int64_t cents = 0;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money a, Money b) { return {a.cents + b.cents}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.cents - b.cents}; }
    constexpr Money operator-() const { return {-cents}; }
    constexpr Money& operator+=(Money b) {
        cents += b.cents;
        return *this;
    }
};

/// "1.234,56" with a leading minus when negative: the Dutch way, without a currency sign.
[[nodiscard]] std::string to_dutch(Money amount);

/// round(tarief x volume / divisor), half away from zero, computed in 128 bits.
/// `divisor` > 0. Largest inputs of the standard (99,999,999 x 99,999,999) fit.
[[nodiscard]] Money multiply(Money tarief, std::int64_t volume, std::int64_t divisor = 1);

} // namespace model
