#include "gateway/http/partnerlijst.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/http/lijst.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace gateway::http {

namespace {

boost::json::object geldig_json(model::Period const& geldig) {
    // A party without end has the last day there is.
    return {{"van", geldig.begin.days > model::date(1900, 1, 1).days ? boost::json::value(model::to_string(geldig.begin)) : boost::json::value(nullptr)},
            {"tot", geldig.einde < model::date(9999, 12, 31) ? boost::json::value(model::to_string(geldig.einde)) : boost::json::value(nullptr)}};
}

boost::json::object link_json(Link const& link) {
    boost::json::object o{{"naam", link.naam},
                          {"protocol", name(link.protocol)},
                          {"modus", link.modus == Modus::relay ? "relay" : "endpoint"},
                          {"adres", link.adres.empty() ? boost::json::value(nullptr) : boost::json::value(link.adres)},
                          {"organisaties", boost::json::value_from(link.organisaties)}};
    o["geldig"] = geldig_json(link.geldig);
    return o;
}

boost::json::value certificaat_json(std::optional<PartnerCertificaat> const& gezien, std::int64_t nu_ms) {
    if (!gezien) return nullptr;
    return {{"geldig_tot", utc_text(gezien->geldig_tot * 1000)},
            {"dagen", gezien->dagen(nu_ms)},
            {"vingerafdruk", gezien->vingerafdruk},
            {"gezien", utc_text(gezien->gezien_ms)}};
}

boost::json::object partner_json(Partner const& partner, Partners const& boek, PartnerCertificaten const& certificaten, Moment const& nu) {
    boost::json::object o{{"oin", partner.oin},
                          {"naam", partner.naam},
                          {"rollen", boost::json::value_from(partner.rollen)},
                          {"organisaties", boost::json::value_from(partner.organisaties)},
                          {"elke_organisatie", partner.elke_organisatie},
                          {"elk_bericht", partner.elk_bericht}};
    boost::json::array berichten;
    for (auto const& soort : partner.berichten) berichten.push_back(boost::json::value(model::to_string(soort)));
    o["berichten"] = std::move(berichten);
    o["geldig"] = geldig_json(partner.geldig);
    o["geldig_vandaag"] = partner.geldig.begin <= nu.vandaag && nu.vandaag <= partner.geldig.einde;
    boost::json::array verbindingen;
    for (auto const& link : boek.links())
        if (link.partner == partner.oin) verbindingen.push_back(link_json(link));
    o["verbindingen"] = std::move(verbindingen);
    o["certificaat"] = certificaat_json(certificaten.van(partner.oin), nu.utc_ms);
    return o;
}

boost::json::value tot_wanneer(std::int64_t seconds) {
    return seconds > 0 ? boost::json::value(utc_text(seconds * 1000)) : boost::json::value(nullptr);
}

} // namespace

Answer partners(Services& services, Verzoek const& verzoek) {
    auto const csv = wil_csv(verzoek.doel, verzoek.accept);
    if (!csv) return problem(400, csv.error());
    static constexpr std::array<Kolom, 7> kolommen{
        {{"oin"}, {"naam"}, {"rollen"}, {"organisaties"}, {"geldig.van"}, {"geldig.tot"}, {"certificaat.geldig_tot"}}};
    Lijst lijst{"partners", {}, std::nullopt, kolommen, {}};
    auto const& boek = *verzoek.peer.boek;
    auto const nu = services.klok();
    for (auto const& partner : boek.partners()) lijst.rijen.push_back(partner_json(partner, boek, services.partner_certificaten, nu));
    lijst.verder["certificaat_tot"] = tot_wanneer(services.tls ? services.tls->certificaat_tot() : 0);
    lijst.verder["crl_tot"] = tot_wanneer(services.tls ? services.tls->crl_tot() : 0);
    return toon_lijst(std::move(lijst), *csv);
}

} // namespace gateway::http
