#include "gateway/http/router.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace gateway::http;

TEST_CASE("paths lead to their route and number") {
    CHECK(find_route("/")->route == Route::index);
    CHECK(find_route("/v1/berichten", "POST")->route == Route::berichten);
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

TEST_CASE("parts of a path keep their names") {
    auto const doel = find_route("/v1/toewijzingen/0344/Wmo/12");
    REQUIRE(doel);
    CHECK(doel->route == Route::toewijzing);
    CHECK(*doel->waarde("gemeente") == "0344");
    CHECK(*doel->waarde("domein") == "Wmo");
    CHECK(*doel->waarde("nummer") == "12");
    CHECK(doel->waarde("op") == nullptr);
    for (auto const* path : {"/v1/toewijzingen", "/v1/toewijzingen/0344/Wmo", "/v1/toewijzingen/0344/Wmo/", "/v1/toewijzingen//Wmo/1",
                             "/v1/toewijzingen/0344/Wmo/12/", "/v1/toewijzingen/0344/Wmo/12/3"}) {
        INFO(path);
        CHECK_FALSE(find_route(path));
    }
    CHECK(find_route("/v1/werkvoorraad")->route == Route::werkvoorraad);
    CHECK(find_route("/v1/werkvoorraad/4")->id == 4);
    CHECK(find_route("/v1/werkvoorraad/4/besluit")->route == Route::werkbesluit);
}

TEST_CASE("a query is decoded, once, by name") {
    auto doel = *find_route("/v1/werkvoorraad");
    REQUIRE(add_query(doel, "toestand=open&soort=a%20b%26c+d&aantal=5"));
    CHECK(*doel.waarde("toestand") == "open");
    CHECK(*doel.waarde("soort") == "a b&c+d");
    CHECK(*doel.waarde("aantal") == "5");
    CHECK(doel.waarde("vanaf") == nullptr);
}

TEST_CASE("a query that is not understood whole is refused, and says why") {
    auto const why = [](std::string_view query, std::string_view path = "/v1/werkvoorraad") {
        auto doel = *find_route(path);
        auto const added = add_query(doel, query);
        return added ? std::string() : added.error();
    };
    CHECK(why("x=1", "/metrics") == "De parameter x bestaat hier niet; dit adres heeft geen parameters.");
    CHECK(why("kleur=1") == "De parameter kleur bestaat hier niet; wel: toestand, soort, gemeente, aanbieder, vanaf, aantal, formaat.");
    CHECK(why("aantal=1&aantal=1") == "De parameter aantal mag maar één keer voorkomen.");
    CHECK(why("aantal=1&%61antal=1") == "De parameter aantal mag maar één keer voorkomen.");
    CHECK(why("aantal") == "De parameter aantal heeft geen waarde.");
    CHECK(why("aantal=") == "De parameter aantal heeft geen waarde.");
    CHECK(why("999990019=1").find("999990019") == std::string::npos);
    for (auto const* query : {"", "&", "&aantal=1", "aantal=1&", "aantal=1&&soort=a", "=1", "Aantal=1", "aantal =1"}) {
        INFO(query);
        CHECK_FALSE(why(query).empty());
    }
    for (auto const* waarde : {"%", "%1", "%zz", "%-1", "%+1", "%0x", "%00", "%0a", "%7f", "%c3%a9"}) {
        INFO(waarde);
        CHECK(why(std::string("soort=") + waarde).starts_with("De parameter soort is niet goed gecodeerd"));
    }
}

TEST_CASE("a route that takes a body takes POST, the others are looked at") {
    CHECK(allowed(Route::berichten) == "POST, GET, HEAD");
    CHECK(allowed(Route::proef) == "POST");
    CHECK(allowed(Route::werkbesluit) == "POST");
    CHECK(allowed(Route::besluit) == "GET, HEAD");
    CHECK(find_route("/v1/berichten", "GET")->route == Route::berichten_lijst);
    CHECK_FALSE(answers(Route::berichten, "GET"));
    CHECK(answers(Route::berichten, "POST"));
    CHECK(answers(Route::bericht, "HEAD"));
    CHECK_FALSE(answers(Route::bericht, "DELETE"));
    CHECK(inhoud(Route::proef) == Inhoud::xml);
    CHECK(inhoud(Route::werkbesluit) == Inhoud::json);
    CHECK(inhoud(Route::metrics) == Inhoud::geen);
}

TEST_CASE("what nobody gave to partners is for beheer") {
    CHECK(deur(Route::berichten) == Deur::partner);
    CHECK(deur(Route::retour) == Deur::partner);
    for (auto const route : {Route::toewijzing, Route::werkvoorraad, Route::werkbesluit, Route::budgetten, Route::metrics})
        CHECK(deur(route) == Deur::beheer);
}

TEST_CASE("a route that gives a message as it is says that a BSN stands in it") {
    for (auto const route : {Route::origineel, Route::retour, Route::postbus_bericht, Route::vsp_payload, Route::inzage_zoeken})
        CHECK(persoonsgegevens(route) == Persoonsgegevens::bsn);
    for (auto const route : {Route::bericht, Route::besluit, Route::toewijzing, Route::werkvoorraad, Route::werk, Route::rapport, Route::inzagelog})
        CHECK(persoonsgegevens(route) == Persoonsgegevens::zaak);
    for (auto const route : {Route::metrics, Route::live, Route::ready, Route::index, Route::audit_checkpoint})
        CHECK(persoonsgegevens(route) == Persoonsgegevens::geen);
}

TEST_CASE("all below /console/ is one route, and its query is not ours") {
    for (auto const* path : {"/console", "/console/", "/console/vandaag", "/console/dossier/0344/wmo/1200", "/console/assets/a.js"}) {
        auto doel = find_route(path);
        REQUIRE_MESSAGE(doel.has_value(), path);
        CHECK(doel->route == Route::console);
        CHECK(*doel->waarde("...") == std::string_view(path).substr(8));
        CHECK(add_query(*doel, "regels.sorteer=bedrag&wat=%C3%A9%zz").has_value());
    }
    CHECK_FALSE(find_route("/consoles").has_value());
    CHECK_FALSE(find_route("/v1/console/x").has_value());
}

TEST_CASE("what a path names is decoded once, and nothing else of it is") {
    auto const decoded = [](std::string_view path, std::string_view naam) -> std::string {
        auto doel = find_route(path);
        if (!doel) return "geen adres";
        if (!decode_path(*doel)) return "geweigerd";
        return *doel->waarde(naam);
    };
    CHECK(decoded("/v1/contracten/noord-limburg%402026.1", "bundel") == "noord-limburg@2026.1");
    CHECK(decoded("/v1/contracten/a@1/verschillen", "bundel") == "a@1");
    CHECK(decoded("/v1/contracten/%25340", "bundel") == "%340");
    CHECK(decoded("/v1/contracten/%2e%2e/verschillen", "bundel") == "..");
    CHECK(decoded("/v1/contracten/a+b%20c", "bundel") == "a+b c");
    for (auto const* escape : {"%2F", "%2f", "%00", "%0d%0a", "%", "%4", "%zz", "%-1", "%7f", "%c3%a9", "a%2fb"})
        CHECK_MESSAGE(decoded(fmt::format("/v1/contracten/{}", escape), "bundel") == "geweigerd", escape);
    // The names of our own are not: one address for each thing.
    CHECK(decoded("/v1/%63ontracten/a", "bundel") == "geen adres");
    CHECK(decoded("/v1/berichten/%31", "bundel") == "geen adres");
    // Below a folder that is served whole the names are those of files.
    CHECK(decoded("/console/x%2Fy%zz", "...") == "/x%2Fy%zz");
}
