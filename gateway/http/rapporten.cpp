#include "gateway/http/rapporten.hpp"

#include "gateway/getal.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/inzage.hpp"
#include "gateway/rapport/maak.hpp"
#include "gateway/rapport/opmaak.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway::http {

namespace {

using rapport::Waarom;

/// A number from 1 on; 0: not given. nullopt: it is something else.
std::optional<std::int64_t> number(Doel const& doel, std::string_view naam) {
    auto const* text = doel.waarde(naam);
    if (text == nullptr) return 0;
    return lees_getal(*text, 1, 999'999'999'999'999);
}

struct Gevraagd {
    rapport::Verzoek verzoek;
    Formaat formaat = Formaat::json;
    bool herkomst = false;
    std::optional<std::size_t> rij;
};

std::expected<Gevraagd, std::string> lees(Doel const& doel, std::string_view accept) {
    Gevraagd uit;
    uit.verzoek.naam = *doel.waarde("rapport");
    uit.verzoek.van = doel.tekst("van");
    uit.verzoek.tot = doel.tekst("tot");
    uit.verzoek.op = doel.tekst("op");
    uit.verzoek.gemeente = doel.tekst("gemeente");
    uit.verzoek.aanbieder = doel.tekst("aanbieder");
    uit.verzoek.bundel = doel.tekst("bundel");
    auto const bericht = number(doel, "bericht");
    auto const rij = number(doel, "rij");
    if (!bericht || !rij) return std::unexpected("De parameters bericht en rij zijn getallen vanaf 1.");
    if (*bericht != 0) uit.verzoek.bericht = *bericht;
    if (*rij != 0) uit.rij = static_cast<std::size_t>(*rij);
    if (auto const* stel = doel.waarde("stel")) {
        auto instellingen = rapport::lees_instellingen(*stel);
        if (!instellingen) return std::unexpected("De parameter stel heeft de vorm naam=waarde, en meer met een komma ertussen.");
        uit.verzoek.instellingen = std::move(*instellingen);
    }
    if (auto const* herkomst = doel.waarde("herkomst")) {
        if (*herkomst != "ja" && *herkomst != "nee") return std::unexpected("De parameter herkomst is ja of nee.");
        uit.herkomst = *herkomst == "ja";
    }
    auto const formaat = rapport_formaat(doel.waarde("formaat"), accept);
    if (!formaat) return std::unexpected("De parameter formaat is json, csv of html.");
    uit.formaat = *formaat;
    return uit;
}

Answer toon(Gevraagd const& gevraagd, rapport::Rapport const& gemaakt) {
    if (gevraagd.rij && *gevraagd.rij > gemaakt.rijen.size()) return problem(404, "Dit rapport heeft minder rijen.");
    switch (gevraagd.formaat) {
    case Formaat::csv:
        return {200,
                "text/csv; charset=utf-8",
                rapport::als_csv(gemaakt),
                {{"Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", gemaakt.naam)}},
                false};
    case Formaat::html:
        return {200,
                "text/html; charset=utf-8",
                rapport::als_html(gemaakt, gevraagd.herkomst, ""),
                {{"Content-Security-Policy", rapport::html_beleid()}},
                false};
    default: return json(200, boost::json::serialize(rapport::als_json(gemaakt, gevraagd.herkomst, gevraagd.rij)));
    }
}

/// What keeps a report from being made is mostly what was asked; anything else is ours, and is told as such by the caller.
model::Result<Answer> weigering(Waarom const& waarom) {
    auto const* fout = std::get_if<model::Error>(&waarom);
    if (fout == nullptr) return problem(400, "De invoer klopt niet.");
    if (fout->code == model::ErrorCode::not_found) return problem(404, fout->context);
    if (fout->code == model::ErrorCode::wrong_use) return problem(400, fout->context);
    return std::unexpected(*fout);
}

} // namespace

std::optional<Formaat> rapport_formaat(std::string const* formaat, std::string_view accept) {
    constexpr std::array<std::pair<std::string_view, Formaat>, 3> woorden{
        {{"json", Formaat::json}, {"csv", Formaat::csv}, {"html", Formaat::html}}};
    if (formaat != nullptr) {
        for (auto const& [woord, is] : woorden)
            if (*formaat == woord) return is;
        return std::nullopt;
    }
    std::size_t eerste = std::string_view::npos;
    auto uit = Formaat::json;
    constexpr std::array<std::pair<std::string_view, Formaat>, 3> soorten{
        {{"application/json", Formaat::json}, {"text/csv", Formaat::csv}, {"text/html", Formaat::html}}};
    for (auto const& [soort, is] : soorten)
        if (auto const at = accept.find(soort); at < eerste) {
            eerste = at;
            uit = is;
        }
    return uit;
}

boost::asio::awaitable<Answer> rapporten(Services& services, Verzoek const& verzoek) {
    if (verzoek.doel.route == Route::rapporten)
        co_return json(200, boost::json::serialize(boost::json::object{{"rapporten", rapport::lijst_json()}}));
    auto const gevraagd = lees(verzoek.doel, verzoek.accept);
    if (!gevraagd) co_return problem(400, gevraagd.error());
    Lookup lookup = [&services, &gevraagd = *gevraagd, vandaag = services.klok().vandaag](store::Reader& reader) -> model::Result<Answer> {
        auto const gemaakt = rapport::maak(services.rapport_bundels, reader, gevraagd.verzoek, vandaag);
        if (!gemaakt) return weigering(gemaakt.error());
        auto answer = toon(gevraagd, *gemaakt);
        answer.gezien = gezien_in(*gemaakt);
        return answer;
    };
    Answer answer = co_await from_report(services, "rapport_faalt", std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
