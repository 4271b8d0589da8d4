#include "rules/gedrag.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

TEST_CASE("The behaviour of a receiver: each rule once, ascending within OP, IV and UP, with what we do") {
    auto const all = rules::gedragsregels();
    auto const key = [](rules::Gedrag const& g) { return std::pair(std::string_view("OIU").find(g.regel.front()), g.regel); };
    CHECK(std::ranges::adjacent_find(all, std::ranges::greater_equal{}, key) == all.end());
    for (auto const& gedrag : all) {
        CAPTURE(gedrag.regel);
        CHECK(gedrag.gedrag.ends_with("."));
    }
    for (auto const* regel : {"OP033", "OP080", "OP095", "OP286", "OP364", "OP366", "IV008", "IV013", "IV028", "IV085", "IV087"})
        CHECK(std::ranges::count(all, std::string_view(regel), &rules::Gedrag::regel) == 1);
}
