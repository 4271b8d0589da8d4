#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/gate.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// People at the door: whose session a request is of, and whether they may do this. docs/aanmelden.md.
namespace gateway::http {

inline constexpr std::string_view niet_van_u = "Dit is niet voor uw rol of niet van uw gemeente."; ///< the detail of such a 403
inline constexpr std::string_view sessie_koekje = "__Host-sid";
inline constexpr std::string_view oidc_koekje = "__Host-oidc";

/// The value of the cookie of ours in a Cookie header; empty: it is not there. nullopt: it is there twice. Pure.
[[nodiscard]] std::optional<std::string_view> koekje(std::string_view kopregel, std::string_view naam = sessie_koekje);

/// Whether Origin and Sec-Fetch-Site say that a page of ours asks this: one of them is there, and neither says otherwise. Pure.
/// @param adres the setting console_adres; empty: Origin has to name `host`
[[nodiscard]] bool eigen_pagina(std::string_view origin, std::string_view sec_fetch_site, std::string_view host, std::string_view adres);

struct Toelating {
    std::shared_ptr<aanmelden::Sessie const> sessie; ///< nullptr: nobody signed in
    std::optional<Answer> weigering;
};

/// Whether a request may go on, as far as its head tells: session, page, role and gemeente. A gemeente that need not be said is filled
/// in. @param tls came by certificate: then there are no sessions. io thread.
[[nodiscard]] Toelating laat_toe(Services& services, Toegang& toegang, bool tls);

/// 403 when what is asked for is not of a gemeente of theirs; the same whether it is there or not. io thread.
[[nodiscard]] boost::asio::awaitable<std::optional<Answer>> buiten_bereik(Services& services, Verzoek const& verzoek);

/// As buiten_bereik() for a query that came in a body; fills in the gemeente. Pure.
[[nodiscard]] std::optional<Answer> begrens(Doel& doel, aanmelden::Sessie const* sessie);

/// Takes the BSNs out of JSON, unless the request says why it wants them and the route is one that the access log records. Pure.
void scherm_af(Verzoek const& verzoek, Answer& answer);

/// Signs a decision: whatever the body of a route that takes one says under `door`, it is who signed in. What is no JSON object stays as
/// it is, for its handler to refuse. Pure.
void teken(Route route, aanmelden::Sessie const& sessie, std::string& body);

/// 401, with how to sign in.
[[nodiscard]] Answer niet_aangemeld(Services const& services, std::string_view detail);

} // namespace gateway::http
