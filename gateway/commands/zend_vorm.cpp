#include "gateway/commands/zend_vorm.hpp"

#include "gateway/partners.hpp"
#include "gateway/vsp/push.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway::commands {

namespace {

std::unexpected<model::Error> wrong(std::string_view why) {
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, std::string(why)});
}

/// What goes around the message: who, to whom, what it is.
struct Adressering {
    std::string van;
    std::string aan;
    model::BerichtSoort soort;
};

model::Result<Adressering> adressering(Gelezen const& gelezen, Verzending const& verzending) {
    if (!gelezen.soort) return wrong("dit is geen bericht van een release die we kennen, dus er is geen envelop voor");
    Adressering made{verzending.van, verzending.aan, *gelezen.soort};
    if (gelezen.inhoud) {
        auto const& header = model::header(*gelezen.inhoud);
        bool const terug = omgekeerd(*gelezen.soort);
        if (made.van.empty()) made.van = terug ? header.ontvanger : header.afzender;
        if (made.aan.empty()) made.aan = terug ? header.afzender : header.ontvanger;
    }
    if (made.van.empty() || made.aan.empty())
        return wrong("het bericht voldoet niet aan het schema, dus wie het stuurt en krijgt is niet bekend: geef --van en --aan");
    return made;
}

model::Result<HttpVerzoek> envelop(Adressering const& adres, Gelezen const& gelezen, Verzending const& verzending, std::string bytes) {
    bool const terug = omgekeerd(adres.soort) || (adres.soort.nummer == 325 && !verzending.antwoord_op.empty());
    if (terug && verzending.antwoord_op.empty())
        return wrong("een retourbericht gaat als Du01 en noemt waarop het antwoordt: geef --antwoord-op");
    model::Envelop made;
    made.berichtcode = terug ? model::Berichtcode::du01 : model::Berichtcode::di01;
    made.zender = {adres.van, "Ketenpoort", "", ""};
    made.ontvanger = {adres.aan, "GGk", "", ""};
    made.referentienummer = verzending.referentienummer;
    made.tijdstip_bericht = verzending.tijdstip;
    if (terug) made.cross_refnummer = verzending.antwoord_op;
    made.functie = model::to_string(adres.soort);
    made.parameters = {"0001", "0000", fmt::format("{:04}", gelezen.release->hoofdversie),
                       fmt::format("{:04}", gelezen.release->subversie)};
    made.inhoud = std::move(bytes);
    HttpVerzoek verzoek;
    verzoek.content_type = "text/xml; charset=utf-8";
    verzoek.kopregels.emplace_back("SOAPAction", fmt::format("\"{}\"", xsd::soap_actie(made)));
    verzoek.body = xsd::write_envelop(made);
    return verzoek;
}

Ontvangen lees_soap(xsd::EnvelopSchemas const& schemas, std::string_view referentienummer, HttpAntwoord const& antwoord) {
    auto const gelezen = xsd::read_envelop(schemas, std::as_bytes(std::span(antwoord.body)));
    bool const gelukt = antwoord.status >= 200 && antwoord.status < 300;
    if (gelezen && gelezen->berichtcode == model::Berichtcode::bv03) {
        if (gelezen->cross_refnummer == referentienummer) return {gelukt, "aangenomen (Bv03)"};
        return {false, "er kwam een Bv03 die bij een ander bericht hoort"};
    }
    if (gelezen && gelezen->berichtcode == model::Berichtcode::fo03 && !gelezen->fout.code.empty())
        return {false, fmt::format("geweigerd, {} ({}): {}", gelezen->fout.code, gelezen->fout.plek, gelezen->fout.omschrijving)};
    if (gelezen && gelezen->berichtcode == model::Berichtcode::fo03) return {false, "geweigerd met een fault van SOAP zonder Fo03"};
    if (gelukt && antwoord.body.empty()) return {true, "aangenomen, zonder bevestiging"};
    return {false, fmt::format("de server antwoordt {}", antwoord.status)};
}

Ontvangen lees_vsp(HttpAntwoord const& antwoord) {
    if (antwoord.status >= 200 && antwoord.status < 300) return {true, "aangenomen"};
    boost::system::error_code ec;
    auto const parsed = boost::json::parse(antwoord.body, ec);
    auto const* problem = ec ? nullptr : parsed.if_object();
    auto const* detail = problem == nullptr ? nullptr : problem->if_contains("detail");
    if (detail != nullptr && detail->is_string())
        return {false, fmt::format("de server antwoordt {}: {}", antwoord.status, std::string_view(detail->get_string()))};
    return {false, fmt::format("de server antwoordt {}", antwoord.status)};
}

} // namespace

model::Result<HttpVerzoek> maak_verzoek(Pipeline const& pipeline, Weg weg, Verzending const& verzending, std::string bytes) {
    auto const gelezen = pipeline.read(std::as_bytes(std::span(bytes)));
    auto const adres = adressering(gelezen, verzending);
    if (!adres) return std::unexpected(adres.error());
    if (weg == Weg::soap) return envelop(*adres, gelezen, verzending, bytes);
    store::Uit uit;
    uit.afzender = adres->van;
    uit.bestemming = adres->aan;
    uit.soort = adres->soort;
    uit.referentienummer = verzending.referentienummer;
    store::EnvelopUit gegevens;
    if (!verzending.antwoord_op.empty()) gegevens.cross_refnummer = verzending.antwoord_op;
    auto made = vsp::push_verzoek(uit, "http://localhost/", gegevens, bytes, default_config());
    if (!made) return wrong(made.error());
    return std::move(*made);
}

std::string_view doel_van(Weg weg) {
    switch (weg) {
    case Weg::soap: return "/soap/ggk0210";
    case Weg::vsp: return "/berichten";
    case Weg::http: break;
    }
    return "/v1/berichten";
}

Ontvangen lees_antwoord(xsd::EnvelopSchemas const& schemas, Weg weg, std::string_view referentienummer, HttpAntwoord const& antwoord) {
    return weg == Weg::soap ? lees_soap(schemas, referentienummer, antwoord) : lees_vsp(antwoord);
}

} // namespace gateway::commands
