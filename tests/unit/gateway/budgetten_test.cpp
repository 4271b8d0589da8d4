#include "gateway/http/budgetten.hpp"

#include <doctest/doctest.h>

using namespace gateway::http;

namespace {

std::expected<BudgetVerzoek, std::string> vraag(std::string_view path, std::string_view query) {
    auto doel = find_route(path);
    REQUIRE(doel);
    REQUIRE(add_query(*doel, query));
    return budget_verzoek(*doel);
}

} // namespace

TEST_CASE("budgets are asked for by gemeente, aanbieder, jaar and perceel") {
    auto const v = vraag("/v1/budgetten", "gemeente=0384&aanbieder=42420001&jaar=2026&perceel=P1");
    REQUIRE(v);
    CHECK_FALSE(v->boekingen);
    CHECK_FALSE(v->vraag.id);
    CHECK(v->vraag.gemeente == "0384");
    CHECK(v->vraag.aanbieder == "42420001");
    CHECK(v->vraag.jaar == 2026);
    CHECK(v->vraag.perceel == "P1");
    CHECK_FALSE(vraag("/v1/budgetten", "jaar=nu"));
    CHECK_FALSE(vraag("/v1/budgetten", "jaar=0"));
}

TEST_CASE("the lines of a budget come in pages") {
    auto const v = vraag("/v1/budgetten/plafond-P1/boekingen", "na=7&aantal=50");
    REQUIRE(v);
    CHECK(v->boekingen);
    CHECK(v->vraag.id == "plafond-P1");
    CHECK(v->na == 7);
    CHECK(v->aantal == 50);
    CHECK_FALSE(vraag("/v1/budgetten/plafond-P1/boekingen", "aantal=0"));
    CHECK_FALSE(vraag("/v1/budgetten/plafond-P1/boekingen", "aantal=1001"));
    CHECK_FALSE(vraag("/v1/budgetten/plafond-P1/boekingen", "na=-1"));
    CHECK_FALSE(vraag("/v1/budgetten/plafond-P1/boekingen", "na=1x"));
    CHECK_FALSE(find_route("/v1/budgetten//boekingen"));
}
