#include "gateway/http/vsp.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/delivery.hpp"
#include "gateway/getal.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/run_on.hpp"
#include "gateway/vsp/metadata.hpp"
#include "gateway/vsp/multipart.hpp"
#include "gateway/vsp/push.hpp"
#include "gateway/vsp/status.hpp"
#include "gateway/vsp/zip.hpp"
#include "gateway/vsp/zoek.hpp"
#include "xsd/model/sha256.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace gateway::http {

namespace {

constexpr std::int64_t largest_page = 250;
constexpr std::int64_t most_looked_at = 10'000; ///< rows that a search passes by at most
constexpr std::size_t longest_metadata = std::size_t{64} * 1024;

/// A request as a work thread found it: a message to decide, or the answer to a request that has none.
struct Inzending {
    vsp::Metadata metadata;
    std::string xml;
    std::unique_ptr<Gelezen> gelezen; ///< looks into `xml`
    std::optional<Answer> weigering;
};
using Gevonden = std::unique_ptr<Inzending>;

Answer wrong_fields(vsp::Fouten const& fouten, std::string_view what) {
    boost::json::object errors;
    for (auto const& [pad, meldingen] : fouten)
        errors[pad.empty() ? what : std::string_view(pad)] = boost::json::array(meldingen.begin(), meldingen.end());
    return problem(400, fmt::format("Het deel {} klopt niet; errors zegt per veld waarom.", what), {{"errors", std::move(errors)}});
}

Answer never(std::string_view code, std::string_view why) {
    return problem(422, fmt::format("{}: {}. Stuur hetzelfde verzoek niet opnieuw.", code, why),
                   {{"meldingen", boost::json::array{{{"code", code}, {"omschrijving", why}}}}});
}

Gevonden lees(Pipeline const& pipeline, Verzoek const& verzoek, std::uint64_t grens) {
    auto out = std::make_unique<Inzending>();
    auto const delen = vsp::lees_multipart(verzoek.content_type, verzoek.body);
    if (!delen) {
        out->weigering = problem(400, fmt::format("De inhoud is geen geldige multipart: {}.", delen.error()));
        return out;
    }
    auto const metadata = std::ranges::find(*delen, "berichtMetadata", &vsp::Deel::naam);
    auto const payload = std::ranges::find(*delen, "payload", &vsp::Deel::naam);
    if (delen->size() != 2 || metadata == delen->end() || payload == delen->end()) {
        out->weigering = problem(400, "De inhoud moet twee delen hebben: berichtMetadata en payload.");
        return out;
    }
    auto gelezen = metadata->inhoud.size() > longest_metadata
                       ? std::expected<vsp::Metadata, vsp::Fouten>(std::unexpect, vsp::Fouten{{"berichtMetadata", {"is te groot"}}})
                       : vsp::lees_metadata(metadata->inhoud);
    if (!gelezen) {
        out->weigering = wrong_fields(gelezen.error(), "berichtMetadata");
        return out;
    }
    out->metadata = std::move(*gelezen);
    if (vsp::is_zip(payload->inhoud)) {
        auto xml = vsp::pak_uit(payload->inhoud, grens);
        if (!xml) {
            out->weigering = never(vsp::brs_code(xml.error()), vsp::uitleg(xml.error()));
            return out;
        }
        out->xml = std::move(*xml);
    } else {
        out->xml = std::string(payload->inhoud);
    }
    out->gelezen = std::make_unique<Gelezen>(pipeline.read(std::as_bytes(std::span(out->xml))));
    if (!out->gelezen->inhoud) return out;
    auto const soort = model::to_string(out->gelezen->inhoud->soort);
    auto const& header = model::header(*out->gelezen->inhoud);
    // A retour repeats the header of what it answers, so it goes the other way (IV028).
    bool const terug = omgekeerd(out->gelezen->inhoud->soort);
    auto const& van = terug ? header.ontvanger : header.afzender;
    auto const& aan = terug ? header.afzender : header.ontvanger;
    bool const zelfde =
        (out->metadata.berichtsubtype.empty() || out->metadata.berichtsubtype == soort) &&
        (out->metadata.afzender.code.empty() || out->metadata.afzender.code == van) &&
        std::ranges::all_of(out->metadata.geadresseerden, [&](auto const& een) { return een.code.empty() || een.code == aan; });
    if (!zelfde)
        out->weigering =
            problem(400, "De metadata noemt een ander bericht, een andere afzender of een andere geadresseerde dan het bericht zelf.");
    return out;
}

std::optional<Answer> refuse_sender(Services& services, Peer const& peer, Inzending const& in) {
    if (peer.partner == nullptr || !in.gelezen->inhoud) return std::nullopt;
    auto const vandaag = services.klok().vandaag;
    auto const& bericht = *in.gelezen->inhoud;
    if (Partners::may_speak(*peer.partner, verzender(bericht), bericht.soort, vandaag)) return std::nullopt;
    services.security("organisatie_niet_toegestaan", peer.oin, model::to_string(bericht.soort));
    return problem(403, "Met dit certificaat mag dit bericht niet voor deze afzender worden gestuurd. Er is niets opgeslagen.");
}

boost::asio::awaitable<Answer> take(Services& services, Verzoek const& verzoek) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    Place const place(services.wachtrij);
    auto const grens = static_cast<std::uint64_t>(services.config.max_bericht) * 1024 * 1024;
    Gevonden in = co_await run_on(services.work, [&] { return lees(services.pipeline, verzoek, grens); });
    if (in->weigering) co_return std::move(*in->weigering);
    if (auto refusal = refuse_sender(services, verzoek.peer, *in)) co_return std::move(*refusal);

