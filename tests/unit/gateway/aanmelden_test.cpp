#include "gateway/aanmelden/base64url.hpp"
#include "gateway/aanmelden/rem.hpp"
#include "gateway/aanmelden/sessies.hpp"
#include "gateway/aanmelden/wachtwoord.hpp"
#include "gateway/http/aanmelding.hpp"
#include "gateway/http/rechten.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace gateway::aanmelden;
using namespace gateway::http;

namespace {

constexpr std::int64_t nu = 1'800'000'000'000;

Sessies sessies() {
    return Sessies([n = 0]() mutable { return fmt::format("geheim {}", ++n); });
}

Aangemeld jansen() { return {"j.jansen", "J. Jansen", {store::Rol::backoffice}, {"0344"}, "lokaal"}; }

} // namespace

TEST_CASE("a password is kept as argon2id with the parameters of OWASP, and only the right one fits") {
    Zout zout{};
    auto const bewaard = versleutel("een lang wachtwoord", zout);
    CHECK(bewaard.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(klopt("een lang wachtwoord", bewaard));
    CHECK_FALSE(klopt("een lang wachtwoorD", bewaard));
    CHECK_FALSE(klopt("", bewaard));
    CHECK_FALSE(klopt("een lang wachtwoord", "geen hash"));
    zout.back() = std::byte{1};
    CHECK(versleutel("een lang wachtwoord", zout) != bewaard);
}

TEST_CASE("what a password may be: length counts, characters and not bytes") {
    CHECK_FALSE(fout_in_wachtwoord("twaalf teken", "piet"));
    CHECK(fout_in_wachtwoord("elf tekens!", "piet"));
    CHECK(fout_in_wachtwoord("éééééé", "piet"));
    CHECK_FALSE(fout_in_wachtwoord("één twee drie", "piet"));
    CHECK(fout_in_wachtwoord("aaaaaaaaaaaa", "piet"));
    CHECK(fout_in_wachtwoord("mijn naam is piet", "piet"));
    CHECK(fout_in_wachtwoord("met een\ttab erin", "piet"));
    CHECK(fout_in_wachtwoord(std::string(257, 'b') + "c", "piet"));
}

TEST_CASE("a session ends after fifteen quiet minutes, and after eight hours whatever happens") {
    auto all = sessies();
    auto const [koekje, sessie] = all.begin(jansen(), nu);
    CHECK(all.vind(koekje, nu + rust_ms - 1, false) == sessie);
    CHECK(sessie->verloopt_ms() == nu + rust_ms);
    CHECK(all.vind(koekje, nu + rust_ms - 1, true) == sessie);
    CHECK(sessie->verloopt_ms() == nu + 2 * rust_ms - 1);
    CHECK(all.vind(koekje, nu + 2 * rust_ms - 1, true) == nullptr);
    CHECK(all.aantal() == 0);

    auto const [lang, tweede] = all.begin(jansen(), nu);
    for (auto at = nu; at < nu + langst_ms; at += rust_ms - 1) CHECK(all.vind(lang, at, true) == tweede);
    CHECK(tweede->verloopt_ms() == nu + langst_ms);
    CHECK(all.vind(lang, nu + langst_ms, true) == nullptr);
}

TEST_CASE("sessions end by cookie and by user, and each sign-in has secrets of its own") {
    auto all = sessies();
    auto const [een, eerste] = all.begin(jansen(), nu);
    auto const [twee, tweede] = all.begin(jansen(), nu);
    auto ander = jansen();
    ander.gebruiker = "p.pieters";
    auto const [drie, derde] = all.begin(ander, nu);
    CHECK(std::set<std::string>{een, twee, drie, eerste->csrf, tweede->csrf, derde->csrf}.size() == 6);
    all.eindig(een);
    CHECK(all.vind(een, nu, true) == nullptr);
    CHECK_FALSE(eerste->geldig(nu)); // for who still holds it
    CHECK(all.vind(twee, nu, true) == tweede);
    all.eindig_van("j.jansen");
    CHECK(all.vind(twee, nu, true) == nullptr);
    CHECK(all.vind(drie, nu, true) == derde);
    CHECK(all.vind("iets anders", nu, true) == nullptr);
}

TEST_CASE("one user has ten sessions at most: the one that is quiet longest goes") {
    auto all = sessies();
    std::vector<std::string> cookies;
    for (int i = 0; i < 11; ++i) cookies.push_back(all.begin(jansen(), nu + i).first);
    CHECK(all.aantal() == 10);
    CHECK(all.vind(cookies[0], nu + 20, false) == nullptr);
    CHECK(all.vind(cookies[1], nu + 20, false) != nullptr);
}

TEST_CASE("guessing is slowed: each fault after the free ones doubles the wait, up to a quarter of an hour") {
    Rem rem(3);
    for (int i = 0; i < 3; ++i) {
        CHECK(rem.wacht("x", nu) == 0);
        rem.fout("x", nu);
    }
    CHECK(rem.wacht("x", nu) == 0);
    for (std::int64_t const seconds : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
        rem.fout("x", nu);
        CHECK(rem.wacht("x", nu) == seconds);
        CHECK(rem.wacht("x", nu + seconds * 1000 - 1) == 1);
        CHECK(rem.wacht("x", nu + seconds * 1000) == 0);
    }
    CHECK(rem.wacht("y", nu) == 0);
    rem.goed("x");
    CHECK(rem.wacht("x", nu) == 0);
    for (int i = 0; i < 30'000; ++i) rem.fout(fmt::format("{}", i), nu + i); // memory stays bounded
    for (int i = 0; i < 4; ++i) rem.fout("laatste", nu + 40'000);
    CHECK(rem.wacht("laatste", nu + 40'000) == 1);
}

TEST_CASE("base64url has one spelling") {
    for (std::string_view const text : {"", "f", "fo", "foo", "foob", "\xff\xfe\xfd"}) {
        auto const coded = base64url(std::as_bytes(std::span(text)));
        CHECK(coded.find_first_of("+/=") == std::string::npos);
        CHECK(van_base64url(coded) == std::string(text));
    }
    CHECK(base64url(std::as_bytes(std::span(std::string_view("foob")))) == "Zm9vYg");
    for (std::string_view const wrong : {"Zm9vYg==", "Zm9vYh", "A", "Zm9 vYg", "Zm9vY+", "Zm\n9"}) CHECK_FALSE(van_base64url(wrong));
}

TEST_CASE("the cookie of ours is found between others, and twice is once too many") {
    CHECK(koekje("") == "");
    CHECK(koekje("a=b; c=d") == "");
    CHECK(koekje("__Host-sid=xyz") == "xyz");
    CHECK(koekje("a=b; __Host-sid=xyz; c=d") == "xyz");
    CHECK(koekje("a=__Host-sid=xyz") == "");
    CHECK(koekje("__host-sid=xyz") == "");
    CHECK(koekje("x__Host-sid=xyz") == "");
    CHECK_FALSE(koekje("__Host-sid=a; __Host-sid=b"));
    CHECK_FALSE(koekje("__Host-sid=; __Host-sid=b"));
    CHECK(koekje("__Host-sid=") == "-");
}

TEST_CASE("only a page of ours changes anything") {
    CHECK(eigen_pagina("https://poort.nl", "same-origin", "poort.nl", ""));
    CHECK(eigen_pagina("http://127.0.0.1:8480", "", "127.0.0.1:8480", ""));
    CHECK(eigen_pagina("", "same-origin", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("", "", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("https://boos.nl", "", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("https://poort.nl", "cross-site", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("https://poort.nl", "same-site", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("https://poort.nl", "none", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("null", "same-origin", "poort.nl", ""));
    CHECK_FALSE(eigen_pagina("https://poort.nl.boos.nl", "", "poort.nl", ""));
    CHECK(eigen_pagina("https://poort.nl", "same-origin", "127.0.0.1:8480", "https://poort.nl"));
    CHECK_FALSE(eigen_pagina("http://poort.nl", "same-origin", "poort.nl", "https://poort.nl"));
}

TEST_CASE("every route has one row of rights, and who has no role may do nothing but sign in") {
    for (auto const route : routes()) {
        INFO(std::string(name(route)));
        CHECK(std::ranges::count(rechten(), route, &Recht::route) == 1);
    }
    CHECK(rechten().size() == routes().size());
    Aangemeld const niemand{"x", "x", {}, {"*"}, "lokaal"};
    for (auto const& row : rechten()) CHECK_FALSE(mag(niemand, row.route));
}

TEST_CASE("who has no right to a gemeente gets no query about it, who has one need not name it") {
    Sessie sessie{jansen(), "", nu, nu};
    Doel doel{Route::berichten_lijst, 0, {}};
    CHECK_FALSE(begrens(doel, &sessie));
    REQUIRE(doel.waarde("gemeente") != nullptr);
    CHECK(*doel.waarde("gemeente") == "0344");
    Doel vreemd{Route::berichten_lijst, 0, {{"gemeente", "0363"}}};
    CHECK(begrens(vreemd, &sessie)->status == 403);
    sessie.wie.gemeenten = {"0344", "0363"};
    CHECK_FALSE(begrens(vreemd, &sessie));
    Doel open{Route::berichten_lijst, 0, {}};
    CHECK(begrens(open, &sessie)->status == 400);
    sessie.wie.gemeenten = {};
    CHECK(begrens(open, &sessie)->status == 403);
    sessie.wie.gemeenten = {"*"};
    CHECK_FALSE(begrens(open, &sessie));
    CHECK(open.waarden.empty());
    CHECK_FALSE(begrens(open, nullptr));
}

TEST_CASE("a BSN in JSON is shown to who says why, where the access log records it, and to nobody else who signed in") {
    auto const sessie = std::make_shared<Sessie const>(Sessie{jansen(), "", nu, nu});
    std::string const body = R"({"bsn":"999900006","nummer":999900006,"tekst":"x 999900006","code":"123456789","b":["999900018"]})";
    auto const shown = [&](Route route, std::string reden, std::shared_ptr<Sessie const> who, std::string type) {
        Verzoek verzoek{.doel = {route, 0, {}}, .peer = {}, .content_type = {}, .soap_action = {}, .body = {}};
        verzoek.wie.reden = std::move(reden);
        verzoek.sessie = std::move(who);
        Answer answer{200, std::move(type), body, {}, false};
        scherm_af(verzoek, answer);
        return answer.body;
    };
    std::string const hidden = R"({"bsn":"*****0006","nummer":999900006,"tekst":"x 999900006","code":"123456789","b":["*****0018"]})";
    CHECK(shown(Route::berichten_zoek, "", sessie, "application/json") == hidden);
    CHECK(shown(Route::berichten_zoek, "", sessie, "application/problem+json") == hidden);
    CHECK(shown(Route::berichten_zoek, "zaak 12", sessie, "application/json") == body);
    CHECK(shown(Route::partners, "zaak 12", sessie, "application/json") == hidden);
    CHECK(shown(Route::berichten_zoek, "", nullptr, "application/json") == body);
    CHECK(shown(Route::berichten_zoek, "", sessie, "application/xml") == body);
}

TEST_CASE("a decision is signed by who signed in, whatever its body says") {
    Sessie const sessie{jansen(), "", nu, nu};
    std::string body = R"({"besluit":"gezien","door":"iemand anders"})";
    teken(Route::werkbesluit, sessie, body);
    CHECK(body == R"({"besluit":"gezien","door":"j.jansen"})");
    body = "{}";
    teken(Route::uit_opnieuw, sessie, body);
    CHECK(body == R"({"door":"j.jansen"})");
    body = "geen json";
    teken(Route::werkbesluit, sessie, body);
    CHECK(body == "geen json");
    body = "{}";
    teken(Route::berichten_zoek, sessie, body);
    CHECK(body == "{}");
}
