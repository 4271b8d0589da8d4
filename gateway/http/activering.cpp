#include "gateway/http/activering.hpp"

#include "gateway/bundel.hpp"
#include "gateway/http/aanmelding.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/contracten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/run_on.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <optional>
#include <vector>

namespace gateway::http {

namespace {

/// What is to become active, as it was when somebody asked.
struct Gevonden {
    store::Bundel bundel;
    std::vector<store::LopendProduct> lopend;
};

model::Result<Answer> zoek(store::Reader& reader, std::string const& wat, model::Date vandaag, Gevonden& gevonden) {
    auto bundel = zoek_bundel(reader, wat);
    if (!bundel) return std::unexpected(bundel.error());
    if (!*bundel) return problem(404, bundel_onbekend);
    gevonden.bundel = std::move(**bundel);
    auto lopend = reader.lopende_producten(gevonden.bundel.gemeenten, vandaag);
    if (!lopend) return std::unexpected(lopend.error());
    gevonden.lopend = std::move(*lopend);
    return Answer{204, {}, {}, {}, false};
}

/// 422 with what is wrong with the bundle now.
Answer bezwaar(std::vector<rules::contract::Fout> const& fouten) {
    boost::json::array all;
    for (auto const& fout : fouten) all.push_back(boost::json::object{{"melding", fout.melding}, {"waarde", fout.waarde}, {"verwacht", fout.verwacht}});
    return problem(422, "Deze bundel kan nu niet actief worden.",
                   {{"type", "urn:ketenpoort:probleem:bundel"}, {"title", "De bundel past niet bij wat loopt"}, {"fouten", std::move(all)}});
}

Answer geen_voorstel() { return problem(409, "Deze bundel is niet voorgesteld: hij is al actief, of het voorstel is ingetrokken."); }

} // namespace

boost::asio::awaitable<Answer> activering(Services& services, Verzoek const& verzoek) {
    if (!verzoek.sessie) co_return niet_aangemeld(services, "Een bundel actief maken of intrekken doet iemand die is aangemeld.");
    bool const neemt_aan = verzoek.doel.route == Route::contract_activering;
    boost::system::error_code fault;
    auto const body = neemt_aan ? boost::json::parse(verzoek.body, fault) : boost::json::value(boost::json::object{});
    if (fault || !body.is_object() || !body.get_object().empty()) co_return problem(400, "De inhoud is een leeg JSON-object: {}.");
    auto const moment = services.klok();
    Gevonden gevonden;
    Lookup lookup = [&](store::Reader& reader) { return zoek(reader, *verzoek.doel.waarde("bundel"), moment.vandaag, gevonden); };
    Answer looked = co_await from_store(services, std::move(lookup));
    if (looked.status != 204) co_return looked;

    auto const wie = fmt::format("gebruiker {}", verzoek.sessie->wie.gebruiker);
    auto& bundel = gevonden.bundel;
    auto const door = bundel.voorgesteld_door;
    if (door.empty()) co_return geen_voorstel();
    if (neemt_aan && door == wie) {
        services.security("vier_ogen", {}, name(verzoek.doel.route));
        co_return problem(403, "Wie een bundel heeft voorgesteld maakt hem niet zelf actief: dat doet een ander.");
    }
    auto const contract = rules::contract::load(bundel.bestanden);
    if (!contract) co_return bezwaar(contract.error());
    bundel.moment_ms = moment.utc_ms;
    bundel.terugwerkend = terugwerkend(*contract, moment.vandaag);
    std::vector<rules::contract::Fout> fouten;
    bool gedaan = false;
    store::Store::Work work = [&](store::Transaction& tx) -> model::Result<void> {
        if (neemt_aan) {
            auto found = bezwaren(tx, *contract, bundel.gemeenten, gevonden.lopend, moment.vandaag);
            if (!found) return std::unexpected(found.error());
            fouten = std::move(*found);
            if (!fouten.empty()) return {};
        }
        auto const ended = tx.eindig_voorstel(bundel.hash, {moment.utc_ms, neemt_aan ? "aangenomen" : "ingetrokken", wie});
        if (!ended) return std::unexpected(ended.error());
        gedaan = *ended;
        return gedaan && neemt_aan ? tx.activate(bundel) : model::Result<void>{};
    };
    model::Result<void> const done = co_await run_on(services.store_thread, std::move(work), StoreThread::Commit::alone);
    if (!done) co_return not_decided(services, done.error());
    if (!fouten.empty()) co_return bezwaar(fouten);
    if (!gedaan) co_return geen_voorstel();
    auto const label = fmt::format("{}@{}", bundel.naam, bundel.versie);
    services.log.write(LogNiveau::info, neemt_aan ? "bundel_actief" : "voorstel_ingetrokken", {{"bundel", label}, {"hash", bundel.hash}});
    if (!neemt_aan) co_return Answer{204, {}, {}, {}, false};
    co_return json(200, boost::json::serialize(boost::json::object{{"bundel", label},
                                                                   {"hash", bundel.hash},
                                                                   {"staat", "actief"},
                                                                   {"voorgesteld_door", door},
                                                                   {"geactiveerd_door", wie}}));
}

} // namespace gateway::http
