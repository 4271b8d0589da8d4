#include "gateway/http/inzage.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/getal.hpp"
#include "gateway/http/audit.hpp"
#include "gateway/http/budgetten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/openapi.hpp"
#include "gateway/http/rapporten.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/keten_json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>


namespace gateway::http {

namespace {

constexpr std::string_view xml_type = "application/xml; charset=utf-8";

constexpr std::string_view index_text =
    "Ketenpoort: poort van de keten voor iWmo- en iJw-berichten 3.2\n"
    "\n"
    "POST /v1/berichten                 een bericht aanbieden (application/xml)\n"
    "POST /v1/proef                     hetzelfde besluit, niets wordt bewaard\n"
    "POST /soap/ggk0210                 StUF-GGk (text/xml); ?wsdl: de dienst in WSDL\n"
    "GET  /v1/berichten                zoeken (?berichtsoort= uitkomst= gemeente= aanbieder= regel= van= tot= ...)\n"
    "POST /v1/berichten/_zoek           hetzelfde, ook op BSN, toewijzing-, declaratie- en referentienummer\n"
    "GET  /v1/berichten/{id}            wat er over een bericht bekend is\n"
    "GET  /v1/berichten/{id}/origineel  het bericht zoals het binnenkwam\n"
    "GET  /v1/berichten/{id}/retour     het retourbericht\n"
    "GET  /v1/berichten/{id}/besluit    het besluit met alle bevindingen\n"
    "GET  /v1/toewijzingen/{gemeente}/{wmo|jw}/{nummer}\n"
    "                                   alles rond een toewijzing, in volgorde; ?op=JJJJ-MM-DD\n"
    "                                   /dossier: hetzelfde als zip met bewijzen, voor een auditor\n"
    "GET  /v1/vandaag, /v1/tellingen    hoe het vandaag staat; berichten per dag, soort en partner\n"
    "GET  /v1/afkeur, /v1/bevindingen   bevindingen per regel, partner en product; een voor een\n"
    "GET  /v1/contracten, /v1/contracten/{bundel}, /v1/contracten/{bundel}/verschillen?met=\n"
    "                                   contractbundels, wat erin staat, wat er verandert\n"
    "POST /v1/whatif                   wat een andere bundel met een periode had gedaan; GET toont, DELETE stopt\n"
    "GET  /v1/partners                  het partnerboek met de verbindingen\n"
    "GET  /v1/gebeurtenissen            wat er gebeurt, terwijl het gebeurt (text/event-stream)\n"
    "GET  /v1/openapi.json              deze API als OpenAPI 3\n"
    "GET  /v1/budgetten                  wat er op de budgetten staat (?gemeente= aanbieder= jaar= perceel=)\n"
    "GET  /v1/budgetten/{id}/boekingen   elke boeking op een budget, met haar bericht\n"
    "GET  /v1/rapporten, /v1/rapporten/{naam}\n"
    "                                   afrekening, benutting, jaarafsluiting en meer (?formaat=json|csv|html)\n"
    "GET  /v1/werkvoorraad              wat mensen moeten beslissen (?toestand= soort= gemeente= aanbieder=)\n"
    "POST /v1/werkvoorraad/{id}/besluit een besluit, met wie het neemt\n"
    "GET  /v1/uit                       wat naar partners gaat (?toestand= oorzaak= bestemming=)\n"
    "POST /v1/uit/{id}/opnieuw          wat is opgegeven opnieuw laten sturen\n"
    "GET  /v1/postbus/{organisatie}     wat een organisatie kan ophalen; DELETE bevestigt\n"
    "GET  /v1/audit/checkpoint          de ondertekende stand van het auditlog; /checkpoints: alle\n"
    "GET  /v1/audit/opname/{id}, /v1/audit/groei?van=&tot=, /v1/audit/tegels/{niveau}/{nummer}\n"
    "                                   bewijs dat zonder ketenpoort is na te gaan\n"
    "GET  /v1/inzage                    wie welke persoonsgegevens heeft opgevraagd; POST /v1/inzage/_zoek: van een burger\n"
    "GET  /v1/herhaling                 de nachtelijke herhaling van alle besluiten, zoals zij het laatst ging\n"
    "GET  /v1/termijnen                 wat voor een dag moet gebeuren, het eerste eerst\n"
    "POST /berichten                    een bericht aanbieden zoals over VSP; GET haalt op\n"
    "POST /berichten/zoeken, GET /berichtstatussen\n"
    "                                   wat er ligt om op te halen; hoe het met aangeboden berichten staat\n"
    "GET  /metrics                      meetwaarden (Prometheus)\n"
    "GET  /health/live, /health/ready   leeft het proces; neemt het berichten aan\n";

std::string metadata(store::BerichtRecord const& record) {
    auto const self = fmt::format("/v1/berichten/{}", record.id);
    boost::json::object out;
    out["id"] = record.id;
    out["ontvangen"] = utc_text(record.moment_ms);
    out["vandaag"] = model::to_string(record.vandaag);
    out["kanaal"] = record.kanaal;
    out["berichtsoort"] = text_or_null(record.soort ? model::to_string(*record.soort) : std::string());
    out["afzender"] = text_or_null(record.afzender);
    out["ontvanger"] = text_or_null(record.ontvanger);
    out["identificatie"] = text_or_null(record.identificatie);
    out["uitkomst"] = std::string(model::name(record.uitkomst));
    out["bytes"] = record.grootte;
    out["sha256"] = text_or_null(record.sha256);
    out["gewist"] = nullptr;
    if (record.gewist_ms) out["gewist"] = utc_text(*record.gewist_ms);
    out["contract"] = nullptr;
    if (!record.contract_label.empty()) out["contract"] = {{"bundel", record.contract_label}, {"hash", record.contract_hash}};
    out["retour"] = nullptr;
    if (record.retour_soort) out["retour"] = {{"berichtsoort", model::to_string(*record.retour_soort)}, {"href", self + "/retour"}};
    out["besluit"] = {{"href", self + "/besluit"}};
    out["origineel"] = nullptr;
    if (!record.identificatie.empty()) out["origineel"] = {{"href", self + "/origineel"}};
    return boost::json::serialize(out);
}

model::Result<Answer> look_up_keten(store::Reader& reader, KetenVraag const& vraag, model::Kalender const& dagen, model::Date vandaag) {
    auto const keten = keten_json(reader, vraag, dagen, vandaag);
    if (!keten) return std::unexpected(keten.error());
    if (!*keten) return problem(404, keten_onbekend(vraag));
    auto answer = json(200, boost::json::serialize(**keten));
    answer.gezien.toewijzingen.push_back({vraag.gemeente, vraag.domein, vraag.nummer});
    return answer;
}

/// The decision that counts, or the n-th one: a message that was parked has more.
model::Result<Answer> besluit(store::Reader& reader, store::BerichtRecord const& record, std::string const* nummer) {
    if (nummer == nullptr) return json(200, record.besluit_json);
    auto const all = reader.besluiten(record.id);
    if (!all) return std::unexpected(all.error());
    auto const n = lees_getal(*nummer, 1, static_cast<std::int64_t>(all->size()));
    if (!n) return problem(404, fmt::format("nummer is 1 t/m {}: zoveel besluiten zijn er over dit bericht.", all->size()));
    return json(200, (*all)[static_cast<std::size_t>(*n - 1)]);
}

/// Whether a message is this peer's to look at: it came from an organisation that the peer acts for; what failed its schema names none,
/// and is for who sent it in.
model::Result<bool> may_see(store::Reader& reader, Peer const& peer, store::BerichtRecord const& record, model::Date vandaag) {
    if (peer.partner == nullptr || peer.partner->heeft_rol("beheer")) return true;
    auto const& verzender = record.soort && omgekeerd(*record.soort) ? record.ontvanger : record.afzender;
    if (verzender.empty()) return reader.ingediend_door(record.id, peer.oin);
    return Partners::may_act(*peer.partner, verzender, vandaag);
}

model::Result<Answer> toon_bericht(store::Reader& reader, Doel const& doel, Peer const& peer, model::Date vandaag) {
    auto const record = reader.bericht(doel.id);
    if (!record) return std::unexpected(record.error());
    auto const seen = *record ? may_see(reader, peer, **record, vandaag) : model::Result<bool>(false);
    if (!seen) return std::unexpected(seen.error());
    if (!*seen) return problem(404, "Er is geen bericht met dit nummer.");
    auto const van_de_inhoud = doel.route == Route::besluit || doel.route == Route::origineel || doel.route == Route::retour;
    if ((*record)->gewist_ms && van_de_inhoud) return problem(410, gewist_tekst(doel.id, *(*record)->gewist_ms));
    switch (doel.route) {
    case Route::besluit: return besluit(reader, **record, doel.waarde("nummer"));
    case Route::origineel: {
        auto bytes = reader.origineel(doel.id);
        if (!bytes) return std::unexpected(bytes.error());
        if (!*bytes) return problem(404, "Dit bericht voldeed niet aan het schema; de inhoud ervan is niet bewaard.");
        return Answer{200, std::string(xml_type), std::move(**bytes), {}, false};
    }
    case Route::retour: {
        auto xml = reader.retour(doel.id);
        if (!xml) return std::unexpected(xml.error());
        if (!*xml) return problem(404, "Op dit bericht is geen retourbericht gemaakt.");
        return Answer{200, std::string(xml_type), std::move(**xml), {}, false};
    }
    default: return json(200, metadata(**record));
    }
}

model::Result<Answer> look_up_bericht(store::Reader& reader, Doel const& doel, Peer const& peer, model::Date vandaag) {
    auto answer = toon_bericht(reader, doel, peer, vandaag);
    if (answer && answer->status == 200) answer->gezien.berichten.push_back(doel.id);
    return answer;
}

Answer ready(Services const& services) {
    char const* reden = services.refuses();
    if (services.ready()) return json(200, R"({"gereed":true})");
    return problem(503, "Neemt nu geen berichten aan.", {{"gereed", false}, {"reden", reden != nullptr ? reden : "schijf"}});
}

} // namespace

boost::asio::awaitable<Answer> show(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    switch (doel.route) {
    case Route::index: co_return Answer{200, "text/plain; charset=utf-8", std::string(index_text), {}, false};
    case Route::metrics:
        services.metrics.log_gemist(services.log.dropped());
        services.metrics.in_behandeling(services.wachtrij.taken());
        co_return Answer{200, "text/plain; version=0.0.4; charset=utf-8", services.metrics.text(), {}, false};
    case Route::openapi: co_return Answer{200, "application/json", std::string(openapi()), {{"Access-Control-Allow-Origin", "*"}}, false};
    case Route::live: co_return json(200, R"({"leeft":true})");
    case Route::ready: co_return ready(services);
    case Route::rapporten:
    case Route::rapport: {
        Answer answer = co_await rapporten(services, verzoek);
        co_return answer;
    }
    default: break;
    }
    Lookup lookup = [&verzoek, vandaag = services.klok().vandaag](store::Reader& reader) {
        return look_up_bericht(reader, verzoek.doel, verzoek.peer, vandaag);
    };
    if (doel.route == Route::toewijzing) {
        auto const* op = doel.waarde("op");
        auto const vraag = keten_vraag(*doel.waarde("gemeente"), *doel.waarde("domein"), *doel.waarde("nummer"),
                                       op != nullptr ? std::optional<std::string_view>(*op) : std::nullopt);
        if (!vraag) co_return problem(400, vraag.error());
        lookup = [&config = services.config, vraag = *vraag, vandaag = services.klok().vandaag](store::Reader& reader) {
            return look_up_keten(reader, vraag, kalender(config), vandaag);
        };
    }
    if (doel.route == Route::budgetten || doel.route == Route::budgetboekingen) {
        auto gevraagd = budget_verzoek(doel);
        if (!gevraagd) co_return problem(400, gevraagd.error());
        auto const csv = wil_csv(doel, verzoek.accept);
        if (!csv) co_return problem(400, csv.error());
        gevraagd->csv = *csv;
        lookup = [&budgetten = services.budgetten, gevraagd = *gevraagd](store::Reader& reader) {
            return toon_budgetten(budgetten, reader, gevraagd);
        };
    }
    if (is_audit(doel.route)) lookup = [&doel](store::Reader& reader) { return toon_audit(reader, doel); };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
