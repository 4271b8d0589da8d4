#include "gateway/http/gebruikers.hpp"

#include "gateway/aanmelden/gebruiker.hpp"
#include "gateway/aanmelden/wachtwoord.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/run_on.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::http {

namespace {

struct Nieuw {
    store::Gebruiker gebruiker;
    std::optional<std::string> wachtwoord;
};

std::optional<std::string> text(boost::json::object const& body, std::string_view naam) {
    auto const* value = body.if_contains(naam);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->get_string());
}

std::vector<std::string> texts(boost::json::object const& body, std::string_view naam) {
    std::vector<std::string> all;
    auto const* value = body.if_contains(naam);
    if (value == nullptr || !value->is_array()) return all;
    for (auto const& one : value->get_array()) all.emplace_back(one.is_string() ? std::string(one.get_string()) : std::string());
    return all;
}

/// @returns what is wrong, Dutch
std::expected<Nieuw, std::string> lees(std::string const& bytes) {
    boost::system::error_code fault;
    auto const value = boost::json::parse(bytes, fault);
    if (fault || !value.is_object()) return std::unexpected("De inhoud is geen JSON-object.");
    auto const& body = value.get_object();
    constexpr std::array<std::string_view, 5> known{"gebruiker", "naam", "rollen", "gemeenten", "wachtwoord"};
    for (auto const& member : body)
        if (std::ranges::find(known, std::string_view(member.key())) == known.end())
            return std::unexpected("De velden zijn gebruiker, naam, rollen, gemeenten en wachtwoord; een ander hoort hier niet.");
    Nieuw nieuw;
    nieuw.gebruiker.gebruiker = text(body, "gebruiker").value_or("");
    nieuw.gebruiker.naam = text(body, "naam").value_or("");
    nieuw.wachtwoord = text(body, "wachtwoord");
    if (body.contains("wachtwoord") && !nieuw.wachtwoord) return std::unexpected("wachtwoord is een tekst.");
    auto rollen = aanmelden::lees_rollen(texts(body, "rollen"));
    if (!rollen) return std::unexpected(rollen.error());
    auto gemeenten = aanmelden::lees_gemeenten(texts(body, "gemeenten"));
    if (!gemeenten) return std::unexpected(gemeenten.error());
    nieuw.gebruiker.rollen = std::move(*rollen);
    nieuw.gebruiker.gemeenten = std::move(*gemeenten);
    if (auto fout = aanmelden::fout_in_gebruiker(nieuw.gebruiker); !fout.empty()) return std::unexpected(std::move(fout));
    if (nieuw.wachtwoord)
        if (auto fout = aanmelden::fout_in_wachtwoord(*nieuw.wachtwoord, nieuw.gebruiker.gebruiker)) return std::unexpected(std::move(*fout));
    return nieuw;
}

/// Who does it, as the audit log has it.
std::string door(Verzoek const& verzoek) {
    return verzoek.sessie ? fmt::format("gebruiker {}", verzoek.sessie->wie.gebruiker) : std::string("eigen systeem");
}

boost::asio::awaitable<Answer> bewaar(Services& services, Verzoek const& verzoek) {
    auto nieuw = lees(verzoek.body);
    if (!nieuw) co_return problem(400, nieuw.error());
    auto& balie = *services.balie;
    auto& gebruiker = nieuw->gebruiker;
    if (nieuw->wachtwoord) {
        Place const place(balie.plaatsen);
        if (!place) co_return try_again("Er melden zich te veel mensen tegelijk aan; probeer het zo opnieuw.", 1);
        aanmelden::Zout zout{};
        std::ranges::copy_n(balie.toeval().begin(), static_cast<std::ptrdiff_t>(zout.size()), zout.begin());
        gebruiker.wachtwoord = co_await run_on(balie.pool, [&] { return aanmelden::versleutel(*nieuw->wachtwoord, zout); });
    }
    gebruiker.moment_ms = services.klok().utc_ms;
    bool known = false;
    bool without = false;
    store::Store::Work work = [&](store::Transaction& tx) -> model::Result<void> {
        auto const was = tx.gebruiker(gebruiker.gebruiker);
        if (!was) return std::unexpected(was.error());
        known = was->has_value();
        without = !known && gebruiker.wachtwoord.empty();
        if (without) return {};
        auto next = gebruiker;
        if (next.wachtwoord.empty()) next.wachtwoord = (*was)->wachtwoord;
        auto const wat = !known ? "toegevoegd" : gebruiker.wachtwoord.empty() ? "rollen" : "wachtwoord";
        return tx.bewaar_gebruiker(next, {gebruiker.moment_ms, wat, door(verzoek)});
    };
    model::Result<void> const done = co_await run_on(services.store_thread, std::move(work));
    if (!done) co_return not_decided(services, done.error());
    if (without) co_return problem(400, "Een nieuwe gebruiker heeft een wachtwoord nodig.");
    balie.sessies.eindig_van(gebruiker.gebruiker);
    co_return json(known ? 200 : 201, boost::json::serialize(aanmelden::gebruiker_json(gebruiker)));
}

boost::asio::awaitable<Answer> verwijder(Services& services, Verzoek const& verzoek) {
    auto const& naam = *verzoek.doel.waarde("gebruiker");
    if (verzoek.sessie && verzoek.sessie->wie.gebruiker == naam) co_return problem(400, "U kunt uzelf niet verwijderen; dat doet een ander.");
    bool gone = false;
    store::Store::Work work = [&](store::Transaction& tx) -> model::Result<void> {
        auto const removed = tx.verwijder_gebruiker(naam, {services.klok().utc_ms, "verwijderd", door(verzoek)});
        if (!removed) return std::unexpected(removed.error());
        gone = *removed;
        return {};
    };
    model::Result<void> const done = co_await run_on(services.store_thread, std::move(work));
    if (!done) co_return not_decided(services, done.error());
    if (!gone) co_return problem(404, "Deze gebruiker is er niet.");
    services.balie->sessies.eindig_van(naam);
    co_return Answer{204, {}, {}, {}, false};
}

} // namespace

boost::asio::awaitable<Answer> gebruikers(Services& services, Verzoek const& verzoek) {
    if (verzoek.doel.route == Route::gebruiker_bewaren) {
        Answer answer = co_await bewaar(services, verzoek);
        co_return answer;
    }
    if (verzoek.doel.route == Route::gebruiker_verwijderen) {
        Answer answer = co_await verwijder(services, verzoek);
        co_return answer;
    }
    Lookup lookup = [](store::Reader& reader) -> model::Result<Answer> {
        auto const all = reader.gebruikers();
        if (!all) return std::unexpected(all.error());
        boost::json::array list;
        for (auto const& one : *all) list.push_back(aanmelden::gebruiker_json(one));
        return json(200, boost::json::serialize(boost::json::object{{"gebruikers", std::move(list)}}));
    };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
