#pragma once

#include "xsd/model/date.hpp"

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// Finding keys that come more than once in a message.
namespace rules {

[[nodiscard]] inline std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>()(text); }
[[nodiscard]] inline std::size_t hash_of(std::integral auto number) {
    // The upper half of a product of odd numbers is well mixed; the lower half comes along for small hashes.
    auto const mixed = static_cast<std::size_t>(number) * 0x9e3779b97f4a7c15U;
    return mixed ^ (mixed >> 32);
}
[[nodiscard]] inline std::size_t hash_of(model::Date date) { return hash_of(date.days); }
template <class... Parts>
[[nodiscard]] std::size_t hash_of(std::tuple<Parts...> const& key) {
    std::size_t sum = 0;
    std::apply([&](auto const&... parts) { ((sum = hash_of(sum ^ hash_of(parts))), ...); }, key);
    return sum;
}

/// For each key the index of the first equal one; its own when it is the first. The same time per key however many there are, as long
/// as hashes are spread, and O(n log n) whatever the sender chose as keys: a hash only decides where to look.
template <class Key>
[[nodiscard]] std::vector<std::uint32_t> first_equal(std::vector<Key> const& keys) {
    struct Item {
        std::size_t hash = 0;
        std::uint32_t index = 0;
    };
    std::vector<std::uint32_t> first(keys.size());
    if (keys.empty()) return first;
    std::vector<Item> items(keys.size());
    for (std::uint32_t i = 0; i < items.size(); ++i) items[i] = {hash_of(keys[i]), i};

    // Into buckets of a few items, then in order within each: items are moved, keys all over memory are not looked at.
    auto const bits = std::bit_width(items.size() / 4);
    auto const bucket = [&](Item const& item) { return bits == 0 ? 0 : item.hash >> (64 - bits); };
    std::vector<std::uint32_t> ends((std::size_t{1} << bits) + 1);
    for (auto const& item : items) ++ends[bucket(item) + 1];
    for (std::size_t b = 1; b < ends.size(); ++b) ends[b] += ends[b - 1];
    std::vector<Item> sorted(items.size());
    for (auto const& item : items) sorted[ends[bucket(item)]++] = item;
    auto const before = [&](Item const& a, Item const& b) {
        if (a.hash != b.hash) return a.hash < b.hash;
        auto const order = keys[a.index] <=> keys[b.index];
        return order != 0 ? order < 0 : a.index < b.index;
    };
    for (std::size_t b = 0, from = 0; b + 1 < ends.size(); from = ends[b], ++b)
        std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(from), sorted.begin() + static_cast<std::ptrdiff_t>(ends[b]), before);

    for (std::size_t i = 0; i < sorted.size(); ++i) {
        auto const same = i > 0 && sorted[i].hash == sorted[i - 1].hash && keys[sorted[i].index] == keys[sorted[i - 1].index];
        first[sorted[i].index] = same ? first[sorted[i - 1].index] : sorted[i].index;
    }
    return first;
}

} // namespace rules
