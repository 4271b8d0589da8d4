#include "tests/support/groot_bundel.hpp"

#include <doctest/doctest.h>

using namespace rules::contract;

TEST_CASE("a bundle of 400 aanbieders, 430 products, 50,000 tarieven and 20,000 ceilings loads, and each is found again") {
    auto const contract = load(support::groot_bundel());
    if (!contract)
        for (auto const& f : contract.error()) MESSAGE(f.bestand << ":" << f.lijn << ":" << f.kolom << " " << f.melding);
    REQUIRE(contract);
    CHECK(contract->producten.size() == support::groot_producten);
    CHECK(contract->tarieven.size() == support::groot_tarieven);
    CHECK(contract->budgetten.size() == support::groot_budgetten);
    std::size_t found = 0;
    for (auto const& t : contract->tarieven) found += contract->tarief(t.domein, t.product, t.eenheid, t.aanbieder, t.geldig.van) == &t;
    CHECK(found == support::groot_tarieven);
    found = 0;
    for (auto const& b : contract->budgetten)
        for (auto const& own : contract->budgetten_van(b.niveau, b.aanbieder, b.gemeente)) found += own.id == b.id;
    CHECK(found == support::groot_budgetten);
}
