#include "gateway/http/uit.hpp"

#include "gateway/getal.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/opnieuw.hpp"
#include "gateway/run_on.hpp"
#include "gateway/uit_json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <limits>

namespace gateway::http {

namespace {

constexpr std::int64_t largest_page = 200;

model::Result<Answer> page(store::Reader& reader, Doel const& doel, UitVraag const& vraag, bool csv) {
    // One more than asked for tells whether there is a next page.
    auto rows = reader.uit_lijst(vraag.filter, vraag.na, vraag.aantal + 1);
    if (!rows) return std::unexpected(rows.error());
    bool const more = static_cast<std::int64_t>(rows->size()) > vraag.aantal;
    if (more) rows->pop_back();
    static constexpr std::array<Kolom, 13> kolommen{{{"id"},
                                                     {"stuk"},
                                                     {"berichtsoort"},
                                                     {"afzender"},
                                                     {"bestemming"},
                                                     {"referentienummer"},
                                                     {"verbinding"},
                                                     {"toestand"},
                                                     {"pogingen"},
                                                     {"oorzaak"},
                                                     {"gemaakt"},
                                                     {"klaar"},
                                                     {"termijn"}}};
    Lijst lijst{"uit", {}, std::nullopt, kolommen, {}};
    for (auto const& row : *rows) {
        auto o = uit_json(row);
        o["href"] = fmt::format("/v1/uit/{}", row.id);
        lijst.rijen.push_back(std::move(o));
    }
    if (more) lijst.volgende = volgende_bladzijde("/v1/uit", doel, "na", fmt::format("{}", rows->back().id));
    return toon_lijst(std::move(lijst), csv);
}

model::Result<Answer> one(store::Reader& reader, store::UitId id) {
    auto const row = reader.uit(id);
    if (!row) return std::unexpected(row.error());
    if (!*row) return problem(404, "Er is geen uitgaand bericht met dit nummer.");
    return json(200, boost::json::serialize(uit_json(**row)));
}

boost::asio::awaitable<Answer> send_again(Services& services, Verzoek const& verzoek) {
    if (auto refusal = refuse_message(services)) co_return std::move(*refusal);
    Place const place(services.wachtrij);
    auto const door = parse_opnieuw(verzoek.body);
    if (!door) co_return problem(400, door.error());
    store::UitFilter filter;
    if (verzoek.doel.route == Route::uit_alle_opnieuw) {
        auto const vraag = uit_vraag(verzoek.doel);
        if (!vraag) co_return problem(400, vraag.error());
        filter = vraag->filter;
    }
    Heropend heropend;
    auto const moment_ms = services.klok().utc_ms;
    bool const single = verzoek.doel.route == Route::uit_opnieuw;
    store::Store::Work work = [&heropend, &door, &filter, moment_ms, single,
                               id = verzoek.doel.id](store::Transaction& tx) -> model::Result<void> {
        auto done = single ? heropen(tx, id, moment_ms, *door) : heropen_alle(tx, filter, moment_ms, *door);
        if (!done) return std::unexpected(std::move(done.error()));
        heropend = std::move(*done);
        return {};
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work));
    if (!result) co_return not_decided(services, result.error());
    if (heropend.onbekend) co_return problem(404, "Er is geen uitgaand bericht met dit nummer.");
    if (heropend.niet_opgegeven)
        co_return problem(409, "Alleen wat is opgegeven kan opnieuw worden gestuurd; dit wacht nog of is afgeleverd.");
    boost::json::array ids;
    for (auto const id : heropend.ids) ids.push_back(id);
    services.log.write(LogNiveau::info, "opnieuw_gestuurd", {{"aantal", static_cast<std::int64_t>(heropend.ids.size())}});
    co_return json(200, boost::json::serialize(boost::json::object{{"opnieuw", std::move(ids)}}));
}

} // namespace

std::expected<UitVraag, std::string> uit_vraag(Doel const& doel) {
    UitVraag vraag;
    if (auto const* toestand = doel.waarde("toestand")) {
        vraag.filter.toestand = store::outbox::parse_toestand(*toestand);
        if (!vraag.filter.toestand && *toestand != "alle") return std::unexpected("toestand is wacht, afgeleverd, opgegeven of alle.");
    }
    if (auto const* oorzaak = doel.waarde("oorzaak")) {
        vraag.filter.oorzaak = store::outbox::parse_oorzaak(*oorzaak);
        if (!vraag.filter.oorzaak)
            return std::unexpected("oorzaak is onbereikbaar, afgebroken, tijd_op, later, storing, geweigerd, foutbericht of eigen.");
    }
    if (auto const* bestemming = doel.waarde("bestemming")) {
        auto const digits = bestemming->find_first_not_of("0123456789") == std::string::npos;
        if (!digits || (bestemming->size() != 4 && bestemming->size() != 8))
            return std::unexpected("bestemming is een gemeentecode van vier of een AGB-code van acht cijfers.");
        vraag.filter.bestemming = *bestemming;
    }
    if (auto const* na = doel.waarde("na")) {
        auto const value = lees_getal(*na, 0, std::numeric_limits<std::int64_t>::max());
        if (!value) return std::unexpected("na komt uit `volgende` van de vorige bladzijde.");
        vraag.na = *value;
    }
    if (auto const* aantal = doel.waarde("aantal")) {
        auto const value = lees_getal(*aantal, 1, largest_page);
        if (!value) return std::unexpected(fmt::format("aantal is een getal van 1 t/m {}.", largest_page));
        vraag.aantal = *value;
    }
    return vraag;
}

boost::asio::awaitable<Answer> uit(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    if (inhoud(doel.route) != Inhoud::geen) {
        Answer answer = co_await send_again(services, verzoek);
        co_return answer;
    }
    Lookup lookup = [id = doel.id](store::Reader& reader) { return one(reader, id); };
    if (doel.route == Route::uit) {
        auto const vraag = uit_vraag(doel);
        if (!vraag) co_return problem(400, vraag.error());
        auto const csv = wil_csv(doel, verzoek.accept);
        if (!csv) co_return problem(400, csv.error());
        lookup = [&doel, vraag = *vraag, csv = *csv](store::Reader& reader) { return page(reader, doel, vraag, csv); };
    }
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
