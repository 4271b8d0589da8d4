#include "gateway/http/werkvoorraad.hpp"

#include "gateway/getal.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/run_on.hpp"
#include "gateway/werk_besluit.hpp"
#include "gateway/werk_json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <limits>

namespace gateway::http {

namespace {

constexpr std::int64_t largest_page = 200;

bool digits(std::string_view text, std::size_t size) {
    return text.size() == size && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "2026-05-12_17": termijn and id; "_17" without a termijn.
std::optional<store::WerkCursor> cursor(std::string_view text) {
    auto const at = text.find('_');
    if (at == std::string_view::npos) return std::nullopt;
    auto const id = lees_getal(text.substr(at + 1), 1, std::numeric_limits<std::int64_t>::max());
    if (!id) return std::nullopt;
    if (at == 0) return store::WerkCursor{std::nullopt, *id};
    auto const termijn = model::parse_date(text.substr(0, at));
    if (!termijn) return std::nullopt;
    return store::WerkCursor{termijn, *id};
}

std::string text(store::WerkCursor const& cursor) {
    return fmt::format("{}_{}", cursor.termijn ? model::to_string(*cursor.termijn) : std::string(), cursor.id);
}

model::Result<Answer> page(store::Reader& reader, Doel const& doel, WerkVraag const& vraag, bool csv, model::Date vandaag,
                           model::Kalender const& kalender) {
    // One more than asked for tells whether there is a next page.
    auto items = reader.werkvoorraad(vraag.filter, vraag.na, vraag.aantal + 1);
    if (!items) return std::unexpected(items.error());
    bool const more = static_cast<std::int64_t>(items->size()) > vraag.aantal;
    if (more) items->pop_back();
    static constexpr std::array<Kolom, 13> kolommen{{{"id"},
                                                     {"soort"},
                                                     {"toestand"},
                                                     {"stand"},
                                                     {"bericht.id"},
                                                     {"bericht.berichtsoort"},
                                                     {"gemeente"},
                                                     {"aanbieder"},
                                                     {"sleutel"},
                                                     {"regel"},
                                                     {"aantal"},
                                                     {"sinds"},
                                                     {"termijn"}}};
    Lijst lijst{"werk", {}, std::nullopt, kolommen, {}};
    Gezien gezien;
    for (auto const& item : *items) {
        gezien.berichten.push_back(item.bericht);
        auto o = werk_json(item, vandaag, kalender);
        o["href"] = fmt::format("/v1/werkvoorraad/{}", item.id);
        lijst.rijen.push_back(std::move(o));
    }
    if (more) lijst.volgende = next_page(doel, items->back());
    auto answer = toon_lijst(std::move(lijst), csv);
    answer.gezien = std::move(gezien);
    return answer;
}

/// The state of an item that a decision on it was meant for. Days left are in it: what was seen yesterday is not what is seen today.
std::string etag(store::Werk const& werk, model::Date vandaag, model::Kalender const& kalender) {
    return etag_van(boost::json::serialize(werk_json(werk, vandaag, kalender)));
}

model::Result<Answer> item(store::Reader& reader, store::WerkId id, model::Date vandaag, model::Kalender const& kalender) {
    auto const werk = reader.werk(id);
    if (!werk) return std::unexpected(werk.error());
    if (!*werk) return problem(404, "Er is geen werk met dit nummer.");
    auto const record = reader.bericht((*werk)->bericht);
    if (!record) return std::unexpected(record.error());
    auto answer = json(200, boost::json::serialize(werk_json(**werk, record->value().besluit_json, vandaag, kalender)));
    answer.gezien.berichten.push_back((*werk)->bericht);
    answer.headers.emplace_back("ETag", etag(**werk, vandaag, kalender));
    return answer;
}

/// What came of the decision: the 319 that was made, or the new decision on what was parked.
boost::json::value outcome(std::optional<Antwoord> const& antwoord) {
    if (!antwoord) return nullptr;
    boost::json::object o;
    o["bericht"] = fmt::format("/v1/berichten/{}", antwoord->id);
    o["berichtsoort"] = antwoord->soort ? boost::json::value(model::to_string(*antwoord->soort)) : boost::json::value(nullptr);
    o["uitkomst"] = model::name(antwoord->uitkomst);
    o["retour"] =
        antwoord->retour_soort ? boost::json::value(fmt::format("/v1/berichten/{}/retour", antwoord->id)) : boost::json::value(nullptr);
    return o;
}

/// A decision that cannot be taken as it was sent.
Answer refused(std::string_view melding) {
    return problem(422, melding, {{"type", "urn:ketenpoort:probleem:besluit"}, {"title", "Dit besluit kan zo niet"}});
}

Answer answer_to(WerkUitslag const& uitslag, model::Date vandaag, model::Kalender const& kalender) {
    using enum WerkUitslag::Soort;
    boost::json::object extra;
    if (uitslag.werk) extra["werk"] = werk_json(*uitslag.werk, vandaag, kalender);
    switch (uitslag.soort) {
    case onbekend: return problem(404, uitslag.melding);
    case geweigerd: return refused(uitslag.melding);
    case al_beslist: return problem(409, uitslag.melding, std::move(extra));
    case afgekeurd:
        extra["bevindingen"] = boost::json::parse(uitslag.bericht.value().besluit_json).at("bevindingen");
        return problem(409, uitslag.melding, std::move(extra));
    case gedaan: break;
    }
    extra["gevolg"] = outcome(uitslag.bericht);
    auto answer = json(200, boost::json::serialize(extra));
    if (uitslag.werk) answer.gezien.berichten.push_back(uitslag.werk->bericht);
    return answer;
}

boost::asio::awaitable<Answer> decide(Services& services, Verzoek const& verzoek) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    Place const place(services.wachtrij);
    auto const opdracht = parse_opdracht(verzoek.body);
    if (!opdracht) co_return refused(opdracht.error());
    WerkUitslag uitslag;
    bool verouderd = false;
    Moment const moment = services.klok();
    store::Store::Work work = [&services, &uitslag, &verouderd, &opdracht, &verzoek, moment](store::Transaction& tx) -> model::Result<void> {
        auto const id = verzoek.doel.id;
        if (!verzoek.if_match.empty()) {
            auto const werk = tx.werk(id);
            if (!werk) return std::unexpected(werk.error());
            verouderd = *werk && !noemt_etag(verzoek.if_match, etag(**werk, moment.vandaag, services.pipeline.kalender()));
            if (verouderd) return {};
        }
        auto done = beslis(services.pipeline, tx, id, *opdracht, moment);
        if (!done) return std::unexpected(std::move(done.error()));
        uitslag = std::move(*done);
        return {};
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work), StoreThread::Commit::alone);
    if (!result) co_return not_decided(services, result.error());
    if (verouderd) co_return problem(412, "Aan dit werk is iets veranderd nadat u het ophaalde. Er is niets besloten; haal het opnieuw op.");
    if (uitslag.soort == WerkUitslag::Soort::gedaan) {
        services.log.write(LogNiveau::info, "werk_beslist", {{"id", verzoek.doel.id}, {"besluit", opdracht->besluit}});
        if (uitslag.bericht) services.metrics.decided(*uitslag.bericht);
    }
    co_return answer_to(uitslag, moment.vandaag, services.pipeline.kalender());
}

} // namespace

