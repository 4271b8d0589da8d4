#include "tests/contract/engines.hpp"

using namespace contract;
using namespace support;

TEST_CASE_TEMPLATE("what runs in a gemeente: not ended, not taken away, per aanbieder and product", Engine, SqliteEngine) {
    Engine engine;
    auto const store = opened(engine);
    process(*store, zending(toewijzingsbericht("T1", "999900006", {{1}, {2}, {.nummer = 3, .einddatum = model::date(2026, 4, 30)}})));
    process(*store, zending(toewijzingsbericht("T2", "999900018", {{.nummer = 4, .reden = "13"}})));
    process(*store, zending(toewijzingsbericht("T3", "999900018", {{5}}, model::Domein::jw)));
    auto const reader = good(store->reader());
    std::vector<std::string> const asked = {"0384", std::string(gemeente)};

    auto const after = good(reader->lopende_producten(asked, model::date(2026, 5, 1)));
    REQUIRE(after.size() == 2);
    CHECK(after[0].gemeente == gemeente);
    CHECK(after[0].domein == model::Domein::wmo);
    CHECK(after[0].aanbieder == aanbieder);
    CHECK(after[0].categorie == "02");
    CHECK(after[0].code == "02A03");
    CHECK(after[0].aantal == 2);
    CHECK(after[1].domein == model::Domein::jw);
    CHECK(after[1].aantal == 1);

    CHECK(good(reader->lopende_producten(asked, model::date(2026, 4, 30)))[0].aantal == 3);
    CHECK(good(reader->lopende_producten({}, model::date(2026, 5, 1))).empty());
}
