#pragma once

#include <cstdint>

namespace gateway::verkeer {

/// Mixes numbers into one that looks random (splitmix64). The same on every machine: nothing of the standard library's distributions.
[[nodiscard]] constexpr std::uint64_t meng(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}
template <class... More>
[[nodiscard]] constexpr std::uint64_t meng(std::uint64_t x, std::uint64_t y, More... more) {
    return meng(meng(x) ^ y, more...);
}

/// A row of numbers that follows from its seed.
class Toeval {
public:
    explicit constexpr Toeval(std::uint64_t zaad) : staat_(zaad) {}

    constexpr std::uint64_t volgende() {
        staat_ = meng(staat_);
        return staat_;
    }
    /// 0 <= x < n. @pre n > 0
    constexpr std::uint32_t onder(std::uint32_t n) { return static_cast<std::uint32_t>(((volgende() >> 32U) * n) >> 32U); }
    /// Both ends included. @pre van <= tot
    constexpr std::int32_t tussen(std::int32_t van, std::int32_t tot) {
        return van + static_cast<std::int32_t>(onder(static_cast<std::uint32_t>(tot - van) + 1U));
    }
    /// True in so many cases of a thousand.
    constexpr bool promille(std::uint32_t p) { return onder(1000) < p; }

private:
    std::uint64_t staat_;
};

} // namespace gateway::verkeer
