#include "gateway/soap/inname.hpp"

#include "gateway/soap/fault.hpp"
#include "xsd/model/sha256.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::soap {

namespace {

using model::Berichtcode;

Afgewezen zonder_fo03(std::string_view faultcode, std::string_view faultstring) {
    return {std::string(faultcode), std::string(faultstring), std::nullopt, {}, {}};
}

Afgewezen met_fo03(model::EnvelopFoutmelding fout, model::Envelop const& envelop, std::string_view beveiliging = {}) {
    model::Envelop verzoek;
    verzoek.zender = envelop.zender;
    verzoek.ontvanger = envelop.ontvanger;
    verzoek.referentienummer = envelop.referentienummer;
    return {std::string(faultcode(fout)), fout.omschrijving, std::move(fout), std::move(verzoek), std::string(beveiliging)};
}

Afgewezen van_lezer(xsd::EnvelopFout fout) {
    using Soort = xsd::EnvelopFout::Soort;
    switch (fout.soort) {
    case Soort::soap: return zonder_fo03("Client", fout.melding);
    case Soort::versie: return zonder_fo03("VersionMismatch", fout.melding);
    case Soort::must_understand: return zonder_fo03("MustUnderstand", fout.melding);
    case Soort::envelop: break;
    }
    // Of a berichtcode that does not belong to the root there is a code of its own.
    if (!fout.bevindingen.empty() && fout.bevindingen.front().xpath.ends_with("/berichtcode"))
        return met_fo03(
            foutmelding(Foutcode::berichtcode_onbekend, fmt::format("in deze envelop hoort {}", model::name(fout.gelezen.berichtcode))),
            fout.gelezen);
    auto uitleg = fout.melding;
    if (!fout.bevindingen.empty()) uitleg += fmt::format(" (regel {})", fout.bevindingen.front().lijn);
    return met_fo03(foutmelding(Foutcode::niet_conform, uitleg), fout.gelezen);
}

/// What a Fo01 says of a payload that failed level 1, from the decision on it.
std::string fo01_inhoud(model::Envelop const& envelop, std::string const& besluit_json) {
    auto const besluit = boost::json::parse(besluit_json).as_object();
    auto const& bevindingen = besluit.at("bevindingen").as_array();
    std::string uitleg;
    if (!bevindingen.empty()) {
        auto const& eerste = bevindingen.front().as_object();
        uitleg = std::string(eerste.at("melding").as_string());
        if (auto const* plaats = eerste.if_contains("plaats"); plaats != nullptr && plaats->is_string())
            uitleg += fmt::format(" ({})", std::string_view(plaats->as_string()));
    }
    auto const fout = foutmelding(Foutcode::niet_conform, uitleg);
    boost::json::object inhoud;
    inhoud["code"] = fout.code;
    inhoud["plek"] = fout.plek;
    inhoud["omschrijving"] = fout.omschrijving;
    inhoud["details"] = fmt::format("{}-{}{}", envelop.functie, envelop.parameters.functie_versie, envelop.parameters.functie_subversie);
    return boost::json::serialize(inhoud);
}

/// A text of a partner as we keep it: what could be a BSN is not shown.
std::string zonder_nummers(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        auto const end = std::min(text.find_first_not_of("0123456789", i), text.size());
        if (end - i >= 8) out.append("…");
        else out.append(text.substr(i, end - i));
        i = end;
        if (i < text.size()) out += text[i++];
    }
    return out;
}

/// Our message that a Du01 or Fo01 is about; nullopt: none, or not one of this sender's.
model::Result<std::optional<store::Uit>> onze(store::Transaction& tx, Peer const& peer, Binnen const& binnen, Moment moment) {
    auto const& envelop = binnen.envelop;
    auto uit = tx.uit_op_referentie(envelop.cross_refnummer);
    if (!uit || !*uit) return uit;
    auto const& gevonden = **uit;
    bool const van_ontvanger = gevonden.bestemming == envelop.zender.organisatie;
    auto const* link = peer.boek->to(gevonden.bestemming, moment.vandaag);
    bool const over_link = peer.partner == nullptr || (link != nullptr && link->partner == peer.partner->oin);
    if (!van_ontvanger && !over_link) return std::nullopt;
    if (envelop.berichtcode == Berichtcode::fo01) return uit;
    bool const antwoord = gevonden.soort && model::antwoord_op(*gevonden.soort) == model::parse_soort(envelop.functie);
    if (!antwoord) return std::nullopt;
    return uit;
}

