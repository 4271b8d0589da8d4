#include "gateway/klok.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace gateway;

namespace {

constexpr std::int64_t dag_ms = 86'400'000;
constexpr std::int64_t begin_ms = 1'795'000'000'000;

} // namespace

TEST_CASE("a clock that is set back does not take decided moments back, and is told (F17)") {
    std::int64_t systeem = begin_ms;
    std::int64_t stil = 0;
    std::vector<std::int64_t> gemeld;
    auto const klok = niet_terug([&] { return Moment{systeem, dutch_day(systeem)}; }, [&] { return stil; },
                                 [&](std::int64_t sprong) { gemeld.push_back(sprong); });
    auto const verder = [&](std::int64_t ms) {
        systeem += ms;
        stil += ms;
    };
    auto const eerst = klok();
    CHECK(eerst.utc_ms == begin_ms);
    verder(1000);
    CHECK(klok().utc_ms == begin_ms + 1000);
    systeem -= dag_ms; // set back a day
    verder(1000);
    CHECK(klok().utc_ms == begin_ms + 1000);
    CHECK(klok().vandaag == eerst.vandaag);
    CHECK(gemeld == std::vector<std::int64_t>{-dag_ms});
    systeem = 0; // 1970
    CHECK(klok().utc_ms == begin_ms + 1000);
    CHECK(gemeld.size() == 2);
    systeem = begin_ms + 5000; // set right
    CHECK(klok().utc_ms == begin_ms + 5000);
    systeem += dag_ms; // set a day ahead: it is followed, and told
    CHECK(klok().utc_ms == begin_ms + 5000 + dag_ms);
    CHECK(gemeld.back() == dag_ms);
    CHECK(gemeld.size() == 4);
    systeem += 30'000; // a second more or less is what time servers do
    CHECK(klok().utc_ms == begin_ms + 35'000 + dag_ms);
    CHECK(gemeld.size() == 4);
}
