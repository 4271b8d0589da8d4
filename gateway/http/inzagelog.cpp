#include "gateway/http/inzagelog.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/parameters.hpp"
#include "gateway/http/rapporten.hpp"
#include "gateway/inzage.hpp"
#include "gateway/rapport/opmaak.hpp"
#include "gateway/run_on.hpp"
#include "gateway/vrije_tekst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

namespace gateway::http {

namespace {

std::optional<store::InzageResultaat> resultaat_van(unsigned status) {
    if (status < 300 || status == 304) return store::InzageResultaat::gegeven;
    if (status == 403) return store::InzageResultaat::geweigerd;
    if (status == 404 || status == 410) return store::InzageResultaat::niet_gevonden;
    return std::nullopt;
}

/// What was asked for, as the address has it. A number that could be a BSN is only repeated when it turned out to be something of ours.
std::string object_van(Doel const& doel, bool gevonden) {
    std::string out = doel.id != 0 ? fmt::format("{}", doel.id) : std::string();
    for (auto const& [naam, waarde] : doel.waarden) {
        auto const shown = gevonden || !may_hold_bsn(waarde) ? std::string_view(waarde).substr(0, 100) : std::string_view("...");
        out += fmt::format("{}{}={}", out.empty() ? "" : " ", naam, shown);
    }
    return out;
}

Answer not_recorded() {
    return try_again("De inzage kon niet worden vastgelegd, en daarom wordt er niets getoond. Probeer het later opnieuw.", 5);
}

std::string volgende(Doel const& doel, store::InzageId last) {
    return volgende_bladzijde("/v1/inzage", doel, "vanaf", fmt::format("{}", last));
}

/// A page, with where the next one is: an address for a GET, a number for the body of a search.
Answer page(std::vector<store::Inzage> rows, InzageZoek const& zoek, Formaat formaat, Doel const* doel) {
    bool const more = static_cast<std::int64_t>(rows.size()) > zoek.aantal;
    if (more) rows.pop_back();
    Gezien gezien;
    if (zoek.filter.bsn) gezien.bsns.push_back(*zoek.filter.bsn);
    if (formaat == Formaat::csv) {
        Answer answer{200, "text/csv; charset=utf-8", rapport::tabel_csv(inzage_tabel(rows)), {}, false, std::move(gezien)};
        answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"inzage.csv\"");
        if (more) answer.headers.emplace_back("Link", fmt::format("<{}>; rel=\"next\"", doel != nullptr ? volgende(*doel, rows.back().id) : ""));
        return answer;
    }
    boost::json::array list;
    for (auto const& row : rows) list.push_back(inzage_json(row));
    boost::json::object out{{"inzagen", std::move(list)}, {"volgende", nullptr}};
    if (more && doel != nullptr) out["volgende"] = volgende(*doel, rows.back().id);
    if (more && doel == nullptr) out["volgende"] = rows.back().id;
    auto answer = json(200, boost::json::serialize(out));
    answer.gezien = std::move(gezien);
    return answer;
}

std::expected<InzageZoek, std::string> lees_zoek(Doel const& doel, std::string_view body) {
    static constexpr std::array<std::string_view, 5> velden{"bsn", "van", "tot", "vanaf", "aantal"};
    auto const vraag = lees_velden(doel, body, velden);
    if (!vraag) return std::unexpected(vraag.error());
    auto const* bsn = vraag->waarde("bsn");
    if (bsn == nullptr || !is_bsn(*bsn))
        return std::unexpected("bsn is een burgerservicenummer: negen cijfers die aan de elfproef voldoen, als tekst.");
    auto zoek = inzage_zoek(vraag->tekst("van"), vraag->tekst("tot"), std::nullopt, std::nullopt, vraag->tekst("vanaf"), vraag->tekst("aantal"));
    if (zoek) zoek->filter.bsn = *bsn;
    return zoek;
}

/// {opdracht, toewijzing}: what a command is about to show, of which case. leg_vast() does the rest.
Answer meld(std::string const& body) {
    boost::system::error_code fault;
    auto const value = boost::json::parse(body, fault);
    auto const text_of = [&value](std::string_view naam) {
        auto const* found = value.get_object().if_contains(naam);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    if (fault || !value.is_object() || value.get_object().size() != 2)
        return problem(400, "De inhoud is een JSON-object met de velden opdracht en toewijzing.");
    auto const opdracht = text_of("opdracht");
    auto const zaak = store::toewijzing_van(text_of("toewijzing"));
    bool const word = !opdracht.empty() && opdracht.size() <= 40 &&
                      std::ranges::all_of(opdracht, [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
    if (!word || !zaak) return problem(400, "opdracht is de naam van een opdracht, toewijzing heeft de vorm 0344/wmo/1200.");
    auto const toewijzing = store::toewijzing_tekst(*zaak);
    auto answer = json(201, R"({"vastgelegd":true})");
    answer.gezien.object = fmt::format("{} {}", opdracht, toewijzing);
    answer.gezien.toewijzingen.push_back(store::toewijzing_sleutel(*zaak));
    return answer;
}

/// Notes the clients of everything that was looked at since the last search. @returns 503 when that cannot be done
boost::asio::awaitable<std::optional<Answer>> noteer_clienten(Services& services) {
    for (store::BerichtId na = 0;;) {
        using Read = std::unique_ptr<model::Result<std::vector<store::BerichtClienten>>>;
        Read read = co_await run_on(services.read, [&services, na] {
            return std::make_unique<model::Result<std::vector<store::BerichtClienten>>>(lees_clienten(*services.reader, services.pipeline, na));
        });
        if (!*read) {
            services.log.write(LogNiveau::fout, "lezen_faalt", {{"fout", model::name(read->error().code)}, {"toelichting", read->error().context}});
            co_return not_recorded();
        }
        auto const& clienten = **read;
        if (clienten.empty()) co_return std::nullopt;
        na = clienten.back().bericht;
        store::Store::Work work = [&clienten](store::Transaction& tx) { return tx.noteer_clienten(clienten); };
        model::Result<void> const done = co_await run_on(services.store_thread, std::move(work));
        if (!done) co_return not_recorded();
    }
}

} // namespace

std::expected<Wie, Answer> wie_vraagt(Toegang const& toegang, Peer const& peer, aanmelden::Sessie const* sessie, std::string vanwaar) {
    auto const route = toegang.doel.route;
    if (persoonsgegevens(route) == Persoonsgegevens::geen) return Wie{};
    auto const& gebruiker = sessie != nullptr ? sessie->wie.gebruiker : toegang.gebruiker;
    auto wie = gateway::wie_vraagt(peer, gebruiker, toegang.reden, std::move(vanwaar));
    if (!wie) return std::unexpected(problem(400, wie.error()));
    return std::move(*wie);
}

std::optional<Answer> vraagt_reden(Services const& services, Verzoek const& verzoek) {
    auto const route = verzoek.doel.route;
    if (persoonsgegevens(route) != Persoonsgegevens::bsn || verzoek.wie.partner || !verzoek.wie.reden.empty()) return std::nullopt;
    // Who signed in sees no BSN without a reason; in XML and in a zip it cannot be hidden.
    bool const open = verzoek.sessie && (route == Route::origineel || route == Route::retour || route == Route::dossier);
    if (!open && services.config.inzage_reden != "verplicht") return std::nullopt;
    return problem(403, fmt::format("Zeg in de kopregel {} waarom u dit wilt zien; het komt in het inzagelog.", reden_kop),
                   {{"type", "urn:ketenpoort:probleem:reden"}, {"title", "Een reden is verplicht"}});
}

boost::asio::awaitable<Answer> leg_vast(Services& services, Verzoek const& verzoek, Answer answer) {
    auto const route = verzoek.doel.route;
    auto const resultaat = resultaat_van(answer.status);
    if (persoonsgegevens(route) == Persoonsgegevens::geen || !resultaat || answer.gezien.niets) co_return std::move(answer);
    Place const place(services.lezers);
    if (!place) co_return try_again("Er zijn te veel verzoeken tegelijk; probeer het zo opnieuw.", 1);
    auto const gegeven = *resultaat == store::InzageResultaat::gegeven;
    if (answer.gezien.object.empty()) answer.gezien.object = object_van(verzoek.doel, gegeven);
    auto const nieuw = inzage_van(verzoek.wie, name(route), std::move(answer.gezien), *resultaat, services.klok().utc_ms);
    store::Store::Work work = [&nieuw](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.noteer_inzage(nieuw);
        if (!id) return std::unexpected(id.error());
        return {};
    };
    model::Result<void> const result = co_await run_on(services.store_thread, std::move(work));
    if (!result) {
        if (result.error().code == model::ErrorCode::store_full) services.schijf_vol = std::chrono::steady_clock::now();
        services.metrics.undecided(model::name(result.error().code));
        // Who gets nothing may be told so without a record.
        if (!gegeven) co_return std::move(answer);
        co_return not_recorded();
    }
    services.metrics.inzage(name(route), store::name(*resultaat));
    co_return std::move(answer);
}

boost::asio::awaitable<Answer> inzagelog(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    if (doel.route == Route::inzage_melden) co_return meld(verzoek.body);
    bool const zoekt = doel.route == Route::inzage_zoeken;
    auto const zoek = zoekt ? lees_zoek(doel, verzoek.body)
                            : inzage_zoek(doel.tekst("van"), doel.tekst("tot"), doel.tekst("wie"), doel.tekst("bericht"),
                                          doel.tekst("vanaf"), doel.tekst("aantal"));
    if (!zoek) co_return problem(400, zoek.error());
    auto const formaat = rapport_formaat(doel.waarde("formaat"), verzoek.accept);
    if (!formaat || *formaat == Formaat::html) co_return problem(400, "De parameter formaat is json of csv.");
    if (zoekt) {
        std::optional<Answer> refusal = co_await noteer_clienten(services);
        if (refusal) co_return std::move(*refusal);
    }
    Lookup lookup = [&zoek = *zoek, formaat = *formaat, doel = zoekt ? nullptr : &doel](store::Reader& reader) -> model::Result<Answer> {
        // One more than asked for tells whether there is a next page.
        auto rows = reader.inzagen(zoek.filter, zoek.voor, zoek.aantal + 1);
        if (!rows) return std::unexpected(rows.error());
        return page(std::move(*rows), zoek, formaat, doel);
    };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
