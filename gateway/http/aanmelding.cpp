#include "gateway/http/aanmelding.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/http/rechten.hpp"
#include "gateway/http/sessie.hpp"
#include "gateway/vrije_tekst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <array>

namespace gateway::http {

namespace {

Answer geweigerd(Services& services, std::string_view reden, Route route) {
    services.security(reden, {}, name(route));
    return problem(403, niet_van_u);
}

Answer vreemde_pagina(Services& services, Route route) {
    services.security("vreemde_pagina", {}, name(route));
    return problem(403, "Dit verzoek komt niet van een pagina van deze poort: Origin of Sec-Fetch-Site zegt iets anders, of ontbreekt.");
}

bool same(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

/// What a POST or DELETE with a session has to bring, so that it is a page of ours that sends it.
std::optional<Answer> vervalst(Services& services, Toegang const& toegang, aanmelden::Sessie const& sessie) {
    if (inhoud(toegang.doel.route) == Inhoud::geen) return std::nullopt;
    if (!eigen_pagina(toegang.origin, toegang.sec_fetch_site, toegang.host, services.config.console_adres))
        return vreemde_pagina(services, toegang.doel.route);
    if (!same(toegang.csrf, sessie.csrf)) {
        services.security("csrf", {}, name(toegang.doel.route));
        return problem(403, fmt::format("De kopregel {} moet er zijn met wat GET /v1/sessie als csrf geeft.", csrf_kop));
    }
    return std::nullopt;
}

/// What the head says of gemeenten.
std::optional<Answer> begrens_kop(Services& services, Doel& doel, aanmelden::Sessie const& sessie, Recht const& row) {
    auto const& wie = sessie.wie;
    if (wie.alle()) return std::nullopt;
    if (row.bereik == Bereik::alles) return geweigerd(services, "gemeente_niet_toegestaan", doel.route);
    if (row.bereik == Bereik::pad && !wie.mag(*doel.waarde("gemeente"))) return geweigerd(services, "gemeente_niet_toegestaan", doel.route);
    if (row.bereik != Bereik::parameter || inhoud(doel.route) == Inhoud::json) return std::nullopt;
    auto refusal = begrens(doel, &sessie);
    if (refusal && refusal->status == 403) services.security("gemeente_niet_toegestaan", {}, name(doel.route));
    return refusal;
}

/// The organisations that something is of; none: it is not there.
model::Result<std::vector<std::string>> organisaties(store::Reader& reader, Bereik bereik, Doel const& doel, std::string_view bundel) {
    if (bereik == Bereik::bericht) {
        auto const record = reader.bericht(doel.id);
        if (!record) return std::unexpected(record.error());
        return *record ? std::vector<std::string>{(*record)->afzender, (*record)->ontvanger} : std::vector<std::string>{};
    }
    if (bereik == Bereik::werk) {
        auto const werk = reader.werk(doel.id);
        if (!werk) return std::unexpected(werk.error());
        return *werk ? std::vector<std::string>{(*werk)->gemeente} : std::vector<std::string>{};
    }
    // By hash, label or name, as contracten.cpp finds it.
    auto const bundels = reader.bundels();
    if (!bundels) return std::unexpected(bundels.error());
    for (auto const& one : *bundels)
        if (one.hash == bundel || fmt::format("{}@{}", one.naam, one.versie) == bundel || (one.naam == bundel && one.actief)) return one.gemeenten;
    return std::vector<std::string>{};
}

} // namespace

std::optional<std::string_view> koekje(std::string_view kopregel, std::string_view naam) {
    std::string_view found;
    while (!kopregel.empty()) {
        auto const end = std::min(kopregel.find(';'), kopregel.size());
        auto one = kopregel.substr(0, end);
        kopregel.remove_prefix(std::min(end + 1, kopregel.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        auto const is = one.find('=');
        if (is == std::string_view::npos || one.substr(0, is) != naam) continue;
        if (!found.empty()) return std::nullopt;
        found = one.substr(is + 1);
        if (found.empty()) found = "-"; // there, and of nobody
    }
    return found;
}

bool eigen_pagina(std::string_view origin, std::string_view sec_fetch_site, std::string_view host, std::string_view adres) {
    if (origin.empty() && sec_fetch_site.empty()) return false;
    if (!sec_fetch_site.empty() && sec_fetch_site != "same-origin") return false;
    if (origin.empty()) return true;
    if (!adres.empty()) return origin == adres;
    for (std::string_view const scheme : {"http://", "https://"})
        if (origin.starts_with(scheme) && origin.substr(scheme.size()) == host) return true;
    return false;
}

Answer niet_aangemeld(Services const& services, std::string_view detail) {
    boost::json::object aanmelden{{"lokaal", true}, {"oidc", nullptr}};
    if (!services.config.oidc_uitgever.empty()) aanmelden["oidc"] = "/v1/sessie/oidc";
    auto answer = problem(401, detail, {{"aanmelden", std::move(aanmelden)}});
    answer.headers.emplace_back("WWW-Authenticate", "Sessie realm=\"ketenpoort\"");
    return answer;
}

Toelating laat_toe(Services& services, Toegang& toegang, bool tls) {
    auto& doel = toegang.doel;
    auto const* row = recht(doel.route);
    if (tls) return {};
    auto const value = koekje(toegang.cookie);
    if (!value) return {nullptr, problem(400, fmt::format("Het koekje {} mag hooguit één keer voorkomen.", sessie_koekje))};
    if (row == nullptr) return {nullptr, geweigerd(services, "adres_niet_toegestaan", doel.route)};
    bool const of_page = !toegang.origin.empty() || !toegang.sec_fetch_site.empty();
    if (doel.route == Route::sessie_begin && of_page && !eigen_pagina(toegang.origin, toegang.sec_fetch_site, toegang.host, services.config.console_adres))
        return {nullptr, vreemde_pagina(services, doel.route)};
    if (value->empty()) {
        if (row->open || services.config.aanmelden != "verplicht") return {};
        return {nullptr, niet_aangemeld(services, "Meld u eerst aan.")};
    }
    // What runs by itself is nothing that a person does.
    bool const doet = doel.route != Route::sessie && doel.route != Route::gebeurtenissen;
    auto sessie = services.balie->sessies.vind(*value, services.klok().utc_ms, doet);
    if (!sessie) {
        if (row->open && doel.route != Route::sessie) return {};
        auto refusal = niet_aangemeld(services, "Deze aanmelding geldt niet meer; meld u opnieuw aan.");
        refusal.headers.emplace_back("Set-Cookie", leeg_koekje());
        return {nullptr, std::move(refusal)};
    }
    Toelating out{std::move(sessie), std::nullopt};
    if (!toegang.gebruiker.empty())
        out.weigering = problem(400, fmt::format("{} hoort niet bij een verzoek van wie is aangemeld.", gebruiker_kop));
    // Signing in anew is checked by its own handler.
    if (!out.weigering && doel.route != Route::sessie_begin) out.weigering = vervalst(services, toegang, *out.sessie);
    if (!out.weigering && !row->open && !mag(out.sessie->wie, doel.route))
        out.weigering = geweigerd(services, "rol_niet_toegestaan", doel.route);
    if (!out.weigering) out.weigering = begrens_kop(services, doel, *out.sessie, *row);
    return out;
}

std::optional<Answer> begrens(Doel& doel, aanmelden::Sessie const* sessie) {
    if (sessie == nullptr || sessie->wie.alle()) return std::nullopt;
    auto const& wie = sessie->wie;
    if (auto const* gemeente = doel.waarde("gemeente"))
        return wie.mag(*gemeente) ? std::nullopt : std::optional(problem(403, niet_van_u));
    if (wie.gemeenten.size() == 1) {
        doel.waarden.emplace_back("gemeente", wie.gemeenten.front());
        return std::nullopt;
    }
    if (wie.gemeenten.empty()) return problem(403, niet_van_u);
    boost::json::array all;
    for (auto const& gemeente : wie.gemeenten) all.push_back(boost::json::string(gemeente));
    return problem(400, "U heeft meer gemeenten: zeg met gemeente over welke dit gaat.", {{"gemeenten", std::move(all)}});
}

boost::asio::awaitable<std::optional<Answer>> buiten_bereik(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    auto const* row = recht(doel.route);
    if (!verzoek.sessie || verzoek.sessie->wie.alle() || row == nullptr) co_return std::nullopt;
    auto const bereik = row->bereik;
    bool const looks = bereik == Bereik::bericht || bereik == Bereik::werk || bereik == Bereik::bundel || bereik == Bereik::besluit;
    if (!looks) co_return std::nullopt;
    Lookup lookup = [&doel, bereik, &wie = verzoek.sessie->wie](store::Reader& reader) -> model::Result<Answer> {
        std::vector<std::string> names{doel.waarde("bundel") != nullptr ? *doel.waarde("bundel") : std::string()};
        if (auto const* met = doel.waarde("met")) names.push_back(*met);
        for (auto const& name : names) {
            auto const of = organisaties(reader, bereik, doel, name);
            if (!of) return std::unexpected(of.error());
            bool const all = !of->empty() && std::ranges::all_of(*of, [&](auto const& one) { return wie.mag(one); });
            if (bereik == Bereik::besluit ? !all : !binnen_bereik(wie, *of)) return problem(403, niet_van_u);
        }
        return Answer{204, {}, {}, {}, false};
    };
    Answer looked = co_await from_store(services, std::move(lookup));
    if (looked.status == 204) co_return std::nullopt;
    if (looked.status == 403) services.security("gemeente_niet_toegestaan", {}, name(doel.route));
    co_return std::optional(std::move(looked));
}

void teken(Route route, aanmelden::Sessie const& sessie, std::string& body) {
    if (route != Route::werkbesluit && route != Route::uit_opnieuw && route != Route::uit_alle_opnieuw) return;
    boost::system::error_code fault;
    auto value = boost::json::parse(body, fault);
    if (fault || !value.is_object()) return;
    value.get_object()["door"] = sessie.wie.gebruiker;
    body = boost::json::serialize(value);
}

void scherm_af(Verzoek const& verzoek, Answer& answer) {
    if (!verzoek.sessie || !answer.type.ends_with("json")) return;
    if (!verzoek.wie.reden.empty() && persoonsgegevens(verzoek.doel.route) != Persoonsgegevens::geen) return;
    constexpr std::size_t bsn = 9;
    constexpr std::size_t hidden = 5;
    auto& body = answer.body;
    // A BSN is a text of its own in JSON: quote, nine digits, quote.
    for (std::size_t at = body.find('"'); at != std::string::npos && at + bsn + 1 < body.size(); at = body.find('"', at + 1)) {
        auto const digits = std::string_view(body).substr(at + 1, bsn);
        if (body[at + bsn + 1] != '"' || digits.find_first_not_of("0123456789") != std::string_view::npos || !may_hold_bsn(digits)) continue;
        std::fill_n(body.begin() + static_cast<std::ptrdiff_t>(at) + 1, hidden, '*');
    }
}

} // namespace gateway::http
