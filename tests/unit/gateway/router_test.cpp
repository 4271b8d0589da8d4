#include "gateway/http/router.hpp"

#include <doctest/doctest.h>

using namespace gateway::http;

TEST_CASE("paths lead to their route and number") {
    CHECK(find_route("/")->route == Route::index);
    CHECK(find_route("/v1/berichten")->route == Route::berichten);
    CHECK(find_route("/v1/berichten/1")->route == Route::bericht);
    CHECK(find_route("/v1/berichten/12345/origineel")->id == 12345);
    CHECK(find_route("/v1/berichten/7/retour")->route == Route::retour);
    CHECK(find_route("/v1/berichten/7/besluit")->route == Route::besluit);
    CHECK(find_route("/health/ready")->route == Route::ready);
}

TEST_CASE("anything that is not exactly a path is none") {
    for (auto const* path :
         {"", "//", "/v1", "/v1/", "/v1/berichten/", "/V1/berichten", "/v1/berichten/0", "/v1/berichten/01", "/v1/berichten/-1",
          "/v1/berichten/1x", "/v1/berichten/1/", "/v1/berichten//besluit", "/v1/berichten/1/2/besluit",
          "/v1/berichten/9999999999999999999", "/v1/berichten?x=1", "/v1/../metrics", "/v1/%62erichten", "/metrics/"}) {
        INFO(path);
        CHECK_FALSE(find_route(path));
    }
}

TEST_CASE("only the two doors for messages take POST") {
    CHECK(allowed(Route::berichten) == "POST");
    CHECK(allowed(Route::proef) == "POST");
    CHECK(allowed(Route::besluit) == "GET, HEAD");
    CHECK_FALSE(takes_message(Route::metrics));
}
