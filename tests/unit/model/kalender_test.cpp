#include "xsd/model/kalender.hpp"

#include "xsd/model/termijn.hpp"

#include <doctest/doctest.h>

using namespace model;

TEST_CASE("Easter of known years, the earliest and the latest among them") {
    CHECK(eerste_paasdag(2024) == date(2024, 3, 31));
    CHECK(eerste_paasdag(2025) == date(2025, 4, 20));
    CHECK(eerste_paasdag(2026) == date(2026, 4, 5));
    CHECK(eerste_paasdag(2027) == date(2027, 3, 28));
    CHECK(eerste_paasdag(2008) == date(2008, 3, 23));
    CHECK(eerste_paasdag(2038) == date(2038, 4, 25));
    CHECK(eerste_paasdag(1954) == date(1954, 4, 18));
}

TEST_CASE("the holidays of 2025 and 2026 are free, the days beside them are not") {
    Kalender const k;
    for (auto const d : {date(2026, 1, 1), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 25),
                         date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 29), date(2025, 6, 9), date(2025, 12, 26)})
        CHECK_MESSAGE(!k.is_werkdag(d), to_string(d));
    for (auto const d : {date(2026, 1, 2), date(2026, 4, 3), date(2026, 4, 7), date(2026, 5, 5), date(2026, 5, 15), date(2026, 12, 24),
                         date(2025, 4, 28), date(2025, 12, 24)})
        CHECK_MESSAGE(k.is_werkdag(d), to_string(d));
    CHECK(!k.is_werkdag(date(2026, 11, 21)));
    CHECK(!k.is_werkdag(date(2026, 11, 22)));
}

TEST_CASE("koningsdag never falls on a Sunday") {
    // 27 April 2025 is a Sunday: worked when somebody works Sundays, because the holiday was the Saturday before.
    Kalender const k({}, {}, {date(2025, 4, 27)});
    CHECK(k.is_werkdag(date(2025, 4, 27)));
    CHECK(!k.is_werkdag(date(2025, 4, 26)));
    CHECK(!k.is_werkdag(date(2027, 4, 27)));
}

TEST_CASE("what is free is configuration") {
    Feestdagen f;
    f.goede_vrijdag = true;
    f.bevrijdingsdag = true;
    f.hemelvaart = false;
    Kalender const k(f, {date(2026, 12, 24)}, {date(2026, 12, 26), date(2026, 4, 27)});
    CHECK(!k.is_werkdag(date(2026, 4, 3)));
    CHECK(!k.is_werkdag(date(2026, 5, 5)));
    CHECK(k.is_werkdag(date(2026, 5, 14)));
    CHECK(!k.is_werkdag(date(2026, 12, 24)));
    CHECK(k.is_werkdag(date(2026, 12, 26))); // a Saturday and a holiday, yet worked
    CHECK(k.is_werkdag(date(2026, 4, 27)));
}

TEST_CASE("werkdagen are counted over weekends and holidays, forth and back") {
    Kalender const k;
    CHECK(k.plus_werkdagen(date(2026, 11, 20), 1) == date(2026, 11, 23)); // Friday -> Monday
    CHECK(k.plus_werkdagen(date(2026, 11, 21), 1) == date(2026, 11, 23));
    CHECK(k.plus_werkdagen(date(2026, 12, 24), 1) == date(2026, 12, 28));
    CHECK(k.plus_werkdagen(date(2026, 4, 2), 3) == date(2026, 4, 8)); // Easter between
    CHECK(k.plus_werkdagen(date(2026, 4, 2), 0) == date(2026, 4, 2));
    CHECK(k.werkdagen_tussen(date(2026, 11, 20), date(2026, 11, 23)) == 1);
    CHECK(k.werkdagen_tussen(date(2026, 11, 23), date(2026, 11, 20)) == -1);
    CHECK(k.werkdagen_tussen(date(2026, 11, 20), date(2026, 11, 20)) == 0);
    for (auto d = date(2026, 1, 1); d < date(2027, 1, 1); d = d + 1)
        for (int n = 1; n < 12; ++n) {
            auto const eind = k.plus_werkdagen(d, n);
            REQUIRE(k.is_werkdag(eind));
            REQUIRE(k.werkdagen_tussen(d, eind) == n);
        }
}

TEST_CASE("a calendar without werkdagen still gives a deadline") {
    std::vector<Date> alles;
    for (auto d = date(2026, 1, 1); d < date(2037, 1, 1); d = d + 1) alles.push_back(d);
    CHECK(Kalender({}, alles, {}).plus_werkdagen(date(2026, 1, 1), 5) == date(2026, 1, 1) + 3653);
}

TEST_CASE("the deadlines of the standard") {
    Kalender const k;
    auto const vrijdag = date(2026, 11, 20);
    CHECK(termijn::retour(vrijdag, k) == date(2026, 11, 25));
    CHECK(termijn::declaratie_antwoord(vrijdag, k) == date(2026, 12, 4));
    CHECK(termijn::levering(vrijdag, k) == date(2026, 11, 27));
    CHECK(termijn::verzoek(date(2026, 12, 22), k) == date(2026, 12, 30)); // both days of kerst between
    CHECK(termijn::onderzoek(vrijdag) == date(2027, 1, 15));
    CHECK(termijn::woonplaatsbeginsel(vrijdag) == date(2026, 12, 4));
}
