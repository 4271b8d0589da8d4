#include "rules/debetten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using model::LopendeDebet;
using rules::Debetten;

namespace {

model::Period month(int n) {
    auto const begin = model::date(2026, n, 1);
    return {begin, model::last_of_month(begin)};
}

/// The plain way to the same answers.
struct Plain {
    struct Entry {
        LopendeDebet debet;
        bool gone = false;
    };
    std::vector<Entry> entries;

    void take_away(std::string_view name) {
        for (auto& entry : entries) entry.gone = entry.gone || entry.debet.referentie_nummer == name;
    }
    [[nodiscard]] std::string find(model::Period periode, model::Code categorie, std::string_view code) const {
        for (auto const& [debet, gone] : entries)
            if (!gone && debet.periode == periode && debet.categorie == categorie && debet.code == code)
                return std::string(debet.referentie_nummer);
        return "";
    }
    [[nodiscard]] bool taken_away(std::string_view name) const {
        return std::ranges::any_of(entries, [&](auto const& e) { return e.gone && e.debet.referentie_nummer == name; });
    }
    [[nodiscard]] std::map<std::string, std::int64_t> volumes() const {
        std::map<std::string, std::int64_t> sums;
        for (auto const& [debet, gone] : entries)
            if (!gone) sums[debet.eenheid.str()] += debet.volume;
        return sums;
    }
    [[nodiscard]] std::int64_t cents() const {
        std::int64_t sum = 0;
        for (auto const& [debet, gone] : entries) sum += gone ? 0 : debet.bedrag.cents;
        return sum;
    }
};

std::map<std::string, std::int64_t> volumes(Debetten const& debetten) {
    std::map<std::string, std::int64_t> sums;
    for (auto const& volume : debetten.volumes())
        if (volume.som != 0) sums[volume.eenheid.str()] += volume.som;
    return sums;
}

} // namespace

TEST_CASE("running debets answer as a plain list does, with few lines and with many") {
    std::vector<std::string> names;
    for (int i = 0; i < 60; ++i) names.push_back(fmt::format("R{}", i % 50)); // some twice
    std::vector<std::string> const codes{"A1", "A2", "A3"};
    std::mt19937 random(20261122);
    auto const pick = [&](std::size_t below) { return random() % below; };
    Debetten debetten; // used again and again, as the judge does
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        auto const one = [&] {
            return LopendeDebet{.referentie_nummer = names[pick(names.size())],
                                .periode = month(1 + static_cast<int>(pick(3))),
                                .categorie = pick(2) == 0 ? "02" : "03",
                                .code = codes[pick(codes.size())],
                                .eenheid = pick(2) == 0 ? "01" : "04",
                                .volume = static_cast<std::int64_t>(1 + pick(9)),
                                .bedrag = {static_cast<std::int64_t>(1 + pick(999))}};
        };
        model::LopendeDebetten stored;
        Plain plain;
        for (std::size_t i = pick(12); i > 0; --i) {
            auto const debet = one();
            stored.push_back(debet);
            plain.entries.push_back({debet});
        }
        debetten.begin(stored, round % 3 == 0 ? 1 : 30);
        for (int step = 0; step < 30; ++step) {
            if (pick(3) == 0) {
                auto const& name = names[pick(names.size())];
                debetten.take_away(name);
                plain.take_away(name);
            } else {
                auto const debet = one();
                debetten.add(debet);
                plain.entries.push_back({debet});
            }
            auto const key = one();
            auto const* found = debetten.find(key.periode, key.categorie, key.code);
            CHECK((found == nullptr ? "" : std::string(found->referentie_nummer)) == plain.find(key.periode, key.categorie, key.code));
            CHECK(debetten.taken_away(key.referentie_nummer) == plain.taken_away(key.referentie_nummer));
            CHECK(debetten.bedrag().cents == plain.cents());
            CHECK(volumes(debetten) == plain.volumes());
        }
    }
}

TEST_CASE("what was known of one toewijzing is gone at the next") {
    model::LopendeDebetten stored;
    stored.push_back({"R1", month(1), "02", "A1", "01", 5, {500}});
    Debetten debetten;
    for (std::size_t const lines : {1, 30}) {
        debetten.begin(stored, lines);
        REQUIRE(debetten.find(month(1), "02", "A1") != nullptr);
        debetten.take_away("R1");
        CHECK(debetten.taken_away("R1"));
        debetten.begin({}, lines);
        CHECK(debetten.find(month(1), "02", "A1") == nullptr);
        CHECK_FALSE(debetten.taken_away("R1"));
        CHECK(debetten.bedrag() == model::Money{});
        CHECK(debetten.volumes().empty());
    }
}
