#include "gateway/http/postbus.hpp"

#include "gateway/delivery.hpp"
#include "gateway/getal.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/run_on.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::http {

namespace {

constexpr std::int64_t largest_page = 250;

/// What lies there to be fetched: rows that wait, and are no fault of a partner that we bring to.
bool fetched_by(store::Uit const& uit, std::string_view organisatie) {
    return uit.bestemming == organisatie && uit.stuk != store::UitStuk::fo01;
}

boost::json::object entry(store::Uit const& uit) {
    boost::json::object o;
    o["id"] = uit.id;
    o["berichtsoort"] = uit.soort ? boost::json::value(model::to_string(*uit.soort)) : boost::json::value(nullptr);
    o["afzender"] = uit.afzender;
    o["referentienummer"] = uit.referentienummer;
    o["bytes"] = uit.grootte;
    o["href"] = fmt::format("/v1/postbus/{}/{}", uit.bestemming, uit.id);
    return o;
}

model::Result<Answer> list(store::Reader& reader, std::string const& organisatie, std::int64_t aantal) {
    // Always the oldest: what was fetched and confirmed makes room for the next.
    auto const rows = reader.uit_lijst({store::outbox::Toestand::wacht, {}, organisatie}, 0, aantal);
    if (!rows) return std::unexpected(rows.error());
    boost::json::array out;
    for (auto const& row : *rows)
        if (fetched_by(row, organisatie)) out.push_back(entry(row));
    return json(200, boost::json::serialize(boost::json::object{{"berichten", std::move(out)}}));
}

Answer unknown() { return problem(404, "In deze postbus ligt geen bericht met dit nummer."); }

model::Result<Answer> content(store::Reader& reader, std::string const& organisatie, store::UitId id) {
    auto const row = reader.uit(id);
    if (!row) return std::unexpected(row.error());
    if (!*row || !fetched_by(**row, organisatie)) return unknown();
    auto xml = inhoud_van(reader, **row);
    if (!xml) return std::unexpected(xml.error());
    if (!*xml) return unknown();
    Gezien gezien{.berichten = {(*row)->bericht}};
    return Answer{200, "application/xml; charset=utf-8", std::move(**xml), {{"Referentienummer", (*row)->referentienummer}}, false,
                  std::move(gezien)};
}

boost::asio::awaitable<Answer> confirm(Services& services, std::string organisatie, store::UitId id) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    bool found = false;
    auto const moment_ms = services.klok().utc_ms;
    store::Store::Work work = [&found, organisatie, id, moment_ms](store::Transaction& tx) -> model::Result<void> {
        auto const row = tx.uit(id);
        if (!row) return std::unexpected(row.error());
        found = *row && fetched_by(**row, organisatie);
        // A second time says the same: the answer to the first may have been lost.
        return found ? noteer(tx, id, "postbus", {}, moment_ms, 0) : model::Result<void>();
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work));
    if (!result) co_return not_decided(services, result.error());
    if (!found) co_return unknown();
    services.metrics.bezorgd("postbus", "afgeleverd");
    services.log.write(LogNiveau::info, "afgeleverd", {{"uit", id}, {"verbinding", "postbus"}});
    co_return json(200, R"({"bevestigd":true})");
}

} // namespace

boost::asio::awaitable<Answer> postbus(Services& services, Verzoek const& verzoek) {
    auto const& organisatie = *verzoek.doel.waarde("organisatie");
    auto const* partner = verzoek.peer.partner;
    if (partner != nullptr && !Partners::may_act(*partner, organisatie, services.klok().vandaag)) {
        services.security("organisatie_niet_toegestaan", verzoek.peer.oin, "postbus");
        co_return problem(404, "Deze postbus is er niet, of is niet van deze partner.");
    }
    std::int64_t aantal = largest_page;
    if (auto const* text = verzoek.doel.waarde("aantal")) {
        auto const number = lees_getal(*text, 1, largest_page);
        if (!number) co_return problem(400, fmt::format("aantal is een getal van 1 t/m {}.", largest_page));
        aantal = *number;
    }
    if (verzoek.doel.route == Route::postbus_bevestigd) {
        Answer answer = co_await confirm(services, organisatie, verzoek.doel.id);
        co_return answer;
    }
    Lookup lookup = [organisatie, aantal](store::Reader& reader) { return list(reader, organisatie, aantal); };
    if (verzoek.doel.route == Route::postbus_bericht)
        lookup = [organisatie, id = verzoek.doel.id](store::Reader& reader) { return content(reader, organisatie, id); };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
