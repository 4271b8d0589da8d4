#include "rules/first_equal.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <compare>
#include <random>
#include <string>

namespace {

/// A key chosen by somebody who knows our hash.
struct Hostile {
    int value = 0;
    friend auto operator<=>(Hostile, Hostile) = default;
};
std::size_t hash_of(Hostile) { return 7; }

/// Another, which counts how often it is compared.
struct Counted {
    static inline std::size_t comparisons = 0;
    std::size_t value = 0;
    std::strong_ordering operator<=>(Counted const& other) const {
        ++comparisons;
        return value <=> other.value;
    }
    bool operator==(Counted const& other) const { return value == other.value; }
};
std::size_t hash_of(Counted const&) { return 7; }

template <class Key>
std::vector<std::uint32_t> plain(std::vector<Key> const& keys) {
    std::vector<std::uint32_t> first;
    for (auto const& key : keys) first.push_back(static_cast<std::uint32_t>(std::ranges::find(keys, key) - keys.begin()));
    return first;
}

} // namespace

TEST_CASE("each key finds the first that equals it") {
    std::mt19937 random(20261122);
    for (std::size_t const count : {0, 1, 2, 3, 4, 7, 8, 50, 400}) {
        CAPTURE(count);
        std::vector<std::string> texts;
        std::vector<std::tuple<std::uint32_t, std::string_view>> tuples;
        std::vector<Hostile> hostile;
        for (std::size_t i = 0; i < count; ++i) texts.push_back(fmt::format("R{}", random() % (count / 2 + 1)));
        for (auto const& text : texts) tuples.emplace_back(random() % 2, text);
        for (std::size_t i = 0; i < count; ++i) hostile.push_back({static_cast<int>(random() % (count / 2 + 1))});
        CHECK(rules::first_equal(std::vector<std::string_view>(texts.begin(), texts.end())) == plain(texts));
        CHECK(rules::first_equal(tuples) == plain(tuples));
        CHECK(rules::first_equal(hostile) == plain(hostile));
    }
}

TEST_CASE("keys that all have the same hash are sorted, not compared each with each") {
    constexpr std::size_t count = 20'000;
    std::vector<Counted> keys;
    for (std::size_t i = 0; i < count; ++i) keys.push_back({i * 7919 % count});
    auto const first = rules::first_equal(keys);
    for (std::uint32_t i = 0; i < count; ++i) REQUIRE(first[i] == i);
    CHECK(Counted::comparisons > 0);
    CHECK(Counted::comparisons < count * 50);
}
