#include "store/verzoek.hpp"

#include <doctest/doctest.h>

using store::na_stap;
using store::StapSoort;
using Toestand = model::VerzoekToestand;

namespace {

std::optional<model::VerzoekFact> begonnen(StapSoort soort = StapSoort::toewijzing) {
    return na_stap(std::nullopt, soort, "999900006", {});
}

} // namespace

TEST_CASE("a verzoek begins open") {
    auto const vot = begonnen();
    REQUIRE(vot);
    CHECK(vot->toestand == Toestand::open);
    CHECK_FALSE(vot->wijziging);
    CHECK(vot->bsn == "999900006");
    CHECK(begonnen(StapSoort::wijziging)->wijziging);
}

TEST_CASE("nothing happens to what was never asked") {
    CHECK_FALSE(na_stap(std::nullopt, StapSoort::antwoord, "", "1"));
    CHECK_FALSE(na_stap(std::nullopt, StapSoort::honorering, "", {}));
}

TEST_CASE("from open and from in onderzoek to rejected or honoured") {
    auto const onderzoek = na_stap(begonnen(), StapSoort::antwoord, "", "2");
    CHECK(onderzoek->toestand == Toestand::in_onderzoek);
    CHECK(onderzoek->bsn == "999900006");
    for (auto const& from : {begonnen(), onderzoek}) {
        CHECK(na_stap(from, StapSoort::antwoord, "", "1")->toestand == Toestand::afgewezen);
        CHECK(na_stap(from, StapSoort::honorering, "", {})->toestand == Toestand::gehonoreerd);
    }
}

TEST_CASE("what is final stays, whatever comes late; a new beginning begins again") {
    auto const no = na_stap(begonnen(), StapSoort::antwoord, "", "1");
    auto const yes = na_stap(begonnen(), StapSoort::honorering, "", {});
    CHECK(na_stap(no, StapSoort::honorering, "", {})->toestand == Toestand::afgewezen);
    CHECK(na_stap(no, StapSoort::antwoord, "", "2")->toestand == Toestand::afgewezen);
    CHECK(na_stap(yes, StapSoort::antwoord, "", "2")->toestand == Toestand::gehonoreerd);
    CHECK(na_stap(yes, StapSoort::antwoord, "", "2")->laatste_antwoord == model::Code("2"));
    CHECK(na_stap(no, StapSoort::wijziging, "999900018", {})->toestand == Toestand::open);
    CHECK_FALSE(na_stap(no, StapSoort::wijziging, "999900018", {})->laatste_antwoord);
}

TEST_CASE("names and back") {
    for (auto const soort : {StapSoort::toewijzing, StapSoort::wijziging, StapSoort::antwoord, StapSoort::honorering})
        CHECK(store::parse_stap(store::name(soort)) == soort);
    for (auto const toestand : {Toestand::open, Toestand::in_onderzoek, Toestand::afgewezen, Toestand::gehonoreerd})
        CHECK(store::parse_toestand(store::name(toestand)) == toestand);
    CHECK_FALSE(store::parse_stap("iets"));
    CHECK_FALSE(store::parse_toestand("iets"));
}