    bool ander = false;
    Antwoord antwoord;
    bool herhaald = false;
    store::Store::Work work = [&services, &in, &ander, &antwoord, &herhaald,
                               &oin = verzoek.peer.oin](store::Transaction& tx) -> model::Result<void> {
        auto const zender = fmt::format("vsp {}", in->metadata.afzender.code);
        auto const known = tx.envelop(zender, in->metadata.traceer_id);
        if (!known) return std::unexpected(known.error());
        herhaald = known->has_value();
        auto const afdruk = tx.vingerafdruk(in->gelezen->sha256);
        if (!afdruk) return std::unexpected(afdruk.error());
        ander = herhaald && (*known)->vingerafdruk != *afdruk;
        // The same bytes again: the answer of then, which decide() knows.
        if (ander) return {};
        auto const moment = services.klok();
        auto decided = services.pipeline.decide(tx, *in->gelezen, moment, "vsp", false, oin);
        if (!decided) return std::unexpected(std::move(decided.error()));
        antwoord = std::move(*decided);
        if (herhaald) return {};
        store::NieuwEnvelop envelop;
        envelop.zender = zender;
        envelop.referentienummer = in->metadata.traceer_id;
        envelop.sha256 = in->gelezen->sha256;
        envelop.moment_ms = moment.utc_ms;
        envelop.bericht = antwoord.id;
        envelop.conversatie = in->metadata.conversatie_id;
        auto const kept = tx.bewaar_envelop(envelop);
        if (!kept) return std::unexpected(kept.error());
        return {};
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work), StoreThread::Commit::alone);
    if (!result) co_return not_decided(services, result.error());
    if (ander) co_return never("BRS114", "onder deze traceerId is een ander bericht ontvangen");
    if (!herhaald) {
        services.metrics.decided(antwoord);
        services.log.write(LogNiveau::info, "bericht_beslist",
                           {{"id", antwoord.id},
                            {"berichtsoort", antwoord.soort ? model::to_string(*antwoord.soort) : std::string("onbekend")},
                            {"uitkomst", antwoord.niveau1 ? std::string_view("ongeldig") : model::name(antwoord.uitkomst)},
                            {"kanaal", "vsp"}});
    }
    if (antwoord.niveau1) {
        auto const melding = vsp::niveau1_melding(antwoord.besluit_json);
        co_return never(melding.code, melding.omschrijving);
    }
    co_return Answer{204, "application/json", {}, {}, false};
}

/// Whose post a peer fetches: the organisations of links that are fetched by VSP, of that partner; all of them on the own system.
std::vector<std::string> organisaties(Peer const& peer, Partners const& boek, model::Date vandaag) {
    std::vector<std::string> out;
    for (auto const& link : boek.links()) {
        if (link.protocol != Protocol::vsp_pull || vandaag < link.geldig.begin || vandaag > link.geldig.einde) continue;
        if (peer.partner != nullptr && peer.partner->oin != link.partner) continue;
        out.insert(out.end(), link.organisaties.begin(), link.organisaties.end());
    }
    return out;
}

/// What waits and is looked for, as one entry; nullopt: it is not.
model::Result<std::optional<boost::json::object>> entry(store::Reader& reader, store::Uit const& row, vsp::Zoekvraag const* vraag,
                                                        Config const& config) {
    if (!row.soort) return std::nullopt;
    auto const extra = reader.envelop_uit(row.id);
    if (!extra) return std::unexpected(extra.error());
    auto const metadata = vsp::metadata_van(row, extra->value_or(store::EnvelopUit{}), config);
    if (vraag != nullptr && !vsp::past(*vraag, metadata)) return std::nullopt;
    auto xml = inhoud_van(reader, row);
    if (!xml) return std::unexpected(xml.error());
    if (!*xml) return std::nullopt;
    auto const payload = vsp::payload_van(row, std::move(**xml), config);
    auto o = vsp::metadata_json(metadata);
    o["basisgegevens"] = {{"ontvangenOp", utc_text(row.stand.gemaakt_ms)},
                          {"payload",
                           {{"url", fmt::format("/berichten/{}/payload", row.referentienummer)},
                            {"grootte", payload.size()},
                            {"checksum", {{"algoritme", "SHA256"}, {"waarde", model::sha256_hex(std::as_bytes(std::span(payload)))}}}}}};
    return o;
}