std::expected<WerkVraag, std::string> werk_vraag(Doel const& doel) {
    WerkVraag vraag;
    auto const value = [&doel](std::string_view naam) -> std::string_view {
        auto const* found = doel.waarde(naam);
        return found == nullptr ? std::string_view() : std::string_view(*found);
    };
    if (auto const toestand = value("toestand"); toestand.empty() || toestand == "open") vraag.filter.open = true;
    else if (toestand == "afgedaan") vraag.filter.open = false;
    else if (toestand != "alle") return std::unexpected("toestand is open, afgedaan of alle.");
    if (auto const soort = value("soort"); !soort.empty()) {
        vraag.filter.soort = store::parse_werk_soort(soort);
        if (!vraag.filter.soort) return std::unexpected("soort is verzoek, aangehouden of signaal.");
    }
    vraag.filter.gemeente = value("gemeente");
    if (!vraag.filter.gemeente.empty() && !digits(vraag.filter.gemeente, 4))
        return std::unexpected("gemeente is een code van vier cijfers.");
    vraag.filter.aanbieder = value("aanbieder");
    if (!vraag.filter.aanbieder.empty() && !digits(vraag.filter.aanbieder, 8))
        return std::unexpected("aanbieder is een AGB-code van acht cijfers.");
    if (auto const vanaf = value("vanaf"); !vanaf.empty()) {
        vraag.na = cursor(vanaf);
        if (!vraag.na) return std::unexpected("vanaf komt uit `volgende` van de vorige bladzijde.");
    }
    if (auto const aantal = value("aantal"); !aantal.empty()) {
        auto const number = lees_getal(aantal, 1, largest_page);
        if (!number) return std::unexpected(fmt::format("aantal is een getal van 1 t/m {}.", largest_page));
        vraag.aantal = *number;
    }
    return vraag;
}

std::string next_page(Doel const& doel, store::Werk const& last) {
    return volgende_bladzijde("/v1/werkvoorraad", doel, "vanaf", text({last.termijn, last.id}));
}

boost::asio::awaitable<Answer> werkvoorraad(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    auto const vandaag = services.klok().vandaag;
    auto const& kalender = services.pipeline.kalender();
    if (doel.route == Route::werkbesluit) {
        Answer answer = co_await decide(services, verzoek);
        co_return answer;
    }
    Lookup lookup;
    if (doel.route == Route::werk) {
        lookup = [&kalender, vandaag, id = doel.id](store::Reader& reader) { return item(reader, id, vandaag, kalender); };
    } else {
        auto const vraag = werk_vraag(doel);
        if (!vraag) co_return problem(400, vraag.error());
        auto const csv = wil_csv(doel, verzoek.accept);
        if (!csv) co_return problem(400, csv.error());
        lookup = [&kalender, vandaag, &doel, vraag = *vraag, csv = *csv](store::Reader& reader) {
            return page(reader, doel, vraag, csv, vandaag, kalender);
        };
    }
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
