#pragma once

#include "gateway/aanmelden/sessies.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

/// What a provider of OpenID Connect says of who signed in, and whether it is to be believed (OpenID Connect Core 3.1.3.7). Pure.
/// Whatever is wrong is a fixed word, for the log.
namespace gateway::aanmelden {

/// The parts of a provider's description that we use (OpenID Connect Discovery 4.2).
struct Uitgever {
    std::string autorisatie; ///< authorization_endpoint
    std::string token;       ///< token_endpoint
    std::string sleutels;    ///< jwks_uri
};
/// @param uitgever the issuer we asked: it has to name itself so
[[nodiscard]] std::expected<Uitgever, std::string_view> lees_uitgever(std::string_view json, std::string_view uitgever);

/// The payload of a signed token, when its signature is of one of these keys (a JWKS). RS256, PS256 and ES256 only.
[[nodiscard]] std::expected<boost::json::object, std::string_view> lees_ondertekend(std::string_view token, std::string_view sleutels);

/// What a token has to say.
struct Verwacht {
    std::string_view uitgever;
    std::string_view client;
    std::string_view nonce;
    std::int64_t nu_s = 0; ///< UTC seconds since 1970
};
/// @returns what is wrong with its iss, aud, azp, exp, iat or nonce; empty: nothing
[[nodiscard]] std::string_view fout_in_token(boost::json::object const& inhoud, Verwacht const& verwacht);

/// Names of claims, as the settings have them.
struct Claims {
    std::string gebruiker;
    std::string rollen;
    std::string rolvoorvoegsel;
    std::string gemeenten;
};
/// Who it is. Roles and gemeenten are a list of texts or one text of words; what is none of ours does not count, but some role and some
/// gemeente there must be.
[[nodiscard]] std::expected<Aangemeld, std::string_view> wie_volgens(boost::json::object const& inhoud, Claims const& claims);

} // namespace gateway::aanmelden
