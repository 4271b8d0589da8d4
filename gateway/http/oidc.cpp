#include "gateway/http/oidc.hpp"

#include "gateway/aanmelden/base64url.hpp"
#include "gateway/aanmelden/token.hpp"
#include "gateway/http/aanmelding.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/sessie.hpp"
#include "gateway/http_uitgaand.hpp"
#include "gateway/run_on.hpp"
#include "store/audit.hpp"
#include "xsd/model/sha256.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <expected>

namespace gateway::http {

namespace {

constexpr std::chrono::seconds geduld{10};

using Tekst = std::expected<std::string, std::string_view>;

std::string terugadres(Config const& config) { return config.console_adres + "/v1/sessie/oidc/terug"; }

std::string reis_van(std::string_view waarde) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={}", oidc_koekje, waarde,
                       waarde.empty() ? 0 : aanmelden::langste_reis_ms / 1000);
}

Answer door_naar(std::string adres, std::vector<std::string> koekjes) {
    Answer answer{302, {}, {}, {{"Location", std::move(adres)}}, false};
    for (auto& koekje : koekjes) answer.headers.emplace_back("Set-Cookie", std::move(koekje));
    return answer;
}

Answer mislukt(Services& services, std::string_view reden, Route route) {
    services.security(reden, {}, name(route));
    auto answer = problem(403, "Het aanmelden is niet gelukt; begin opnieuw, en vraag de beheerder als het weer niet lukt.",
                          {{"type", "urn:ketenpoort:probleem:aanmelden"}, {"title", "Niet aangemeld"}});
    answer.headers.emplace_back("Set-Cookie", reis_van(""));
    return answer;
}

/// A body from the provider. @param kopregels beside the usual  @returns a fixed word when there is none
boost::asio::awaitable<Tekst> vraag(Services& services, std::string_view adres, std::string formulier,
                                    std::vector<std::pair<std::string, std::string>> kopregels) {
    auto parsed = parse_http_adres(adres);
    if (!parsed) co_return std::unexpected("oidc_adres");
    auto& balie = *services.balie;
    HttpVerzoek verzoek{std::move(*parsed), !formulier.empty(), "application/x-www-form-urlencoded", std::move(kopregels), std::move(formulier)};
    verzoek.kopregels.emplace_back("Accept", "application/json");
    std::expected<HttpAntwoord, GeenAntwoord> antwoord = co_await http_vraag(balie.uitgaande, verzoek, balie.oidc_tls, geduld);
    if (!antwoord) {
        services.log.write(LogNiveau::waarschuwing, "oidc_onbereikbaar", {{"fout", antwoord.error().fout}});
        co_return std::unexpected("oidc_onbereikbaar");
    }
    if (antwoord->status != 200) co_return std::unexpected("oidc_geweigerd");
    co_return std::move(antwoord->body);
}

boost::asio::awaitable<std::expected<aanmelden::Uitgever, std::string_view>> uitgever(Services& services) {
    auto base = services.config.oidc_uitgever;
    while (base.ends_with('/')) base.pop_back();
    Tekst const found = co_await vraag(services, base + "/.well-known/openid-configuration", {}, {});
    if (!found) co_return std::unexpected(found.error());
    co_return aanmelden::lees_uitgever(*found, services.config.oidc_uitgever);
}

/// A page of the console, and nothing that leads elsewhere.
bool is_terug(std::string_view pad) {
    return pad.starts_with("/console/") && pad.size() <= 500 && pad.find("//") == std::string_view::npos &&
           std::ranges::all_of(pad, [](char c) { return c > ' ' && c <= '~' && c != '\\' && c != '"'; });
}

boost::asio::awaitable<Answer> vertrek(Services& services, Verzoek const& verzoek) {
    auto const* terug = verzoek.doel.waarde("terug");
    if (terug != nullptr && !is_terug(*terug)) co_return problem(400, "terug is een pad dat begint met /console/.");
    std::expected<aanmelden::Uitgever, std::string_view> const wie = co_await uitgever(services);
    if (!wie) {
        services.security(wie.error(), {}, name(verzoek.doel.route));
        co_return try_again("De dienst waar u zich aanmeldt is nu niet te bereiken; probeer het later opnieuw.", 10);
    }
    auto& balie = *services.balie;
    auto const state = balie.geheim();
    aanmelden::Reis reis{balie.geheim(), balie.geheim(), balie.geheim(), terug != nullptr ? *terug : std::string("/console/"), 0};
    auto const digest = store::audit::from_hex(model::sha256_hex(reis.bewijs)).value();
    auto const& config = services.config;
    auto adres = fmt::format("{}{}response_type=code&client_id={}&redirect_uri={}&scope=openid%20profile&state={}&nonce={}&code_challenge={}&"
                             "code_challenge_method=S256",
                             wie->autorisatie, wie->autorisatie.find('?') == std::string::npos ? "?" : "&", codeer(config.oidc_client),
                             codeer(terugadres(config)), state, reis.nonce, aanmelden::base64url(digest));
    auto const browser = reis.browser;
    balie.onderweg.vertrek(state, std::move(reis), services.klok().utc_ms);
    co_return door_naar(std::move(adres), {reis_van(browser)});
}

