#include "gateway/vsp/push.hpp"

#include "gateway/vsp/multipart.hpp"
#include "gateway/vsp/zip.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway::vsp {

namespace {

/// Roles as VECOZO names them; an aanbieder is an instelling here, for an AGB code does not tell.
Relatie relatie(std::string const& organisatie) { return {organisatie.size() == 4 ? "Gemeente" : "Instelling", organisatie}; }

} // namespace

Metadata metadata_van(store::Uit const& uit, store::EnvelopUit const& gegevens, Config const& config) {
    Metadata out;
    out.afzender = relatie(uit.afzender);
    out.geadresseerden = {relatie(uit.bestemming)};
    if (uit.soort) {
        out.berichtsubtype = model::to_string(*uit.soort);
        out.berichttype = uit.soort->domein == model::Domein::wmo ? "WMO" : "JW";
    }
    out.berichtversie = 3;
    out.berichtsubversie = 2;
    out.actie = config.vsp_actie;
    out.traceer_id = uit.referentienummer;
    out.als_antwoord_op = gegevens.cross_refnummer.value_or(std::string());
    out.conversatie_id = gegevens.conversatie;
    if (out.conversatie_id.empty()) out.conversatie_id = gegevens.cross_refnummer.value_or(uit.referentienummer);
    out.context = {{"Referentienummer", {uit.referentienummer}}};
    return out;
}

std::string payload_van(store::Uit const& uit, std::string xml, Config const& config) {
    if (config.vsp_payload != "zip") return xml;
    return pak_in(fmt::format("{}.xml", uit.referentienummer), xml);
}

std::expected<HttpVerzoek, std::string> push_verzoek(store::Uit const& uit, std::string_view url, store::EnvelopUit const& gegevens,
                                                     std::string xml, Config const& config) {
    if (!uit.soort) return std::unexpected("een foutbericht gaat niet over VSP");
    auto adres = parse_http_adres(url);
    if (!adres) return std::unexpected(adres.error());
    auto const payload = payload_van(uit, std::move(xml), config);
    auto const metadata = boost::json::serialize(metadata_json(metadata_van(uit, gegevens, config)));
    // A number that nobody could put in a message before it was made: it stands nowhere in it.
    auto const grens = fmt::format("ketenpoort-{}", uit.referentienummer);
    HttpVerzoek verzoek;
    verzoek.adres = std::move(*adres);
    verzoek.content_type = fmt::format("multipart/form-data; boundary={}", grens);
    verzoek.body =
        schrijf_multipart({{"berichtMetadata", "application/json", metadata}, {"payload", "application/octet-stream", payload}}, grens);
    return verzoek;
}

} // namespace gateway::vsp
