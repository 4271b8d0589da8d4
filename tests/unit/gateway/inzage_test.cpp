#include "gateway/inzage.hpp"
#include "gateway/vrije_tekst.hpp"
#include "gateway/wie.hpp"

#include <doctest/doctest.h>

using namespace gateway;

TEST_CASE("a partner is who its certificate says, whatever the request adds") {
    Partner partner;
    Peer const peer{std::make_shared<Partners const>(), &partner, "00000001001234567000"};
    auto const wie = wie_vraagt(peer, "iemand.anders", "", "192.0.2.7");
    REQUIRE(wie);
    CHECK(wie->wie == "oin 00000001001234567000");
    CHECK(wie->vanwaar == "192.0.2.7");
    CHECK(wie->partner);
}

TEST_CASE("over the own system's port the request says for whom it asks, in a checked form") {
    auto const wie = wie_vraagt({}, "j.jansen@gemeente.nl", "klacht van de aanbieder", "127.0.0.1");
    REQUIRE(wie);
    CHECK(wie->wie == "gebruiker j.jansen@gemeente.nl");
    CHECK(wie->reden == "klacht van de aanbieder");
    CHECK_FALSE(wie->partner);
    CHECK(wie_vraagt({}, "", "", "127.0.0.1")->wie == "onbekend");
    for (auto const* naam : {"met spatie", "a\tb", "oin 1", "j\"jansen", "999990019", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"}) {
        INFO(naam);
        CHECK_FALSE(wie_vraagt({}, naam, "", ""));
    }
    CHECK_FALSE(wie_vraagt({}, "a", "over 999990019", ""));
    CHECK_FALSE(wie_vraagt({}, "a", std::string(201, 'x'), ""));
    CHECK(wie_vraagt({}, "a", std::string(200, 'x'), ""));
}

TEST_CASE("days of a search are Dutch days, the last one included") {
    auto const zoek = inzage_zoek("2026-07-01", "2026-07-01", std::nullopt, std::nullopt, std::nullopt, std::nullopt);
    REQUIRE(zoek);
    CHECK(dutch_day(*zoek->filter.van_ms) == model::date(2026, 7, 1));
    CHECK(dutch_day(*zoek->filter.van_ms - 1) == model::date(2026, 6, 30));
    CHECK(dutch_day(*zoek->filter.tot_ms) == model::date(2026, 7, 2));
    CHECK(dutch_day(*zoek->filter.tot_ms - 1) == model::date(2026, 7, 1));
    CHECK_FALSE(inzage_zoek("2026-02-30", std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt));
    CHECK_FALSE(inzage_zoek(std::nullopt, std::nullopt, "", std::nullopt, std::nullopt, std::nullopt));
    CHECK_FALSE(inzage_zoek(std::nullopt, std::nullopt, std::nullopt, "0", std::nullopt, std::nullopt));
    CHECK_FALSE(inzage_zoek(std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, "501"));
}

TEST_CASE("a BSN is nine digits that pass the eleven-test") {
    CHECK(is_bsn("999990019"));
    for (auto const* text : {"", "000000000", "99999001", "999990018", "99999001a", "9999900190", " 99990019"}) CHECK_FALSE(is_bsn(text));
}

TEST_CASE("the table says what the JSON says") {
    store::Inzage inzage;
    inzage.id = 4;
    inzage.wie = "gebruiker a";
    inzage.wat = "origineel";
    inzage.berichten = {7, 8};
    auto const tabel = inzage_tabel({inzage});
    auto const o = inzage_json(inzage);
    REQUIRE(tabel.rijen.size() == 1);
    REQUIRE(tabel.rijen[0].cellen.size() == tabel.kolommen.size());
    CHECK(o.size() == tabel.kolommen.size());
    for (auto const& kolom : tabel.kolommen) CHECK(o.contains(kolom.naam));
    CHECK(std::get<std::string>(tabel.rijen[0].cellen.back()) == "7 8");
}
