#include "gateway/replay/achteraf.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>
#include <vector>

using gateway::replay::Achteraf;
using gateway::replay::Overdracht;

TEST_CASE("what is handed over comes in order, more of it than there is room for") {
    std::vector<int> seen;
    bool begun = false;
    Achteraf achteraf([&] { begun = true; });
    for (int i = 0; i < 5000; ++i) {
        // Some are larger than all of the room.
        auto const bytes = i % 1000 == 0 ? std::size_t{64} << 20 : std::size_t{100};
        REQUIRE(achteraf.doe(
            [&seen, value = std::make_unique<int>(i)]() -> model::Result<void> {
                seen.push_back(*value);
                return {};
            },
            bytes));
    }
    REQUIRE(achteraf.klaar());
    CHECK(begun);
    REQUIRE(seen.size() == 5000);
    for (int i = 0; i < 5000; ++i) CHECK(seen[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("after an error nothing more is done, and whoever gives more hears of it") {
    int done = 0;
    Achteraf achteraf;
    bool refused = false;
    for (int i = 0; i < 100'000 && !refused; ++i)
        refused = !achteraf.doe(
            [&done, i]() -> model::Result<void> {
                if (i == 3) return std::unexpected(model::Error{model::ErrorCode::internal, "drie"});
                ++done;
                return {};
            },
            1);
    CHECK(refused);
    auto const klaar = achteraf.klaar();
    REQUIRE_FALSE(klaar);
    CHECK(klaar.error().context == "drie");
    CHECK(done == 3);
}

TEST_CASE("a bug is met by who gave the work") {
    Achteraf achteraf;
    achteraf.doe([]() -> model::Result<void> { throw std::logic_error("fout"); }, 1);
    CHECK_THROWS_AS(static_cast<void>(achteraf.klaar()), std::logic_error);
}

TEST_CASE("what was handed over before the end is still taken") {
    Overdracht<int> overdracht(4, 100);
    CHECK(overdracht.geef(1, 1));
    overdracht.sluit();
    CHECK(overdracht.neem() == 1);
    CHECK_FALSE(overdracht.neem());
    overdracht.stop();
    CHECK_FALSE(overdracht.geef(2, 1));
}