/// A Fo01 for a message of ours: it counts as not delivered, and a person looks. Nothing is sent in answer; but a foutbericht on what we
/// passed on without an answer of our own is the answer its sender waits for.
model::Result<void> niet_afgeleverd(store::Transaction& tx, store::Uit const& uit, model::Envelop const& envelop, Moment moment) {
    auto const text = fmt::format("Fo01 {}: {}", zonder_nummers(envelop.fout.code), zonder_nummers(envelop.fout.omschrijving));
    auto const stand = store::outbox::afgekeurd(uit.stand, store::outbox::Oorzaak::foutbericht, moment.utc_ms);
    if (auto done = tx.zet_uit(uit.id, stand, uit.verbinding, text); !done) return done;
    if (uit.stuk != store::UitStuk::bericht) return {};
    auto const bericht = tx.bericht(uit.bericht);
    if (!bericht) return std::unexpected(bericht.error());
    if (!*bericht || (*bericht)->retour_soort) return {};
    if (auto done = tx.verwacht_niet(uit.bericht); !done) return done;
    boost::json::object inhoud;
    inhoud["code"] = envelop.fout.code;
    inhoud["plek"] = envelop.fout.plek;
    inhoud["omschrijving"] = envelop.fout.omschrijving;
    inhoud["details"] = envelop.fout.details;
    auto const terug = tx.stuur(
        {uit.bericht, store::UitStuk::fo01, uit.bestemming, uit.afzender, moment.utc_ms, std::nullopt, boost::json::serialize(inhoud)});
    return terug ? model::Result<void>() : std::unexpected(terug.error());
}

/// What the sender of this envelope is still to get: a Fo01 for a payload that is no message, or again the answer to one that came before.
model::Result<std::optional<store::UitId>> antwoord_uit(store::Transaction& tx, Binnen const& binnen, Antwoord const& antwoord,
                                                        Moment moment) {
    bool const opnieuw = antwoord.herhaald && antwoord.retour_soort;
    if (antwoord.gewist_ms || (!antwoord.niveau1 && !opnieuw)) return std::nullopt;
    auto const& envelop = binnen.envelop;
    store::NieuwUit nieuw{
        antwoord.id, store::UitStuk::retour, envelop.ontvanger.organisatie, envelop.zender.organisatie, moment.utc_ms, std::nullopt, {}};
    if (antwoord.niveau1) {
        nieuw.stuk = store::UitStuk::fo01;
        nieuw.inhoud = fo01_inhoud(envelop, antwoord.besluit_json);
    }
    auto const uit = tx.stuur(nieuw);
    if (!uit) return std::unexpected(uit.error());
    return *uit;
}

Ingenomen geweigerd(Foutcode code, std::string_view uitleg) {
    Ingenomen made;
    made.fout = foutmelding(code, uitleg);
    return made;
}

} // namespace

std::expected<std::unique_ptr<Binnen>, Afgewezen> lees(xsd::EnvelopSchemas const& envelop_schemas, Pipeline const& pipeline,
                                                       Peer const& peer, std::string_view soap_action, std::span<std::byte const> bytes,
                                                       model::Date vandaag) {
    auto envelop = xsd::read_envelop(envelop_schemas, bytes);
    if (!envelop) return std::unexpected(van_lezer(std::move(envelop.error())));
    if (envelop->berichtcode == Berichtcode::bv03 || envelop->berichtcode == Berichtcode::fo03)
        return std::unexpected(zonder_fo03("Client", "Een bevestiging is geen vraag aan deze dienst."));
    if (!actie_past(*envelop, soap_action))
        return std::unexpected(zonder_fo03("Client", "De SOAPAction hoort bij een ander bericht dan in de Body staat."));
    auto const* link = peer.boek->to(envelop->zender.organisatie, vandaag);
    if (envelop->ggk0310 && (link == nullptr || link->protocol != Protocol::ggk0310))
        return std::unexpected(
            met_fo03(foutmelding(Foutcode::versie_sectormodel, "GGk0310 is met deze zender niet afgesproken, stuur GGk0210"), *envelop));
    if (auto const soort = toelaten(*envelop, peer, pipeline.schemas(), vandaag); !soort)
        return std::unexpected(met_fo03(soort.error().fout, *envelop, soort.error().beveiliging));

    auto binnen = std::make_unique<Binnen>(std::move(*envelop), model::sha256_hex(bytes), std::nullopt);
    if (binnen->envelop.berichtcode == Berichtcode::fo01) return binnen;
    if (binnen->envelop.tekst_bestand)
        return std::unexpected(
            met_fo03(foutmelding(Foutcode::niet_conform, "een bericht gaat als xmlBestand, niet als tekstBestand"), binnen->envelop));
    binnen->gelezen = pipeline.read(std::as_bytes(std::span(binnen->envelop.inhoud)));
    if (auto fout = past(binnen->envelop, *binnen->gelezen)) return std::unexpected(met_fo03(std::move(*fout), binnen->envelop));
    return binnen;
}

