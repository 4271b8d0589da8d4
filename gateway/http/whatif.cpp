#include "gateway/http/whatif.hpp"

#include "gateway/http/aanmelding.hpp"
#include "gateway/http/contracten.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/parameters.hpp"
#include "gateway/http/rapporten.hpp"
#include "gateway/rapport/opmaak.hpp"
#include "gateway/replay/wat_als_loop.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

namespace gateway::http {

namespace {

using replay::Loopstand;
using replay::WatAlsRun;

constexpr std::string_view run_onbekend = "Er is geen wat-als met dit kenmerk (meer); de laatste paar worden bewaard zolang de daemon draait.";

bool mag_alle(aanmelden::Aangemeld const& wie, auto const& gemeenten) {
    return !gemeenten.empty() && std::ranges::all_of(gemeenten, [&](auto const& one) { return wie.mag(one); });
}

/// What was computed for nobody in particular has cases of every gemeente.
bool zichtbaar(Verzoek const& verzoek, WatAlsRun const& run) {
    return !verzoek.sessie || verzoek.sessie->wie.alle() || mag_alle(verzoek.sessie->wie, run.gemeenten);
}

struct Gevraagd {
    std::string bundel;
    model::Period periode;
};

std::expected<Gevraagd, std::string> lees(Verzoek const& verzoek) {
    static constexpr std::array<std::string_view, 3> velden{"bundel", "van", "tot"};
    auto const doel = lees_velden(verzoek.doel, verzoek.body, velden);
    if (!doel) return std::unexpected(doel.error());
    Parameters p(*doel);
    auto bundel = p.tekst("bundel");
    auto const van = p.dag("van");
    auto const tot = p.dag("tot");
    if (p.fout()) return std::unexpected(*p.fout());
    if (bundel.empty() || !van || !tot || *tot < *van)
        return std::unexpected("De inhoud is {\"bundel\": naam@versie of hash, \"van\": dag, \"tot\": dag}, en tot is niet voor van.");
    return Gevraagd{std::move(bundel), {*van, *tot}};
}

boost::asio::awaitable<Answer> begin(Services& services, Verzoek const& verzoek) {
    auto const gevraagd = lees(verzoek);
    if (!gevraagd) co_return problem(400, gevraagd.error());
    bool const beperkt = verzoek.sessie && !verzoek.sessie->wie.alle();
    std::optional<store::Bundel> bundel;
    Lookup lookup = [&](store::Reader& reader) -> model::Result<Answer> {
        auto gevonden = zoek_bundel(reader, gevraagd->bundel);
        if (!gevonden) return std::unexpected(gevonden.error());
        bundel = std::move(*gevonden);
        return Answer{204, {}, {}, {}, false};
    };
    Answer looked = co_await from_store(services, std::move(lookup));
    if (looked.status != 204) co_return looked;
    if (beperkt && !(bundel && mag_alle(verzoek.sessie->wie, bundel->gemeenten))) {
        services.security("gemeente_niet_toegestaan", {}, name(verzoek.doel.route));
        co_return problem(403, niet_van_u);
    }
    if (!bundel) co_return problem(404, bundel_onbekend);
    replay::WatAlsVraag vraag{.bundel = std::move(*bundel), .periode = gevraagd->periode, .wie = verzoek.wie.wie};
    if (beperkt) vraag.gemeenten.insert(vraag.bundel.gemeenten.begin(), vraag.bundel.gemeenten.end());
    auto const begonnen = services.wat_als->begin(services.nummer(), std::move(vraag));
    if (!begonnen)
        co_return problem(409, "Er loopt al een wat-als; wacht tot die klaar is, of stop hem.", {{"loopt", href(begonnen.error())}});
    auto answer = json(202, boost::json::serialize(replay::als_json(*begonnen)));
    answer.headers.emplace_back("Location", href(*begonnen));
    answer.gezien.object = fmt::format("wat-als {} van {} tot {}", begonnen->bundel, model::to_string(begonnen->periode.begin),
                                       model::to_string(begonnen->periode.einde));
    co_return answer;
}

Answer lijst(Services const& services, Verzoek const& verzoek) {
    boost::json::array runs;
    for (auto const& run : services.wat_als->runs())
        if (zichtbaar(verzoek, run)) runs.push_back(replay::als_json(run));
    return json(200, boost::json::serialize(boost::json::object{{"runs", std::move(runs)}}));
}

/// The messages that a case of it is about.
Gezien gezien_in(WatAlsRun const& run) {
    Gezien gezien{.object = fmt::format("wat-als {} {}", run.bundel, run.id)};
    auto const add = [&gezien](auto const& gevallen) {
        for (auto const& geval : gevallen) gezien.berichten.push_back(geval.bericht);
    };
    add(run.uitslag->regelgevallen);
    add(run.uitslag->berichtgevallen);
    add(run.uitslag->mensgevallen);
    return gezien;
}

/// Of a run that is done. Takes seconds and much memory when there are many cases.
Answer toon(WatAlsRun const& run, Formaat formaat) {
    Answer answer;
    if (formaat == Formaat::csv) {
        answer = {200, "text/csv; charset=utf-8", replay::als_csv(*run.uitslag), {}, false};
        answer.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"wat-als-{}.csv\"", run.id));
    } else if (formaat == Formaat::html) {
        answer = {200, "text/html; charset=utf-8", replay::als_html(*run.uitslag), {}, false};
        answer.headers.emplace_back("Content-Security-Policy", rapport::html_beleid());
    } else {
        auto out = replay::als_json(run);
        out["uitslag"] = replay::als_json(*run.uitslag);
        answer = json(200, boost::json::serialize(out));
    }
    answer.gezien = gezien_in(run);
    return answer;
}

boost::asio::awaitable<Answer> een(Services& services, Verzoek const& verzoek, WatAlsRun run) {
    auto const formaat = rapport_formaat(verzoek.doel.waarde("formaat"), verzoek.accept);
    if (!formaat) co_return problem(400, "De parameter formaat is json, csv of html.");
    if (run.stand == Loopstand::klaar) {
        Lookup lookup = [&run, formaat = *formaat](store::Reader&) -> model::Result<Answer> { return toon(run, formaat); };
        Answer answer = co_await from_report(services, "whatif_faalt", std::move(lookup));
        co_return answer;
    }
    if (*formaat != Formaat::json) co_return problem(409, "Deze wat-als heeft (nog) geen uitslag; `stand` zegt hoe het ermee is.");
    auto out = replay::als_json(run);
    out["uitslag"] = nullptr;
    auto answer = json(200, boost::json::serialize(out));
    answer.gezien.niets = true;
    co_return answer;
}

} // namespace

boost::asio::awaitable<Answer> whatif(Services& services, Verzoek const& verzoek) {
    auto const route = verzoek.doel.route;
    if (route == Route::whatif_begin) {
        Answer answer = co_await begin(services, verzoek);
        co_return answer;
    }
    if (route == Route::whatif) co_return lijst(services, verzoek);
    auto const run = services.wat_als->vind(*verzoek.doel.waarde("run"));
    if (!run || !zichtbaar(verzoek, *run)) co_return problem(404, run_onbekend);
    if (route == Route::whatif_wissen) {
        static_cast<void>(services.wat_als->wis(run->id));
        co_return Answer{204, {}, {}, {}, false};
    }
    Answer answer = co_await een(services, verzoek, *run);
    co_return answer;
}

} // namespace gateway::http
