#include "store/outbox.hpp"
#include "store/uit.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>

using namespace store::outbox;

namespace {

/// In the middle: the wait is exactly what the policy says.
constexpr std::uint32_t midden = 1U << 31;
constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t week = 7 * 24 * hour;

Uitgaand mislukt(Oorzaak oorzaak, std::int64_t moment_ms) { return na_poging(nieuw(moment_ms), {oorzaak}, moment_ms, midden); }

} // namespace

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
        uitgaand = na_poging(uitgaand, {Oorzaak::onbereikbaar}, moment, midden);
        CHECK(uitgaand.toestand == Toestand::wacht);
        CHECK(uitgaand.oorzaak == Oorzaak::onbereikbaar);
        CHECK(uitgaand.volgende_ms - moment == wachttijd);
        CHECK_FALSE(aan_de_beurt(uitgaand, uitgaand.volgende_ms - 1));
        moment = uitgaand.volgende_ms;
        CHECK(aan_de_beurt(uitgaand, moment));
    }
    CHECK(uitgaand.pogingen == 9);
}

TEST_CASE("chance moves the next attempt a quarter of the wait at most, either way") {
    auto const wait = [](std::uint32_t toeval) { return na_poging(nieuw(0), {Oorzaak::tijd_op}, 0, toeval).volgende_ms; };
    CHECK(wait(0) == 22'500);
    CHECK(wait(midden) == 30'000);
    CHECK(wait(std::numeric_limits<std::uint32_t>::max()) >= 37'499);
    CHECK(wait(std::numeric_limits<std::uint32_t>::max()) <= 37'500);
    CHECK(wait(midden / 2) == 26'250);
}

TEST_CASE("a partner that asks to wait is left alone that long, but not longer than the longest wait") {
    CHECK(na_poging(nieuw(0), {Oorzaak::later, 120'000}, 0, midden).volgende_ms == 120'000);
    CHECK(na_poging(nieuw(0), {Oorzaak::later, 1000}, 0, midden).volgende_ms == 30'000);
    CHECK(na_poging(nieuw(0), {Oorzaak::later, 1000 * week}, 0, midden).volgende_ms == hour);
}

TEST_CASE("a week without success is enough; a success on the last attempt counts") {
    auto const uitgaand = nieuw(100);
    CHECK(na_poging(uitgaand, {Oorzaak::tijd_op}, 100 + week - 1, midden).toestand == Toestand::wacht);
    auto const given_up = na_poging(uitgaand, {Oorzaak::tijd_op}, 100 + week, midden);
    CHECK(given_up.toestand == Toestand::opgegeven);
    CHECK(given_up.oorzaak == Oorzaak::tijd_op);
    CHECK(given_up.klaar_ms == 100 + week);
    auto const delivered = na_poging(uitgaand, {}, 100 + week, midden);
    CHECK(delivered.toestand == Toestand::afgeleverd);
    CHECK(delivered.klaar_ms == 100 + week);
    CHECK(delivered.oorzaak == Oorzaak::geen);
}

TEST_CASE("a refusal ends it at once, and what ended is not sent again by itself") {
    auto const refused = na_poging(nieuw(0), {Oorzaak::geweigerd}, 5, midden);
    CHECK(refused.toestand == Toestand::opgegeven);
    CHECK(refused.pogingen == 1);
    CHECK_FALSE(aan_de_beurt(refused, 1'000'000'000));
    CHECK_FALSE(aan_de_beurt(na_poging(nieuw(0), {}, 5, midden), 1'000'000'000));
}

TEST_CASE("a person has a dead letter sent again: at once, with all its time before it") {
    auto const refused = na_poging(nieuw(7), {Oorzaak::geweigerd}, 5, midden);
    auto const again = opnieuw(refused, 2 * week);
    CHECK(aan_de_beurt(again, 2 * week));
    CHECK(again.gemaakt_ms == 7);
    CHECK(again.oorzaak == Oorzaak::geen);
    CHECK_FALSE(again.klaar_ms);
    CHECK(na_poging(again, {Oorzaak::tijd_op}, 3 * week - 1, midden).toestand == Toestand::wacht);
}

TEST_CASE("a foutbericht makes a dead letter of what was delivered") {
    auto const delivered = na_poging(nieuw(0), {}, 5, midden);
    auto const rejected = afgekeurd(delivered, Oorzaak::foutbericht, 9);
    CHECK(rejected.toestand == Toestand::opgegeven);
    CHECK(rejected.oorzaak == Oorzaak::foutbericht);
    CHECK(rejected.klaar_ms == 9);
}

TEST_CASE("one message a partner at a time, the oldest first") {
    std::vector<Kop> const koppen{{7, "B", nieuw(0)}, {5, "A", nieuw(0)}, {3, "A", nieuw(0)}, {4, "C", nieuw(100)}};
    CHECK(kies(koppen, {}, 0) == std::vector<std::size_t>{2, 0});
    CHECK(kies(koppen, {"A"}, 0) == std::vector<std::size_t>{0});
    CHECK(kies(koppen, {}, 100) == std::vector<std::size_t>{2, 0, 3});
    CHECK(kies({}, {}, 0).empty());
}

TEST_CASE("a partner that is down rests as a whole; a partner that fails on one message takes the others") {
    for (auto const oorzaak : {Oorzaak::onbereikbaar, Oorzaak::afgebroken, Oorzaak::tijd_op, Oorzaak::later}) {
        CAPTURE(name(oorzaak));
        std::vector<Kop> const koppen{{1, "A", mislukt(oorzaak, 0)}, {2, "A", nieuw(0)}, {3, "B", nieuw(0)}};
        CHECK(kies(koppen, {}, 29'999) == std::vector<std::size_t>{2});
        CHECK(kies(koppen, {}, 30'000) == std::vector<std::size_t>{0, 2});
    }
    for (auto const oorzaak : {Oorzaak::storing, Oorzaak::eigen}) {
        CAPTURE(name(oorzaak));
        std::vector<Kop> const koppen{{1, "A", mislukt(oorzaak, 0)}, {2, "A", nieuw(0)}};
        CHECK(kies(koppen, {}, 10) == std::vector<std::size_t>{1});
        CHECK(kies(koppen, {}, 30'000) == std::vector<std::size_t>{0});
    }
}

TEST_CASE("words of states, causes and kinds go there and back") {
    for (auto const toestand : {Toestand::wacht, Toestand::afgeleverd, Toestand::opgegeven})
        CHECK(parse_toestand(name(toestand)) == toestand);
    for (auto const oorzaak : {Oorzaak::geen, Oorzaak::onbereikbaar, Oorzaak::afgebroken, Oorzaak::tijd_op, Oorzaak::later,
                               Oorzaak::storing, Oorzaak::geweigerd, Oorzaak::foutbericht, Oorzaak::eigen})
        CHECK(parse_oorzaak(name(oorzaak)) == oorzaak);
    CHECK(name(Oorzaak::eigen) == "eigen");
    CHECK_FALSE(parse_toestand("klaar"));
    CHECK_FALSE(parse_oorzaak("pech"));
    for (auto const stuk : {store::UitStuk::retour, store::UitStuk::bericht, store::UitStuk::eigen, store::UitStuk::fo01})
        CHECK(store::parse_uit_stuk(store::name(stuk)) == stuk);
    CHECK_FALSE(store::parse_uit_stuk(""));
}

TEST_CASE("a referentienummer is a UUID of version 4, lower case") {
    std::array<std::byte, 16> random{};
    CHECK(store::uuid4(random) == "00000000-0000-4000-8000-000000000000");
    random.fill(std::byte{0xff});
    CHECK(store::uuid4(random) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
}