/// The claims of who comes back with this code.
boost::asio::awaitable<std::expected<boost::json::object, std::string_view>> wissel_in(Services& services, std::string const& code,
                                                                                      aanmelden::Reis const& reis) {
    std::expected<aanmelden::Uitgever, std::string_view> const wie = co_await uitgever(services);
    if (!wie) co_return std::unexpected(wie.error());
    auto const& config = services.config;
    auto& balie = *services.balie;
    std::vector<std::pair<std::string, std::string>> kopregels;
    auto formulier = fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}", codeer(code), codeer(terugadres(config)),
                                 reis.bewijs);
    if (balie.oidc_geheim.empty()) formulier += fmt::format("&client_id={}", codeer(config.oidc_client));
    else kopregels.emplace_back("Authorization", aanmelden::basic(codeer(config.oidc_client), codeer(balie.oidc_geheim)));
    Tekst const tokens = co_await vraag(services, wie->token, std::move(formulier), std::move(kopregels));
    if (!tokens) co_return std::unexpected(tokens.error());
    Tekst const sleutels = co_await vraag(services, wie->sleutels, {}, {});
    if (!sleutels) co_return std::unexpected(sleutels.error());
    boost::system::error_code fault;
    auto const parsed = boost::json::parse(*tokens, fault);
    auto const* token = !fault && parsed.is_object() ? parsed.get_object().if_contains("id_token") : nullptr;
    if (token == nullptr || !token->is_string()) co_return std::unexpected("oidc_token");
    auto inhoud = aanmelden::lees_ondertekend(std::string_view(token->get_string()), *sleutels);
    if (!inhoud) co_return std::unexpected(inhoud.error());
    auto const fout = aanmelden::fout_in_token(*inhoud, {config.oidc_uitgever, config.oidc_client, reis.nonce, services.klok().utc_ms / 1000});
    if (!fout.empty()) co_return std::unexpected(fout);
    co_return std::move(*inhoud);
}

/// Whether a name is that of a user of our own: then it is not another's over OpenID Connect. nullopt: that cannot be known now.
boost::asio::awaitable<std::optional<bool>> is_lokaal(Services& services, std::string const& naam) {
    bool known = false;
    Lookup lookup = [&](store::Reader& reader) -> model::Result<Answer> {
        auto const found = reader.gebruiker(naam);
        if (!found) return std::unexpected(found.error());
        known = found->has_value();
        return Answer{204, {}, {}, {}, false};
    };
    Answer const looked = co_await from_store(services, std::move(lookup));
    co_return looked.status == 204 ? std::optional(known) : std::nullopt;
}

boost::asio::awaitable<Answer> terug(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    auto const route = doel.route;
    auto const& config = services.config;
    auto& balie = *services.balie;
    auto const* state = doel.waarde("state");
    auto const* code = doel.waarde("code");
    auto const* iss = doel.waarde("iss");
    auto const reis = state != nullptr ? balie.onderweg.terug(*state, verzoek.reis_koekje, services.klok().utc_ms) : std::nullopt;
    if (!reis) co_return mislukt(services, "oidc_state", route);
    if (iss != nullptr && *iss != config.oidc_uitgever) co_return mislukt(services, "oidc_iss", route);
    if (code == nullptr || doel.waarde("error") != nullptr) co_return mislukt(services, "oidc_geweigerd", route);
    std::expected<boost::json::object, std::string_view> const inhoud = co_await wissel_in(services, *code, *reis);
    if (!inhoud) co_return mislukt(services, inhoud.error(), route);
    auto const wie = aanmelden::wie_volgens(*inhoud, {config.oidc_gebruiker, config.oidc_rollen, config.oidc_rolvoorvoegsel, config.oidc_gemeenten});
    if (!wie) co_return mislukt(services, wie.error(), route);
    std::optional<bool> const lokaal = co_await is_lokaal(services, wie->gebruiker);
    if (!lokaal.has_value()) co_return try_again("De opslag kon nu niet worden gelezen; probeer het later opnieuw.", 5);
    if (*lokaal) co_return mislukt(services, "oidc_naam_bezet", route);
    if (!verzoek.koekje.empty()) balie.sessies.eindig(verzoek.koekje);
    auto const koekje = balie.sessies.begin(*wie, services.klok().utc_ms).first;
    services.log.write(LogNiveau::info, "aangemeld", {{"via", "oidc"}});
    co_return door_naar(reis->terug, {koekje_van(koekje), reis_van("")});
}

} // namespace

boost::asio::awaitable<Answer> oidc(Services& services, Verzoek const& verzoek) {
    if (services.config.oidc_uitgever.empty()) co_return problem(404, "Aanmelden over OpenID Connect is hier niet ingesteld.");
    Place const place(services.balie->plaatsen);
    if (!place) co_return try_again("Er melden zich te veel mensen tegelijk aan; probeer het zo opnieuw.", 1);
    if (verzoek.doel.route == Route::sessie_oidc) {
        Answer answer = co_await vertrek(services, verzoek);
        co_return answer;
    }
    Answer answer = co_await terug(services, verzoek);
    co_return answer;
}

} // namespace gateway::http