/// The oldest of what waits. @param vraag nullptr: all of it
model::Result<Answer> list(store::Reader& reader, std::vector<std::string> const& van, std::int64_t limit, vsp::Zoekvraag const* vraag,
                           Config const& config) {
    boost::json::array out;
    std::int64_t seen = 0;
    for (auto const& organisatie : van) {
        for (store::UitId na = 0; static_cast<std::int64_t>(out.size()) < limit && seen < most_looked_at;) {
            auto const rows = reader.uit_lijst({store::outbox::Toestand::wacht, {}, organisatie}, na, largest_page);
            if (!rows) return std::unexpected(rows.error());
            if (rows->empty()) break;
            for (auto const& row : *rows) {
                if (static_cast<std::int64_t>(out.size()) >= limit) break;
                auto made = entry(reader, row, vraag, config);
                if (!made) return std::unexpected(made.error());
                if (*made) out.push_back(std::move(**made));
            }
            seen += static_cast<std::int64_t>(rows->size());
            na = rows->back().id;
        }
    }
    return json(200, boost::json::serialize(boost::json::object{{"berichten", std::move(out)}}));
}

/// Whether the peer may know of a message that came in over VSP: it speaks for who sent it, or sent it in.
model::Result<bool> sent_by(store::Reader& reader, store::VspInzending const& inzending, store::BerichtRecord const& record,
                            Peer const& peer, model::Date vandaag) {
    if (peer.partner == nullptr || peer.partner->heeft_rol("beheer")) return true;
    auto const& verzender = record.soort && omgekeerd(*record.soort) ? record.ontvanger : record.afzender;
    for (auto const& organisatie : {inzending.afzender, verzender})
        if (!organisatie.empty() && Partners::may_act(*peer.partner, organisatie, vandaag)) return true;
    return reader.ingediend_door(record.id, peer.oin);
}

model::Result<Answer> statussen(store::Reader& reader, std::optional<std::string> const& traceer_id, std::string const& conversatie_id,
                                Peer const& peer, model::Date vandaag, Config const& config) {
    auto const inzendingen = reader.vsp_inzendingen(traceer_id, conversatie_id, largest_page);
    if (!inzendingen) return std::unexpected(inzendingen.error());
    boost::json::array out;
    for (auto const& inzending : *inzendingen) {
        auto const record = reader.bericht(inzending.bericht);
        if (!record) return std::unexpected(record.error());
        if (!*record) continue;
        auto const mine = sent_by(reader, inzending, **record, peer, vandaag);
        if (!mine) return std::unexpected(mine.error());
        if (!*mine) continue;
        auto const door = reader.doorgestuurd(inzending.bericht);
        if (!door) return std::unexpected(door.error());
        auto const status = vsp::status_van(**record, *door, config.vsp_status_afgekeurd);
        boost::json::array meldingen;
        if (status.melding) meldingen.push_back({{"code", status.melding->code}, {"omschrijving", status.melding->omschrijving}});
        out.push_back({{"referentiegegevens", {{"conversatieId", inzending.conversatie_id}, {"traceerId", inzending.traceer_id}}},
                       {"status", status.naam},
                       {"tijdstip", utc_text(status.moment_ms)},
                       {"meldingen", std::move(meldingen)}});
    }
    return json(200, boost::json::serialize(boost::json::object{{"berichtstatussen", std::move(out)}}));
}

/// GET /berichtstatussen. @returns what is asked of the store, or what is wrong with the question
std::expected<Lookup, Answer> status_vraag(Services& services, Verzoek const& verzoek) {
    auto const* traceer_id = verzoek.doel.waarde("traceerId");
    auto const* conversatie_id = verzoek.doel.waarde("conversatieId");
    auto const* given = traceer_id != nullptr ? traceer_id : conversatie_id;
    if (given == nullptr || (traceer_id != nullptr && conversatie_id != nullptr))
        return std::unexpected(problem(400, "Geef traceerId of conversatieId, en niet allebei."));
    if (!gateway::vsp::is_uuid(*given)) return std::unexpected(problem(400, "traceerId en conversatieId zijn een UUID in kleine letters."));
    return
        [traceer = traceer_id != nullptr ? std::optional(*traceer_id) : std::nullopt,
         conversatie = conversatie_id != nullptr ? *conversatie_id : std::string(), &peer = verzoek.peer, vandaag = services.klok().vandaag,
         &config = services.config](store::Reader& reader) { return statussen(reader, traceer, conversatie, peer, vandaag, config); };
}

