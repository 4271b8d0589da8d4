#include "gateway/http/zoeken.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/http/aanmelding.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/parameters.hpp"
#include "gateway/json_tekst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>

namespace gateway::http {

namespace {

constexpr store::BerichtId boven_alles = 1'000'000'000'000'000'000; ///< no address has a higher number

constexpr std::array<std::string_view, 18> velden{"berichtsoort", "uitkomst",   "afzender", "ontvanger", "gemeente", "aanbieder",
                                                  "identificatie", "regel",     "retourcode", "van",     "tot",      "vanaf",
                                                  "aantal",       "formaat",    "bsn",      "toewijzingnummer", "declaratienummer",
                                                  "referentienummer"};

constexpr std::array<Kolom, 12> kolommen{{{"id"},
                                          {"ontvangen"},
                                          {"vandaag"},
                                          {"kanaal"},
                                          {"berichtsoort"},
                                          {"afzender"},
                                          {"ontvanger"},
                                          {"identificatie"},
                                          {"uitkomst"},
                                          {"contract"},
                                          {"retour"},
                                          {"afgedaan"}}};

boost::json::object regel_json(store::BerichtRegel const& regel) {
    boost::json::object o;
    o["id"] = regel.id;
    o["href"] = fmt::format("/v1/berichten/{}", regel.id);
    o["ontvangen"] = utc_text(regel.moment_ms);
    o["vandaag"] = model::to_string(regel.vandaag);
    o["kanaal"] = regel.kanaal;
    o["berichtsoort"] = text_or_null(regel.soort ? model::to_string(*regel.soort) : std::string());
    o["afzender"] = text_or_null(regel.afzender);
    o["ontvanger"] = text_or_null(regel.ontvanger);
    o["identificatie"] = text_or_null(regel.identificatie);
    o["uitkomst"] = model::name(regel.uitkomst);
    o["bytes"] = regel.grootte;
    o["contract"] = text_or_null(regel.contract_label);
    o["retour"] = text_or_null(regel.retour_soort ? model::to_string(*regel.retour_soort) : std::string());
    o["afgedaan"] = regel.afgedaan_ms ? boost::json::value(utc_text(*regel.afgedaan_ms)) : boost::json::value(nullptr);
    return o;
}

model::Result<Answer> page(store::Reader& reader, Doel const& doel, BerichtVraag const& vraag, bool csv) {
    // One more than asked for tells whether there is a next page.
    auto regels = reader.zoek_berichten(vraag.filter, vraag.voor, vraag.aantal + 1);
    if (!regels) return std::unexpected(regels.error());
    bool const more = std::ssize(*regels) > vraag.aantal;
    if (more) regels->pop_back();
    Lijst lijst{"berichten", {}, std::nullopt, kolommen, {}};
    for (auto const& regel : *regels) lijst.rijen.push_back(regel_json(regel));
    auto const vanaf = more ? std::optional(regels->back().id) : std::nullopt;
    // What was asked for in a body does not come back in an address.
    if (doel.route == Route::berichten_zoek) lijst.verder["vanaf"] = vanaf ? boost::json::value(*vanaf) : boost::json::value(nullptr);
    else if (vanaf) lijst.volgende = volgende_bladzijde("/v1/berichten", doel, "vanaf", fmt::format("{}", *vanaf));
    auto answer = toon_lijst(std::move(lijst), csv);
    for (auto const& regel : *regels) answer.gezien.berichten.push_back(regel.id);
    if (!vraag.filter.bsn.empty()) answer.gezien.bsns.push_back(vraag.filter.bsn);
    return answer;
}

} // namespace

std::expected<BerichtVraag, std::string> bericht_vraag(Doel const& doel) {
    Parameters p(doel);
    BerichtVraag vraag;
    auto& filter = vraag.filter;
    filter.soort = p.soort("berichtsoort");
    filter.uitkomst = p.keuze("uitkomst", model::parse_uitkomst, "goedgekeurd, deels, afgekeurd of aangehouden");
    filter.afzender = p.organisatie("afzender");
    filter.ontvanger = p.organisatie("ontvanger");
    filter.gemeente = p.gemeente("gemeente");
    filter.aanbieder = p.aanbieder("aanbieder");
    filter.identificatie = p.tekst("identificatie");
    filter.regel = p.tekst("regel");
    filter.retourcode = p.tekst("retourcode");
    filter.van = p.dag("van");
    filter.tot = p.dag("tot");
    if (filter.van && filter.tot && *filter.tot < *filter.van) p.fault("tot", "geen dag voor van");
    filter.bsn = p.tekst("bsn");
    if (!filter.bsn.empty() && (filter.bsn.size() != 9 || filter.bsn.find_first_not_of("0123456789") != std::string::npos))
        p.fault("bsn", "een tekst van negen cijfers");
    if (doel.waarde("toewijzingnummer") != nullptr) filter.toewijzingnummer = p.getal("toewijzingnummer", 0, 999'999'999, 0);
    filter.declaratienummer = p.tekst("declaratienummer");
    filter.referentienummer = p.tekst("referentienummer");
    vraag.voor = p.getal("vanaf", 1, boven_alles, boven_alles);
    vraag.aantal = p.getal("aantal", 1, grootste_bladzijde, gewone_bladzijde);
    if (p.fout()) return std::unexpected(*p.fout());
    return vraag;
}

boost::asio::awaitable<Answer> zoeken(Services& services, Verzoek const& verzoek) {
    auto doel = verzoek.doel;
    if (doel.route == Route::berichten_zoek) {
        auto gelezen = lees_velden(doel, verzoek.body, velden);
        if (!gelezen) co_return problem(400, gelezen.error());
        doel = std::move(*gelezen);
        if (auto refusal = begrens(doel, verzoek.sessie.get())) co_return std::move(*refusal);
    }
    auto const vraag = bericht_vraag(doel);
    if (!vraag) co_return problem(400, vraag.error());
    auto const csv = wil_csv(doel, verzoek.accept);
    if (!csv) co_return problem(400, csv.error());
    Lookup lookup = [doel, vraag = *vraag, csv = *csv](store::Reader& reader) { return page(reader, doel, vraag, csv); };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
