#include "gateway/soap/uitgaand.hpp"

#include "gateway/soap/envelope.hpp"
#include "xsd/recognise.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::soap {

namespace {

using model::Berichtcode;
using store::UitStuk;
using store::outbox::Oorzaak;

/// The name and version of what makes our payloads, as an envelope says them. Not the version of the program: an upgrade between two
/// attempts would change bytes that must stay the same.
constexpr std::string_view applicatie = "Ketenpoort";
constexpr std::string_view applicatie_versie = "0001";
constexpr std::string_view applicatie_subversie = "0000";

/// What receivers are called that have no other name (exchange.md 4.1).
constexpr std::string_view ggk = "GGk";

std::unexpected<model::Error> cannot(model::ErrorCode code, std::string why) { return std::unexpected(model::Error{code, std::move(why)}); }

model::Result<model::EnvelopFoutmelding> foutmelding_uit(std::string const& inhoud) {
    boost::system::error_code ec;
    auto const value = boost::json::parse(inhoud, ec);
    auto const* object = ec ? nullptr : value.if_object();
    if (object == nullptr) return cannot(model::ErrorCode::store_corrupt, "een foutbericht staat er onleesbaar");
    auto const text = [&](std::string_view name) {
        auto const* member = object->if_contains(name);
        return member != nullptr && member->is_string() ? std::string(std::string_view(member->as_string())) : std::string();
    };
    return model::EnvelopFoutmelding{text("code"), text("plek"), text("omschrijving"), text("details")};
}

model::Result<std::string> inhoud_van(store::Reader& reader, store::Uit const& uit) {
    auto inhoud = uit.stuk == UitStuk::retour ? reader.retour(uit.bericht) : reader.origineel(uit.bericht);
    if (!inhoud) return std::unexpected(inhoud.error());
    if (!*inhoud) return cannot(model::ErrorCode::internal, "wat er moet worden verstuurd is er niet");
    return std::move(**inhoud);
}

/// Whether it travels as an answer.
bool als_du01(model::BerichtSoort soort, Link const& link, bool antwoordt) {
    if (soort.nummer == 325) return antwoordt && link.antwoord325 == Antwoord325::du01;
    return !model::antwoord_op(soort);
}

} // namespace

model::Result<Uitgaande> envelop_van(store::Reader& reader, xsd::SchemaSet const& schemas, store::Uit const& uit, Link const& link) {
    auto const gegevens = reader.envelop_uit(uit.id);
    if (!gegevens) return std::unexpected(gegevens.error());
    if (!*gegevens) return cannot(model::ErrorCode::not_found, "dit uitgaande bericht is er niet");
    model::Envelop envelop;
    envelop.zender = {uit.afzender, std::string(applicatie), "", ""};
    envelop.ontvanger = {uit.bestemming, link.applicatie.empty() ? std::string(ggk) : link.applicatie, "", ""};
    envelop.referentienummer = uit.referentienummer;
    envelop.tijdstip_bericht = tijdstip((*gegevens)->tijdstip_ms);
    auto const& cross = (*gegevens)->cross_refnummer;
    auto const geen_envelop = [] {
        return cannot(model::ErrorCode::wrong_use, "dit antwoordt op een bericht dat niet in een envelop kwam, dus een Du01 of Fo01 kan het niet zijn");
    };

    if (uit.stuk == UitStuk::fo01) {
        if (!cross) return geen_envelop();
        auto fout = foutmelding_uit(uit.inhoud);
        if (!fout) return std::unexpected(fout.error());
        envelop.berichtcode = Berichtcode::fo01;
        envelop.cross_refnummer = *cross;
        envelop.fout = std::move(*fout);
        return Uitgaande{std::string(xsd::soap_actie(envelop)), xsd::write_envelop(envelop)};
    }
    if (!uit.soort) return cannot(model::ErrorCode::internal, "een uitgaand bericht zonder berichtsoort");
    auto const inhoud = inhoud_van(reader, uit);
    if (!inhoud) return std::unexpected(inhoud.error());
    auto const bytes = std::as_bytes(std::span(*inhoud));
    auto const herkend = xsd::recognise(schemas, bytes);
    if (!herkend) return cannot(model::ErrorCode::unknown_release, "de release van een uitgaand bericht is niet geladen");
    bool const du01 = als_du01(*uit.soort, link, cross.has_value());
    if (du01 && !cross) return geen_envelop();
    envelop.berichtcode = du01 ? Berichtcode::du01 : Berichtcode::di01;
    if (du01) envelop.cross_refnummer = *cross;
    envelop.functie = model::to_string(*uit.soort);
    envelop.parameters = {std::string(applicatie_versie), std::string(applicatie_subversie),
                          fmt::format("{:04}", herkend->release->hoofdversie), fmt::format("{:04}", herkend->release->subversie)};
    envelop.ggk0310 = link.protocol == Protocol::ggk0310;
    return Uitgaande{std::string(xsd::soap_actie(envelop)), xsd::write_envelop(envelop, bytes)};
}

Bevinding beoordeel(xsd::EnvelopSchemas const& schemas, store::Uit const& uit, Link const& link, unsigned status, std::string_view body) {
    bool const gelukt = status >= 200 && status < 300;
    if (gelukt && link.bevestiging == Bevestiging::geen) return {};
    if (status == 503 || status == 429) return {Oorzaak::later, fmt::format("HTTP {}", status)};
    auto const antwoord = xsd::read_envelop(schemas, std::as_bytes(std::span(body)));
    if (antwoord && antwoord->berichtcode == Berichtcode::bv03) {
        if (gelukt && antwoord->cross_refnummer == uit.referentienummer) return {};
        return {Oorzaak::storing, "er kwam een Bv03 die bij een ander bericht hoort"};
    }
    if (antwoord && antwoord->berichtcode == Berichtcode::fo03 && !antwoord->fout.code.empty()) {
        // A code is at most seven characters; what is no code of StUF or of a knooppunt is not repeated.
        auto const& code = antwoord->fout.code;
        bool const plain = std::ranges::all_of(code, [](unsigned char c) { return std::isalnum(c) != 0; }) &&
                           std::ranges::any_of(code, [](unsigned char c) { return std::isalpha(c) != 0; });
        auto const text = fmt::format("Fo03 {}, plek {}", plain ? std::string_view(code) : "zonder leesbare code", antwoord->fout.plek);
        return {antwoord->fout.plek == "client" ? Oorzaak::geweigerd : Oorzaak::storing, text};
    }
    if (antwoord && antwoord->berichtcode == Berichtcode::fo03) return {Oorzaak::storing, "een fault van SOAP zonder Fo03"};
    if (status >= 400 && status < 500) return {Oorzaak::geweigerd, fmt::format("HTTP {}", status)};
    return {Oorzaak::storing, gelukt ? std::string("er kwam geen Bv03") : fmt::format("HTTP {}", status)};
}

} // namespace gateway::soap
