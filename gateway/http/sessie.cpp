#include "gateway/http/sessie.hpp"

#include "gateway/aanmelden/wachtwoord.hpp"
#include "gateway/besluit_json.hpp"
#include "gateway/http/aanmelding.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/run_on.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace gateway::http {

namespace {

struct Inlog {
    std::string gebruiker;
    std::string wachtwoord;
};

std::optional<Inlog> lees(std::string const& body) {
    boost::system::error_code fault;
    auto const value = boost::json::parse(body, fault);
    if (fault || !value.is_object() || value.get_object().size() != 2) return std::nullopt;
    auto const* gebruiker = value.get_object().if_contains("gebruiker");
    auto const* wachtwoord = value.get_object().if_contains("wachtwoord");
    if (gebruiker == nullptr || wachtwoord == nullptr || !gebruiker->is_string() || !wachtwoord->is_string()) return std::nullopt;
    return Inlog{std::string(gebruiker->get_string()), std::string(wachtwoord->get_string())};
}

/// Looks a user up. @returns 503 when that cannot be done
boost::asio::awaitable<std::optional<Answer>> zoek(Services& services, std::string const& naam, std::optional<store::Gebruiker>& gevonden) {
    Lookup lookup = [&](store::Reader& reader) -> model::Result<Answer> {
        auto found = reader.gebruiker(naam);
        if (!found) return std::unexpected(found.error());
        gevonden = std::move(*found);
        return Answer{204, {}, {}, {}, false};
    };
    Answer looked = co_await from_store(services, std::move(lookup));
    if (looked.status == 204) co_return std::nullopt;
    co_return std::optional(std::move(looked));
}

/// Whether there are no users. @returns 503 when that cannot be known
boost::asio::awaitable<std::optional<Answer>> zijn_er(Services& services, bool& niemand) {
    Lookup lookup = [&niemand](store::Reader& reader) -> model::Result<Answer> {
        auto const all = reader.gebruikers();
        if (!all) return std::unexpected(all.error());
        niemand = all->empty();
        return Answer{204, {}, {}, {}, false};
    };
    Answer looked = co_await from_store(services, std::move(lookup));
    if (looked.status == 204) co_return std::nullopt;
    co_return std::optional(std::move(looked));
}

boost::asio::awaitable<Answer> begin(Services& services, Verzoek const& verzoek) {
    auto const inlog = lees(verzoek.body);
    if (!inlog) co_return problem(400, "De inhoud is een JSON-object met de teksten gebruiker en wachtwoord.");
    auto& balie = *services.balie;
    auto const nu = services.klok().utc_ms;
    auto const paar = fmt::format("{}\n{}", verzoek.vanwaar, inlog->gebruiker);
    auto const wacht = std::max({balie.rem_paar.wacht(paar, nu), balie.rem_gebruiker.wacht(inlog->gebruiker, nu), balie.rem_adres.wacht(verzoek.vanwaar, nu)});
    if (wacht > 0) {
        services.security("aanmelden_geremd", {}, name(verzoek.doel.route));
        auto answer = problem(429, fmt::format("Er is te vaak een verkeerd wachtwoord gegeven; probeer het over {} seconden opnieuw.", wacht));
        answer.headers.emplace_back("Retry-After", fmt::format("{}", wacht));
        co_return answer;
    }
    Place const place(balie.plaatsen);
    if (!place) co_return try_again("Er melden zich te veel mensen tegelijk aan; probeer het zo opnieuw.", 1);
    // Counted before it is known: who tries many at once pays for each.
    balie.rem_paar.fout(paar, nu);
    balie.rem_gebruiker.fout(inlog->gebruiker, nu);
    balie.rem_adres.fout(verzoek.vanwaar, nu);
    std::optional<store::Gebruiker> gevonden;
    std::optional<Answer> fault = co_await zoek(services, inlog->gebruiker, gevonden);
    if (fault) co_return std::move(*fault);
    auto const& bewaard = gevonden ? gevonden->wachtwoord : balie.niemand;
    bool const right = co_await run_on(balie.pool, [&] { return aanmelden::klopt(inlog->wachtwoord, bewaard); });
    if (!gevonden || !right) {
        services.security("aanmelden_mislukt", {}, name(verzoek.doel.route));
        co_return niet_aangemeld(services, "Deze gebruiker en dit wachtwoord horen niet bij elkaar.");
    }
    balie.rem_paar.goed(paar);
    balie.rem_gebruiker.goed(inlog->gebruiker);
    balie.rem_adres.goed(verzoek.vanwaar);
    if (!verzoek.koekje.empty()) balie.sessies.eindig(verzoek.koekje);
    auto const [koekje, sessie] = balie.sessies.begin({gevonden->gebruiker, gevonden->naam, gevonden->rollen, gevonden->gemeenten, "lokaal"}, nu);
    services.log.write(LogNiveau::info, "aangemeld", {{"via", "lokaal"}});
    auto answer = json(201, sessie_json(*sessie));
    answer.headers.emplace_back("Set-Cookie", koekje_van(koekje));
    co_return answer;
}

} // namespace

std::string koekje_van(std::string_view waarde) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", sessie_koekje, waarde);
}

std::string leeg_koekje() { return koekje_van("") + "; Max-Age=0"; }

std::string sessie_json(aanmelden::Sessie const& sessie) {
    boost::json::array rollen;
    for (auto const rol : sessie.wie.rollen) rollen.push_back(boost::json::string(store::name(rol)));
    boost::json::array gemeenten;
    for (auto const& gemeente : sessie.wie.gemeenten) gemeenten.push_back(boost::json::string(gemeente));
    return boost::json::serialize(boost::json::object{{"gebruiker", sessie.wie.gebruiker},
                                                      {"naam", sessie.wie.naam},
                                                      {"rollen", std::move(rollen)},
                                                      {"gemeenten", std::move(gemeenten)},
                                                      {"csrf", sessie.csrf},
                                                      {"verloopt", utc_text(sessie.verloopt_ms())},
                                                      {"uiterlijk", utc_text(sessie.uiterlijk_ms())},
                                                      {"via", sessie.wie.via}});
}

boost::asio::awaitable<Answer> sessie(Services& services, Verzoek const& verzoek) {
    if (verzoek.doel.route == Route::sessie) {
        if (verzoek.sessie) co_return json(200, sessie_json(*verzoek.sessie));
        bool niemand = services.config.aanmelden != "verplicht" && services.config.oidc_uitgever.empty();
        if (niemand) {
            std::optional<Answer> fault = co_await zijn_er(services, niemand);
            if (fault) co_return std::move(*fault);
        }
        // Where nobody can sign in a page of the own system does without.
        if (niemand) co_return problem(404, "Hier zijn geen gebruikers: aanmelden kan niet, en het eigen systeem mag alles.");
        co_return niet_aangemeld(services, "U bent niet aangemeld.");
    }
    if (verzoek.doel.route == Route::sessie_einde) {
        if (verzoek.sessie) services.balie->sessies.eindig(verzoek.koekje);
        Answer answer{204, {}, {}, {}, false};
        answer.headers.emplace_back("Set-Cookie", leeg_koekje());
        co_return answer;
    }
    Answer answer = co_await begin(services, verzoek);
    co_return answer;
}

} // namespace gateway::http
