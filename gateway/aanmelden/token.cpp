#include "gateway/aanmelden/token.hpp"

#include "gateway/aanmelden/base64url.hpp"
#include "gateway/vrije_tekst.hpp"
#include "gateway/wie.hpp"

#include <boost/json.hpp>
#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <memory>

namespace gateway::aanmelden {

namespace {

namespace json = boost::json;

constexpr std::int64_t leeway_s = 60; ///< between two clocks
constexpr std::size_t largest_token = 16384;

struct Alg {
    std::string_view alg;
    std::string_view kty;
};
// No `none`, and no HMAC: with a public key for a secret anybody could sign.
constexpr std::array<Alg, 3> algs{{{"RS256", "RSA"}, {"PS256", "RSA"}, {"ES256", "EC"}}};

struct Free {
    void operator()(cjose_jws_t* one) const { cjose_jws_release(one); }
    void operator()(cjose_jwk_t* one) const { cjose_jwk_release(one); }
};

/// nullopt: it is no object.
std::optional<json::object> object(std::string_view text) {
    boost::system::error_code fault;
    auto value = json::parse(boost::json::string_view(text.data(), text.size()), fault);
    if (fault || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

/// Empty: it is not there, or no text.
std::string text(json::object const& o, std::string_view naam) {
    auto const* value = o.if_contains(json::string_view(naam.data(), naam.size()));
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<std::int64_t> seconds(json::object const& o, std::string_view naam) {
    auto const* value = o.if_contains(json::string_view(naam.data(), naam.size()));
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return value->get_int64();
}

/// A list of texts, or the words of one.
std::vector<std::string> words(json::object const& o, std::string_view naam) {
    auto const* value = o.if_contains(json::string_view(naam.data(), naam.size()));
    if (value == nullptr) return {};
    if (value->is_string()) return store::woorden(std::string_view(value->get_string()));
    std::vector<std::string> all;
    if (value->is_array())
        for (auto const& one : value->get_array())
            if (one.is_string()) all.emplace_back(one.get_string());
    return all;
}

bool signed_by(std::string_view token, json::object const& key) {
    auto const spelled = json::serialize(key);
    std::unique_ptr<cjose_jwk_t, Free> const jwk(cjose_jwk_import(spelled.data(), spelled.size(), nullptr));
    std::unique_ptr<cjose_jws_t, Free> const jws(cjose_jws_import(token.data(), token.size(), nullptr));
    return jwk && jws && cjose_jws_verify(jws.get(), jwk.get(), nullptr);
}

} // namespace

std::expected<Uitgever, std::string_view> lees_uitgever(std::string_view text_, std::string_view uitgever) {
    auto const o = object(text_);
    if (!o) return std::unexpected("oidc_beschrijving");
    if (text(*o, "issuer") != uitgever) return std::unexpected("oidc_iss");
    Uitgever out{text(*o, "authorization_endpoint"), text(*o, "token_endpoint"), text(*o, "jwks_uri")};
    // What was fetched safely does not send anybody on to where it is not.
    auto const scheme = uitgever.starts_with("https://") ? std::string_view("https://") : std::string_view("http://");
    for (auto const* one : {&out.autorisatie, &out.token, &out.sleutels})
        if (!one->starts_with(scheme)) return std::unexpected("oidc_beschrijving");
    return out;
}

std::expected<json::object, std::string_view> lees_ondertekend(std::string_view token, std::string_view sleutels) {
    if (token.size() > largest_token || std::ranges::count(token, '.') != 2) return std::unexpected("oidc_token");
    auto const dot = token.find('.');
    auto const kop_tekst = van_base64url(token.substr(0, dot));
    auto const inhoud_tekst = van_base64url(token.substr(dot + 1, token.rfind('.') - dot - 1));
    auto const kop = kop_tekst ? object(*kop_tekst) : std::nullopt;
    auto inhoud = inhoud_tekst ? object(*inhoud_tekst) : std::nullopt;
    // cjose ends the process on text that is no base64url, so it gets none: neither here nor in a key.
    bool const spelled = van_base64url(token.substr(token.rfind('.') + 1)).has_value();
    if (!kop || !inhoud || !spelled || kop->contains("crit")) return std::unexpected("oidc_token");
    auto const alg = std::ranges::find(algs, text(*kop, "alg"), &Alg::alg);
    if (alg == algs.end()) return std::unexpected("oidc_alg");
    auto const set = object(sleutels);
    auto const* keys = set ? set->if_contains("keys") : nullptr;
    if (keys == nullptr || !keys->is_array()) return std::unexpected("oidc_sleutels");
    auto const kid = text(*kop, "kid");
    for (auto const& one : keys->get_array()) {
        if (!one.is_object()) continue;
        auto const& key = one.get_object();
        auto const use = text(key, "use");
        auto const for_alg = text(key, "alg");
        if (text(key, "kty") != alg->kty || (!kid.empty() && text(key, "kid") != kid) || (!use.empty() && use != "sig") ||
            (!for_alg.empty() && for_alg != alg->alg))
            continue;
        constexpr std::array<std::string_view, 4> numbers{"n", "e", "x", "y"};
        if (!std::ranges::all_of(numbers, [&](auto naam) { return van_base64url(text(key, naam)).has_value(); })) continue;
        if (signed_by(token, key)) return std::move(*inhoud);
    }
    return std::unexpected("oidc_handtekening");
}

std::string_view fout_in_token(json::object const& inhoud, Verwacht const& verwacht) {
    if (text(inhoud, "iss") != verwacht.uitgever) return "oidc_iss";
    auto const* aud = inhoud.if_contains("aud");
    auto const is_client = [&](json::value const& one) { return one.is_string() && std::string_view(one.get_string()) == verwacht.client; };
    bool const several = aud != nullptr && aud->is_array() && aud->get_array().size() > 1;
    bool const ours = aud != nullptr && (aud->is_array() ? std::ranges::any_of(aud->get_array(), is_client) : is_client(*aud));
    if (!ours) return "oidc_aud";
    if ((several || inhoud.contains("azp")) && text(inhoud, "azp") != verwacht.client) return "oidc_azp";
    auto const exp = seconds(inhoud, "exp");
    auto const iat = seconds(inhoud, "iat");
    if (!exp || verwacht.nu_s >= *exp + leeway_s) return "oidc_exp";
    if (!iat || *iat > verwacht.nu_s + leeway_s) return "oidc_iat";
    if (verwacht.nonce.empty() || text(inhoud, "nonce") != verwacht.nonce) return "oidc_nonce";
    return {};
}

std::expected<Aangemeld, std::string_view> wie_volgens(json::object const& inhoud, Claims const& claims) {
    Aangemeld wie;
    wie.via = "oidc";
    wie.gebruiker = text(inhoud, claims.gebruiker);
    if (!is_gebruiker(wie.gebruiker)) return std::unexpected("oidc_gebruiker");
    wie.naam = text(inhoud, "name");
    if (wie.naam.empty() || fout_in_tekst("name", wie.naam, 100)) wie.naam = wie.gebruiker;
    for (std::string_view woord : words(inhoud, claims.rollen)) {
        if (!woord.starts_with(claims.rolvoorvoegsel)) continue;
        woord.remove_prefix(claims.rolvoorvoegsel.size());
        auto const rol = store::parse_rol(woord);
        if (rol && !wie.heeft(*rol)) wie.rollen.push_back(*rol);
    }
    if (wie.rollen.empty()) return std::unexpected("oidc_rollen");
    for (auto& gemeente : words(inhoud, claims.gemeenten)) {
        if (gemeente == store::alle_gemeenten) {
            wie.gemeenten = {gemeente};
            break;
        }
        bool const code = gemeente.size() == 4 && gemeente.find_first_not_of("0123456789") == std::string::npos;
        if (code && !wie.mag(gemeente)) wie.gemeenten.push_back(std::move(gemeente));
    }
    if (wie.gemeenten.empty()) return std::unexpected("oidc_gemeenten");
    return wie;
}

} // namespace gateway::aanmelden
