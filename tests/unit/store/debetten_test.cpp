#include "store/debetten.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>

using model::LopendeDebet;

namespace {

std::vector<LopendeDebet> sample() {
    return {
        {"R1", {model::date(2026, 4, 1), model::date(2026, 4, 30)}, "02", "02A03", "01", 480, {34920}},
        {std::string(20, 'R'),
         {model::date(1969, 1, 1), model::date(1968, 1, 1)},
         "54",
         "",
         "83",
         std::numeric_limits<std::int64_t>::max(),
         {std::numeric_limits<std::int64_t>::min()}},
        {"", {}, "", "a", "", -1, {0}},
    };
}

} // namespace

TEST_CASE("live debets survive the way to bytes and back") {
    std::vector<std::byte> bytes{std::byte{9}};
    auto const debetten = sample();
    store::encode(debetten, bytes);
    auto const back = store::decode(bytes);
    REQUIRE(back);
    REQUIRE(back->size() == 3);
    for (std::size_t i = 0; i < back->size(); ++i) {
        auto const& expected = debetten[i];
        auto const& found = (*back)[i];
        CHECK(found.referentie_nummer == expected.referentie_nummer);
        CHECK(found.periode == expected.periode);
        CHECK(found.categorie == expected.categorie);
        CHECK(found.code == expected.code);
        CHECK(found.eenheid == expected.eenheid);
        CHECK(found.volume == expected.volume);
        CHECK(found.bedrag == expected.bedrag);
    }
}

TEST_CASE("no debets are no bytes") {
    std::vector<std::byte> bytes{std::byte{9}};
    store::encode({}, bytes);
    CHECK(bytes.empty());
    CHECK(store::decode(bytes)->empty());
}

TEST_CASE("a list that was cut is refused wherever the cut is, except between two debets") {
    std::vector<std::byte> bytes;
    std::vector<std::size_t> ends{0};
    auto const debetten = sample();
    for (auto const& debet : debetten) {
        std::vector<std::byte> one;
        store::encode(std::span(&debet, 1), one);
        bytes.insert(bytes.end(), one.begin(), one.end());
        ends.push_back(bytes.size());
    }
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        auto const whole = std::ranges::find(ends, size) != ends.end();
        CHECK(store::decode(std::span(bytes).first(size)).has_value() == whole);
    }
}

TEST_CASE("a length beyond the bytes is refused") {
    std::vector<std::byte> const bytes(12, std::byte{0xff});
    CHECK_FALSE(store::decode(bytes));
}
