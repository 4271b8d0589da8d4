#include "xsd/model/debetten.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using model::LopendeDebet;
using model::LopendeDebetten;

namespace {

std::string const longest(20, 'R');

std::vector<LopendeDebet> sample() {
    return {
        {"R1", {model::date(2026, 4, 1), model::date(2026, 4, 30)}, "02", "02A03", "01", 480, {34920}},
        {longest,
         {model::date(1969, 1, 1), model::date(1968, 1, 1)},
         "54",
         "",
         "83",
         std::numeric_limits<std::int64_t>::max(),
         {std::numeric_limits<std::int64_t>::min()}},
        {"", {}, "", "a", "", -1, {0}},
    };
}

void check_equal(LopendeDebetten const& found, std::vector<LopendeDebet> const& expected) {
    REQUIRE(found.size() == expected.size());
    auto want = expected.begin();
    for (auto const& debet : found) {
        CHECK(debet.referentie_nummer == want->referentie_nummer);
        CHECK(debet.periode == want->periode);
        CHECK(debet.categorie == want->categorie);
        CHECK(debet.code == want->code);
        CHECK(debet.eenheid == want->eenheid);
        CHECK(debet.volume == want->volume);
        CHECK(debet.bedrag == want->bedrag);
        ++want;
    }
    CHECK(want == expected.end());
}

LopendeDebetten list(std::vector<LopendeDebet> const& all) {
    LopendeDebetten debetten;
    for (auto const& debet : all) debetten.push_back(debet);
    return debetten;
}

} // namespace

TEST_CASE("live debets survive the way to bytes and back") {
    auto const debetten = list(sample());
    check_equal(debetten, sample());
    auto const back = LopendeDebetten::from_bytes(debetten.bytes());
    REQUIRE(back);
    check_equal(*back, sample());
}

TEST_CASE("no debets are no bytes") {
    CHECK(LopendeDebetten().bytes().empty());
    auto const back = LopendeDebetten::from_bytes({});
    REQUIRE(back);
    CHECK(back->empty());
    CHECK(back->begin() == back->end());
}

TEST_CASE("debets are taken out wherever they stand, the others keep their order") {
    for (std::size_t gone = 0; gone < 3; ++gone) {
        auto expected = sample();
        auto debetten = list(expected);
        auto const name = std::string(expected[gone].referentie_nummer);
        debetten.erase_if([&](LopendeDebet const& debet) { return debet.referentie_nummer == name; });
        expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(gone));
        check_equal(debetten, expected);
    }
    auto debetten = list(sample());
    debetten.erase_if([](LopendeDebet const&) { return true; });
    CHECK(debetten.empty());
    CHECK(debetten.bytes().empty());
}

TEST_CASE("a list that was cut is refused wherever the cut is, except between two debets") {
    std::vector<std::size_t> ends{0};
    LopendeDebetten debetten;
    for (auto const& debet : sample()) {
        debetten.push_back(debet);
        ends.push_back(debetten.bytes().size());
    }
    for (std::size_t size = 0; size <= debetten.bytes().size(); ++size) {
        auto const whole = std::ranges::find(ends, size) != ends.end();
        CHECK(LopendeDebetten::from_bytes(debetten.bytes().first(size)).has_value() == whole);
    }
}

TEST_CASE("a length beyond the bytes is refused") {
    std::vector<std::byte> const bytes(12, std::byte{0xff});
    CHECK_FALSE(LopendeDebetten::from_bytes(bytes));
}
