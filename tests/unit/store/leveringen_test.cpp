#include "store/leveringen.hpp"

#include <doctest/doctest.h>

namespace {

model::LeveringFact start(std::int64_t nummer) {
    model::LeveringFact levering;
    levering.toewijzing_nummer = nummer;
    levering.begindatum = model::date(2026, 1, 1);
    return levering;
}

} // namespace

TEST_CASE("a removal takes the last one with its key, and leaves the order of the others") {
    std::vector<model::LeveringFact> live;
    for (std::int64_t const nummer : {1, 2, 1, 3}) store::verwerk(live, start(nummer), false);
    store::verwerk(live, start(1), true);
    REQUIRE(live.size() == 3);
    CHECK(live[0].toewijzing_nummer == 1);
    CHECK(live[1].toewijzing_nummer == 2);
    CHECK(live[2].toewijzing_nummer == 3);
    store::verwerk(live, start(4), true);
    CHECK(live.size() == 3);
}

TEST_CASE("every part of the key counts") {
    auto const full = [] {
        auto stop = start(1);
        stop.stop = true;
        stop.product = model::Product{"02", "02A03"};
        stop.reden_beeindiging = "20";
        stop.einddatum = model::date(2026, 2, 1);
        return stop;
    };
    std::vector<model::LeveringFact> live{full()};
    auto const stays = [&](auto const& change) {
        auto other = full();
        change(other);
        store::verwerk(live, other, true);
        return live.size() == 1;
    };
    CHECK(stays([](model::LeveringFact& l) { l.stop = false; }));
    CHECK(stays([](model::LeveringFact& l) { l.toewijzing_nummer.reset(); }));
    CHECK(stays([](model::LeveringFact& l) { l.product.reset(); }));
    CHECK(stays([](model::LeveringFact& l) { l.product->categorie = "03"; }));
    CHECK(stays([](model::LeveringFact& l) { l.product->code.reset(); }));
    CHECK(stays([](model::LeveringFact& l) { l.begindatum = model::date(2026, 1, 2); }));
    CHECK(stays([](model::LeveringFact& l) { l.reden_beeindiging = "37"; }));
    CHECK(stays([](model::LeveringFact& l) { l.einddatum = model::date(2026, 2, 2); }));
    CHECK_FALSE(stays([](model::LeveringFact&) {}));
}
