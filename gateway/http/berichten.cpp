#include "gateway/http/berichten.hpp"

#include "gateway/run_on.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <new>
#include <span>

namespace gateway::http {

namespace {

/// From this size on, in bytes, a message touches so many pages that it is committed by itself.
constexpr std::size_t long_message = 1024 * 1024;

constexpr std::int64_t soon = 1;          ///< seconds; a queue drains in less
constexpr std::int64_t after_mending = 5; ///< seconds; somebody has to make room

Answer no_space() {
    return try_again("Er is te weinig schijfruimte om iets te bewaren. Er is niets opgeslagen; stuur het bericht later opnieuw.",
                     after_mending);
}

/// Level 1: there is no retour (IV028), so the findings are the answer, around them what a problem needs.
Answer refused(Antwoord const& antwoord) {
    boost::json::object besluit = boost::json::parse(antwoord.besluit_json).as_object();
    auto const* bevindingen = besluit.if_contains("bevindingen");
    auto const aantal = bevindingen != nullptr && bevindingen->is_array() ? bevindingen->as_array().size() : 0;
    return problem(422, fmt::format("Bevindingen op niveau 1: {}. Elke bevinding zegt waar en wat wel zou mogen.", aantal),
                   std::move(besluit));
}

Answer decided(Antwoord antwoord, bool proef) {
    if (antwoord.gewist_ms) return problem(410, gewist_tekst(antwoord.id, *antwoord.gewist_ms));
    auto answer = antwoord.niveau1 ? refused(antwoord) : json(proef || antwoord.herhaald ? 200 : 201, std::move(antwoord.besluit_json));
    if (antwoord.id > 0) answer.headers.emplace_back("Location", fmt::format("/v1/berichten/{}", antwoord.id));
    return answer;
}

void report(Services& services, Antwoord const& antwoord, std::size_t size, bool proef) {
    auto const soort = antwoord.soort ? model::to_string(*antwoord.soort) : std::string("onbekend");
    services.log.write(LogNiveau::info,
                       proef               ? "bericht_beproefd"
                       : antwoord.herhaald ? "bericht_herhaald"
                                           : "bericht_beslist",
                       {{"id", antwoord.id},
                        {"berichtsoort", soort},
                        {"uitkomst", antwoord.niveau1 ? std::string_view("ongeldig") : model::name(antwoord.uitkomst)},
                        {"bytes", static_cast<std::int64_t>(size)}});
    if (proef) return;
    if (antwoord.herhaald) services.metrics.repeated();
    else services.metrics.decided(antwoord);
}

/// 403 when the peer is a partner that may not send this: nothing was stored, and the event names no person.
std::optional<Answer> refuse_sender(Services& services, Peer const& peer, Gelezen const& gelezen) {
    if (peer.partner == nullptr) return std::nullopt;
    auto const& partner = *peer.partner;
    auto const vandaag = services.klok().vandaag;
    // What is not valid has no sender to look at: it is refused by the schema, and no organisation is bound by it.
    if (!gelezen.inhoud) return std::nullopt;
    auto const& verzender = gateway::verzender(*gelezen.inhoud);
    bool const acts = Partners::may_act(partner, verzender, vandaag);
    if (acts && Partners::may_speak(partner, verzender, gelezen.inhoud->soort, vandaag)) return std::nullopt;
    auto const soort = model::to_string(gelezen.inhoud->soort);
    services.security(acts ? "berichtsoort_niet_toegestaan" : "organisatie_niet_toegestaan", peer.oin, soort);
    if (acts) return problem(403, fmt::format("Met dit certificaat mag geen {} worden gestuurd. Er is niets opgeslagen.", soort));
    return problem(403, "Met dit certificaat mag niet voor de afzender van dit bericht worden gestuurd. Er is niets opgeslagen.");
}

/// Hop 1; nullptr when it could not be done.
std::unique_ptr<Gelezen> read_message(Services& services, std::string const& body) {
    auto const start = std::chrono::steady_clock::now();
    try {
        auto gelezen = std::make_unique<Gelezen>(services.pipeline.read(std::as_bytes(std::span(body))));
        services.metrics.read(std::chrono::steady_clock::now() - start);
        return gelezen;
    } catch (std::bad_alloc const&) {
        return nullptr;
    }
}

} // namespace

Answer not_decided(Services& services, model::Error const& error) {
    services.metrics.undecided(model::name(error.code));
    if (error.code == model::ErrorCode::store_full) {
        services.schijf_vol = std::chrono::steady_clock::now();
        return no_space();
    }
    switch (error.effect()) {
    case model::Effect::retry:
        return try_again("Er kon nu niet worden beslist. Er is niets opgeslagen; stuur hetzelfde bericht later opnieuw.", after_mending);
    case model::Effect::stop:
        return problem(500, "De opslag faalde. Of er iets is opgeslagen is onbekend; stuur hetzelfde bericht later opnieuw, dan komt er "
                            "één beslissing.");
    case model::Effect::refuse: break;
    }
    return problem(500,
                   "Door een fout van ketenpoort kon niet worden beslist. Er is niets opgeslagen; de beheerder ziet de fout in het log.");
}

std::optional<Answer> refuse_message(Services& services) {
    char const* reden = services.refuses();
    if (reden == nullptr && services.wachtrij.full()) reden = "wachtrij";
    if (reden == nullptr) return std::nullopt;
    services.metrics.undecided(reden);
    if (std::string_view(reden) == "schijf") return no_space();
    if (std::string_view(reden) == "wachtrij")
        return try_again("Er zijn te veel berichten tegelijk. Er is niets opgeslagen; stuur het bericht zo opnieuw.", soon);
    return try_again("Ketenpoort is aan het stoppen. Er is niets opgeslagen; stuur het bericht later opnieuw.", after_mending);
}

boost::asio::awaitable<Answer> decide_message(Services& services, Verzoek const& verzoek, bool proef) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    Place const place(services.wachtrij);
    services.metrics.in_behandeling(services.wachtrij.taken());

    std::unique_ptr<Gelezen> gelezen =
        co_await run_on(services.work, [&services, &verzoek] { return read_message(services, verzoek.body); });
    if (!gelezen)
        co_return try_again("Er is nu te weinig geheugen. Er is niets opgeslagen; stuur het bericht later opnieuw.", after_mending);

    if (auto refusal = refuse_sender(services, verzoek.peer, *gelezen)) co_return std::move(*refusal);

    Antwoord antwoord;
    store::Store::Work work = [&services, &gelezen, &antwoord, proef, &oin = verzoek.peer.oin](store::Transaction& tx) -> model::Result<void> {
        auto decided = services.pipeline.decide(tx, *gelezen, services.klok(), "http", proef, oin);
        if (!decided) return std::unexpected(std::move(decided.error()));
        antwoord = std::move(*decided);
        return {};
    };
    auto const commit = verzoek.body.size() > long_message ? StoreThread::Commit::alone : StoreThread::Commit::shared;
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work), commit);
    if (!result) co_return not_decided(services, result.error());
    if (!proef && !antwoord.herhaald) services.schijf_vol.reset();
    report(services, antwoord, verzoek.body.size(), proef);
    co_return decided(std::move(antwoord), proef);
}

} // namespace gateway::http
