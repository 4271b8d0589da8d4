#include "store/outbox.hpp"

#include <doctest/doctest.h>

using namespace store::outbox;

TEST_CASE("a new message is to be sent at once") {
    auto const uitgaand = nieuw(1000);
    CHECK(uitgaand.toestand == Toestand::wacht);
    CHECK(uitgaand.pogingen == 0);
    CHECK(aan_de_beurt(uitgaand, 1000));
    CHECK_FALSE(aan_de_beurt(uitgaand, 999));
}

TEST_CASE("failures wait longer and longer, up to the longest wait") {
    auto uitgaand = nieuw(0);
    std::int64_t moment = 0;
    for (std::int64_t const wachttijd : {30'000, 60'000, 120'000, 240'000, 480'000, 960'000, 1'920'000, 3'600'000, 3'600'000}) {
        uitgaand = na_poging(uitgaand, Poging::mislukt, moment);
        CHECK(uitgaand.toestand == Toestand::wacht);
        CHECK(uitgaand.volgende_ms - moment == wachttijd);
        CHECK_FALSE(aan_de_beurt(uitgaand, uitgaand.volgende_ms - 1));
        moment = uitgaand.volgende_ms;
        CHECK(aan_de_beurt(uitgaand, moment));
    }
    CHECK(uitgaand.pogingen == 9);
}

TEST_CASE("five days without success is enough; a success on the last attempt counts") {
    std::int64_t const five_days = 5LL * 24 * 3'600'000;
    auto const uitgaand = nieuw(100);
    CHECK(na_poging(uitgaand, Poging::mislukt, 100 + five_days - 1).toestand == Toestand::wacht);
    CHECK(na_poging(uitgaand, Poging::mislukt, 100 + five_days).toestand == Toestand::opgegeven);
    CHECK(na_poging(uitgaand, Poging::afgeleverd, 100 + five_days).toestand == Toestand::afgeleverd);
}

TEST_CASE("a refusal ends it at once, and what ended is never sent again") {
    auto const refused = na_poging(nieuw(0), Poging::geweigerd, 5);
    CHECK(refused.toestand == Toestand::opgegeven);
    CHECK(refused.pogingen == 1);
    CHECK_FALSE(aan_de_beurt(refused, 1'000'000'000));
    CHECK_FALSE(aan_de_beurt(na_poging(nieuw(0), Poging::afgeleverd, 5), 1'000'000'000));
}
