#include "gateway/soap/envelope.hpp"

#include "gateway/soap/fault.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace gateway::soap {

namespace {

using model::Berichtcode;

bool bestaat(xsd::SchemaSet const& schemas, model::BerichtSoort soort) {
    return std::ranges::any_of(schemas.releases(), [&](auto const& release) { return !schemas.name_space(*release, soort).empty(); });
}

/// A retour goes as Du01, everything else as Di01, a 325 as either: the sources do not say.
bool hoort_bij(Berichtcode code, model::BerichtSoort soort) {
    if (soort.nummer == 325) return true;
    return (code == Berichtcode::di01) == model::antwoord_op(soort).has_value();
}

/// Somebody we exchange messages with: reached through a link, or one of the parties itself. An empty book knows everybody.
bool bekend(Partners const& boek, std::string const& organisatie, model::Date vandaag) {
    if (boek.partners().empty() && boek.links().empty()) return true;
    return boek.to(organisatie, vandaag) != nullptr || std::ranges::any_of(boek.partners(), [&](Partner const& partner) {
               return !partner.elke_organisatie && Partners::may_act(partner, organisatie, vandaag);
           });
}

std::unexpected<Geweigerd> weiger(Foutcode code, std::string_view uitleg, std::string_view beveiliging = {}) {
    return std::unexpected(Geweigerd{foutmelding(code, uitleg), beveiliging});
}

/// The organisation a knooppunt checks payloads and answers in the name of (exchange.md 7).
constexpr std::string_view vecozo = "VECOZO";

} // namespace

bool actie_past(model::Envelop const& envelop, std::string_view soap_action) {
    if (soap_action.size() >= 2 && soap_action.front() == '"' && soap_action.back() == '"')
        soap_action = soap_action.substr(1, soap_action.size() - 2);
    auto const wanted = xsd::soap_actie(envelop);
    return (soap_action.empty() || soap_action == wanted) && (envelop.actie.empty() || envelop.actie == wanted);
}

std::expected<std::optional<model::BerichtSoort>, Geweigerd> toelaten(model::Envelop const& envelop, Peer const& peer,
                                                                      xsd::SchemaSet const& schemas, model::Date vandaag) {
    auto const& zender = envelop.zender.organisatie;
    // Who passes messages on for others may send any foutbericht; whose message it is about is looked at where that is known.
    bool const fo01 = envelop.berichtcode == Berichtcode::fo01;
    if (peer.partner != nullptr && !zender.empty() && !Partners::may_act(*peer.partner, zender, vandaag))
        return weiger(Foutcode::zender_onbekend, "met dit certificaat mag niet voor deze organisatie worden gestuurd",
                      "organisatie_niet_toegestaan");
    if (peer.partner != nullptr && zender.empty()) return weiger(Foutcode::zender_onbekend, "de organisatie is leeg");
    if (fo01) return std::nullopt;

    auto const soort = model::parse_soort(envelop.functie);
    if (!soort || !bestaat(schemas, *soort)) return weiger(Foutcode::functie_onbekend, "een functie is bijvoorbeeld WMO301 of JW323");
    if (!hoort_bij(envelop.berichtcode, *soort))
        return weiger(Foutcode::combinatie, envelop.berichtcode == Berichtcode::di01 ? "een retourbericht gaat als Du01"
                                                                                     : "een heenbericht gaat als Di01");
    if (peer.partner != nullptr && !Partners::may_speak(*peer.partner, zender, *soort, vandaag))
        return weiger(Foutcode::functie_niet_toegestaan, "deze berichtsoort is met deze partner niet afgesproken",
                      "berichtsoort_niet_toegestaan");
    if (!bekend(*peer.boek, envelop.ontvanger.organisatie, vandaag))
        return weiger(Foutcode::ontvanger_onbekend, "deze organisatie is hier niet aangesloten");
    return soort;
}

std::optional<model::EnvelopFoutmelding> past(model::Envelop const& envelop, Gelezen const& gelezen) {
    if (!gelezen.soort) return std::nullopt;
    if (model::to_string(*gelezen.soort) != envelop.functie)
        return foutmelding(Foutcode::functie_onbekend, fmt::format("de inhoud is een {}", model::to_string(*gelezen.soort)));
    if (gelezen.release) {
        auto const versie = fmt::format("{:04}", gelezen.release->hoofdversie);
        auto const subversie = fmt::format("{:04}", gelezen.release->subversie);
        if (envelop.parameters.functie_versie != versie || envelop.parameters.functie_subversie != subversie)
            return foutmelding(Foutcode::functie_onbekend,
                               fmt::format("bij deze inhoud horen functieVersie {} en functieSubversie {}", versie, subversie));
    }
    if (!gelezen.inhoud) return std::nullopt;
    auto const& header = model::header(*gelezen.inhoud);
    auto const& afzender = verzender(*gelezen.inhoud);
    auto const& ontvanger = omgekeerd(gelezen.inhoud->soort) ? header.afzender : header.ontvanger;
    bool const namens = envelop.berichtcode == Berichtcode::du01 && envelop.zender.organisatie == vecozo;
    if (afzender != envelop.zender.organisatie && !namens)
        return foutmelding(Foutcode::zender_onbekend, "de inhoud noemt een andere afzender dan de envelop");
    if (ontvanger != envelop.ontvanger.organisatie)
        return foutmelding(Foutcode::ontvanger_onbekend, "de inhoud noemt een andere ontvanger dan de envelop");
    return std::nullopt;
}

std::string tijdstip(std::int64_t utc_ms) {
    using namespace std::chrono;
    milliseconds const winter = milliseconds(utc_ms) + hours(1);
    auto const whole = floor<seconds>(winter);
    return fmt::format("{:%Y%m%d%H%M%S}{:03}", fmt::gmtime(static_cast<std::time_t>(whole.count())), (winter - whole).count());
}

model::Envelop bevestiging(model::Envelop const& verzoek, std::string referentienummer, std::int64_t moment_ms) {
    model::Envelop made;
    made.berichtcode = Berichtcode::bv03;
    made.zender = verzoek.ontvanger;
    made.ontvanger = verzoek.zender;
    made.referentienummer = std::move(referentienummer);
    made.tijdstip_bericht = tijdstip(moment_ms);
    made.cross_refnummer = verzoek.referentienummer;
    return made;
}

model::Envelop weigering(model::Envelop const& verzoek, std::string referentienummer, std::int64_t moment_ms,
                         model::EnvelopFoutmelding fout) {
    auto made = bevestiging(verzoek, std::move(referentienummer), moment_ms);
    made.berichtcode = Berichtcode::fo03;
    made.fout = std::move(fout);
    return made;
}

} // namespace gateway::soap
