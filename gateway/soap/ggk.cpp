#include "gateway/soap/ggk.hpp"

#include "gateway/http/berichten.hpp"
#include "gateway/run_on.hpp"
#include "gateway/soap/fault.hpp"
#include "gateway/soap/inname.hpp"

#include <fmt/format.h>

#include <chrono>
#include <new>

namespace gateway::soap {

namespace {

using http::Answer;

/// From this size on, in bytes, an envelope is committed by itself.
constexpr std::size_t long_envelope = 1024 * 1024;

Answer xml(unsigned status, std::string body) { return {status, "text/xml; charset=utf-8", std::move(body), {}, false}; }

/// A Fo03 in its fault; without what could not be read of the request, or what no Fo03 can hold, only the fault. Work thread.
std::string fault(xsd::EnvelopSchemas const& schemas, Afgewezen const& afgewezen, std::string referentienummer, std::int64_t moment_ms) {
    if (afgewezen.fout) {
        auto const fo03 = weigering(afgewezen.verzoek, std::move(referentienummer), moment_ms, *afgewezen.fout);
        auto made = xsd::write_fault(afgewezen.faultcode, afgewezen.faultstring, &fo03);
        if (xsd::read_envelop(schemas, std::as_bytes(std::span(made)))) return made;
    }
    return xsd::write_fault(afgewezen.faultcode, afgewezen.faultstring, nullptr);
}

/// The fault, made on a work thread. @pre `afgewezen` lives until it is there
boost::asio::awaitable<std::string> maak_fault(Services& services, Afgewezen const& afgewezen) {
    auto const moment_ms = services.klok().utc_ms;
    auto const nummer = services.nummer();
    std::string body = co_await run_on(services.work, [&services, &afgewezen, &nummer, moment_ms] {
        return fault(*services.envelop_schemas, afgewezen, nummer, moment_ms);
    });
    co_return body;
}

void meld_weigering(Services& services, Peer const& peer, Afgewezen const& afgewezen, std::string_view functie) {
    if (!afgewezen.beveiliging.empty()) services.security(afgewezen.beveiliging, peer.oin, "ggk0210");
    auto const code = afgewezen.fout ? std::string_view(afgewezen.fout->code) : std::string_view(afgewezen.faultcode);
    services.log.write(LogNiveau::info, "envelop_geweigerd", {{"code", code}, {"oin", peer.oin}, {"functie", functie}});
}

/// An envelope that was read and then refused, with this in its Fo03.
Afgewezen weigering_van(model::Envelop const& envelop, model::EnvelopFoutmelding fout) {
    Afgewezen made;
    made.faultcode = faultcode(fout);
    made.faultstring = fout.omschrijving;
    made.fout = std::move(fout);
    made.verzoek.zender = envelop.zender;
    made.verzoek.ontvanger = envelop.ontvanger;
    made.verzoek.referentienummer = envelop.referentienummer;
    return made;
}

constexpr std::string_view later = "bied dezelfde envelop later opnieuw aan";

/// What could not even be read now: a full house or a stop. The header of the answer says when to come back.
Answer nu_niet(Answer answer) {
    auto const fout = foutmelding(Foutcode::niet_opgeslagen, later);
    answer.type = "text/xml; charset=utf-8";
    answer.body = xsd::write_fault("Server", fout.omschrijving, nullptr);
    return answer;
}

/// Hop 1. Both empty: there was no memory for it.
struct Gelezene {
    std::unique_ptr<Binnen> binnen;
    std::optional<Afgewezen> afgewezen;
};

Gelezene lees_veilig(Services& services, http::Verzoek const& verzoek, model::Date vandaag) {
    auto const start = std::chrono::steady_clock::now();
    try {
        auto gelezen = lees(*services.envelop_schemas, services.pipeline, verzoek.peer, verzoek.soap_action,
                            std::as_bytes(std::span(verzoek.body)), vandaag);
        services.metrics.read(std::chrono::steady_clock::now() - start);
        if (gelezen) return {std::move(*gelezen), std::nullopt};
        return {nullptr, std::move(gelezen.error())};
    } catch (std::bad_alloc const&) {
        return {};
    }
}

void meld(Services& services, Peer const& peer, Binnen const& binnen, Ingenomen const& ingenomen, std::size_t size) {
    auto const& envelop = binnen.envelop;
    services.log.write(LogNiveau::info, ingenomen.herhaald ? "envelop_herhaald" : "envelop_ingenomen",
                       {{"berichtcode", model::name(envelop.berichtcode)},
                        {"functie", binnen.gelezen ? std::string_view(envelop.functie) : std::string_view()},
                        {"oin", peer.oin},
                        {"id", ingenomen.besluit ? ingenomen.besluit->id : 0},
                        {"bytes", static_cast<std::int64_t>(size)}});
    if (!ingenomen.besluit) return;
    if (ingenomen.besluit->herhaald) services.metrics.repeated();
    else services.metrics.decided(*ingenomen.besluit);
}

} // namespace

boost::asio::awaitable<Answer> ontvang(Services& services, http::Verzoek const& verzoek) {
    if (auto refusal = http::refuse_message(services)) co_return nu_niet(std::move(*refusal));
    Place const place(services.wachtrij);
    services.metrics.in_behandeling(services.wachtrij.taken());
    auto const moment = services.klok();
    auto const& peer = verzoek.peer;

    Gelezene gelezen =
        co_await run_on(services.work, [&services, &verzoek, moment] { return lees_veilig(services, verzoek, moment.vandaag); });
    if (gelezen.afgewezen) {
        meld_weigering(services, peer, *gelezen.afgewezen, {});
        std::string body = co_await maak_fault(services, *gelezen.afgewezen);
        co_return xml(500, std::move(body));
    }
    if (!gelezen.binnen) co_return nu_niet(http::try_again("Er is nu te weinig geheugen.", 5));
    auto const& binnen = *gelezen.binnen;
    auto const& envelop = binnen.envelop;

    Ingenomen ingenomen;
    auto const nummer = services.nummer();
    store::Store::Work work = [&](store::Transaction& tx) -> model::Result<void> {
        auto made = neem_in(tx, services.pipeline, peer, binnen, services.klok(), nummer);
        if (!made) return std::unexpected(std::move(made.error()));
        ingenomen = std::move(*made);
        return {};
    };
    auto const commit = verzoek.body.size() > long_envelope ? StoreThread::Commit::alone : StoreThread::Commit::shared;
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work), commit);
    if (!result) {
        Answer answer = http::not_decided(services, result.error());
        auto const afgewezen = weigering_van(envelop, foutmelding(Foutcode::niet_opgeslagen, later));
        std::string body = co_await maak_fault(services, afgewezen);
        answer.type = "text/xml; charset=utf-8";
        answer.body = std::move(body);
        co_return answer;
    }
    if (ingenomen.fout) {
        auto const afgewezen = weigering_van(envelop, *ingenomen.fout);
        meld_weigering(services, peer, afgewezen, binnen.gelezen ? std::string_view(envelop.functie) : std::string_view());
        std::string body = co_await maak_fault(services, afgewezen);
        co_return xml(500, std::move(body));
    }
    if (!ingenomen.herhaald) services.schijf_vol.reset();
    meld(services, peer, binnen, ingenomen, verzoek.body.size());
    auto const* link = peer.boek->to(envelop.zender.organisatie, moment.vandaag);
    if (link != nullptr && link->bevestiging == Bevestiging::geen) co_return xml(202, {});
    co_return xml(200, std::move(ingenomen.antwoord));
}

Answer wsdl() { return xml(200, xsd::ggk0210_wsdl("/soap/ggk0210")); }

} // namespace gateway::soap