model::Result<Ingenomen> neem_in(store::Transaction& tx, Pipeline& pipeline, Peer const& peer, Binnen const& binnen, Moment moment,
                                 std::string const& referentienummer) {
    auto const& envelop = binnen.envelop;
    auto const zender = store::zender_sleutel(envelop.zender);
    auto const eerder = tx.envelop(zender, envelop.referentienummer);
    if (!eerder) return std::unexpected(eerder.error());
    auto const afdruk = tx.vingerafdruk(binnen.sha256);
    if (!afdruk) return std::unexpected(afdruk.error());
    Ingenomen made;
    if (*eerder && (*eerder)->vingerafdruk == *afdruk) {
        made.antwoord = (*eerder)->antwoord;
        made.herhaald = true;
        return made;
    }
    if (*eerder) {
        auto const done =
            tx.log_conflict({moment.utc_ms, envelop.zender.organisatie, envelop.referentienummer, (*eerder)->vingerafdruk, *afdruk});
        if (!done) return std::unexpected(done.error());
        return geweigerd(Foutcode::niet_uniek, "er kwam al een andere envelop met dit nummer");
    }

    auto const* link = peer.boek->to(envelop.zender.organisatie, moment.vandaag);
    if (link != nullptr && link->tijdstip == Tijdstip::oplopend) {
        auto const later = tx.later_tijdstip(zender, envelop.tijdstip_bericht);
        if (!later) return std::unexpected(later.error());
        if (!*later) {
            tx.abandon();
            return geweigerd(Foutcode::niet_later, "met deze zender is afgesproken dat elk bericht later is dan alle voorgaande");
        }
    }

    std::optional<store::Uit> heen;
    if (envelop.berichtcode != Berichtcode::di01) {
        auto gevonden = onze(tx, peer, binnen, moment);
        if (!gevonden) return std::unexpected(gevonden.error());
        heen = std::move(*gevonden);
        if (!heen) {
            tx.abandon();
            return geweigerd(Foutcode::cross_onbekend, "hiervandaan ging geen bericht met dit nummer dat zo te beantwoorden is");
        }
    }

    store::NieuwEnvelop nieuw;
    nieuw.berichtcode = envelop.berichtcode;
    nieuw.zender = zender;
    nieuw.referentienummer = envelop.referentienummer;
    nieuw.sha256 = binnen.sha256;
    nieuw.moment_ms = moment.utc_ms;
    if (heen) nieuw.heen = heen->bericht;
    std::optional<store::UitId> uit;
    if (binnen.gelezen) {
        auto besluit = pipeline.decide(tx, *binnen.gelezen, moment, "ggk0210", false, peer.oin);
        if (!besluit) return std::unexpected(besluit.error());
        nieuw.bericht = besluit->id;
        auto const antwoord = antwoord_uit(tx, binnen, *besluit, moment);
        if (!antwoord) return std::unexpected(antwoord.error());
        uit = *antwoord;
        made.besluit = std::move(*besluit);
    } else if (auto const done = niet_afgeleverd(tx, *heen, envelop, moment); !done) {
        return std::unexpected(done.error());
    }

    auto const tijdstip_ms = tx.envelop_tijdstip(moment.utc_ms);
    if (!tijdstip_ms) return std::unexpected(tijdstip_ms.error());
    nieuw.antwoord = made.antwoord = xsd::write_envelop(bevestiging(envelop, referentienummer, *tijdstip_ms));
    auto const id = tx.bewaar_envelop(nieuw);
    if (!id) return std::unexpected(id.error());
    if (uit)
        if (auto const done = tx.antwoord_op(*uit, *id); !done) return std::unexpected(done.error());
    return made;
}

} // namespace gateway::soap