Answer gone() { return problem(404, "Onder deze traceerId ligt hier niets om op te halen."); }

/// Whether a row is the peer's.
bool mine(std::optional<store::Uit> const& row, std::vector<std::string> const& van) {
    return row && row->soort && std::ranges::find(van, row->bestemming) != van.end();
}

model::Result<Answer> payload(store::Reader& reader, std::string const& traceer_id, std::vector<std::string> const& van,
                              Config const& config) {
    // Only what waits can be asked for, as far as a search looks.
    std::int64_t seen = 0;
    for (auto const& organisatie : van) {
        for (store::UitId na = 0; seen < most_looked_at;) {
            auto const rows = reader.uit_lijst({store::outbox::Toestand::wacht, {}, organisatie}, na, largest_page);
            if (!rows) return std::unexpected(rows.error());
            if (rows->empty()) break;
            seen += static_cast<std::int64_t>(rows->size());
            na = rows->back().id;
            auto const row = std::ranges::find(*rows, traceer_id, &store::Uit::referentienummer);
            if (row == rows->end()) continue;
            auto xml = inhoud_van(reader, *row);
            if (!xml) return std::unexpected(xml.error());
            if (!*xml) return gone();
            return Answer{200, "application/octet-stream", vsp::payload_van(*row, std::move(**xml), config), {}, false,
                          Gezien{.berichten = {row->bericht}}};
        }
    }
    return gone();
}

boost::asio::awaitable<Answer> confirm(Services& services, std::string traceer_id, std::vector<std::string> van) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    bool found = false;
    auto const moment_ms = services.klok().utc_ms;
    store::Store::Work work = [&found, &traceer_id, &van, moment_ms](store::Transaction& tx) -> model::Result<void> {
        auto const row = tx.uit_op_referentie(traceer_id);
        if (!row) return std::unexpected(row.error());
        found = mine(*row, van);
        return found ? noteer(tx, (*row)->id, "vsp_pull", {}, moment_ms, 0) : model::Result<void>();
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work));
    if (!result) co_return not_decided(services, result.error());
    if (!found) co_return gone();
    services.metrics.bezorgd("vsp_pull", "afgeleverd");
    services.log.write(LogNiveau::info, "afgeleverd", {{"verbinding", "vsp_pull"}, {"referentienummer", traceer_id}});
    co_return Answer{202, "application/json", {}, {}, false};
}

} // namespace

boost::asio::awaitable<Answer> vsp(Services& services, Verzoek const& verzoek) {
    if (verzoek.doel.route == Route::vsp_berichten) {
        Answer answer = co_await take(services, verzoek);
        co_return answer;
    }
    if (verzoek.doel.route == Route::vsp_statussen) {
        auto lookup = status_vraag(services, verzoek);
        if (!lookup) co_return std::move(lookup.error());
        Answer answer = co_await from_store(services, std::move(*lookup));
        co_return answer;
    }
    auto van = organisaties(verzoek.peer, *services.partners, services.klok().vandaag);
    if (verzoek.doel.route == Route::vsp_zoeken) {
        auto const vraag = gateway::vsp::lees_zoekvraag(verzoek.body, largest_page);
        if (!vraag) co_return wrong_fields(vraag.error(), "zoekpad");
        Lookup lookup = [van, vraag = *vraag, &config = services.config](store::Reader& reader) {
            return list(reader, van, vraag.limit, &vraag, config);
        };
        Answer answer = co_await from_store(services, std::move(lookup));
        co_return answer;
    }
    std::int64_t limit = largest_page;
    if (auto const* text = verzoek.doel.waarde("limit")) {
        auto const number = lees_getal(*text, 1, largest_page);
        if (!number) co_return problem(400, fmt::format("limit is een getal van 1 t/m {}.", largest_page));
        limit = *number;
    }
    std::string const traceer_id = verzoek.doel.route == Route::vsp_lijst ? std::string() : *verzoek.doel.waarde("traceerId");
    if (verzoek.doel.route != Route::vsp_lijst && !gateway::vsp::is_uuid(traceer_id)) co_return gone();
    if (verzoek.doel.route == Route::vsp_bevestigd) {
        Answer answer = co_await confirm(services, traceer_id, std::move(van));
        co_return answer;
    }
    Lookup lookup = [van, limit, &config = services.config](store::Reader& reader) { return list(reader, van, limit, nullptr, config); };
    if (verzoek.doel.route == Route::vsp_payload)
        lookup = [van, traceer_id, &config = services.config](store::Reader& reader) { return payload(reader, traceer_id, van, config); };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
