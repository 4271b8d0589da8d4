#include "gateway/keten_json.hpp"

#include "gateway/besluit_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway {

namespace json = boost::json;

namespace {

constexpr std::size_t max_bevindingen = 20;                 ///< shown per step; all are in the decision record
constexpr std::int64_t max_besluit = std::int64_t{1} << 20; ///< bytes; a larger decision record is pointed at, not read

json::value text(std::string_view s) { return json::value(json::string_view(s.data(), s.size())); }
json::value text_or_null(std::optional<std::string> const& s) { return s ? text(*s) : json::value(nullptr); }
json::value code_or_null(model::Code const& code) { return code.empty() ? json::value(nullptr) : text(code.view()); }
json::value date(model::Date day) { return text(model::to_string(day)); }
json::value date_or_null(std::optional<model::Date> day) { return day ? date(*day) : json::value(nullptr); }
json::value cents_or_null(std::optional<model::Money> bedrag) { return bedrag ? json::value(bedrag->cents) : json::value(nullptr); }
std::string href(std::int64_t id) { return fmt::format("/v1/berichten/{}", id); }

json::value product_json(std::optional<model::Product> const& product) {
    if (!product) return nullptr;
    return json::object{{"categorie", text(product->categorie.view())}, {"code", text_or_null(product->code)}};
}

json::value hoeveelheid_json(Hoeveelheid const& hoeveelheid) {
    return json::object{{"volume", hoeveelheid.volume}, {"eenheid", text(hoeveelheid.eenheid.view())}};
}

json::object versie_json(model::ToewijzingFact const& toewijzing) {
    json::object o;
    o["toewijzingsdatum"] = date(toewijzing.toewijzingsdatum);
    o["toewijzingstijd"] = toewijzing.toewijzingstijd;
    o["product"] = product_json(toewijzing.product);
    o["ingangsdatum"] = date(toewijzing.ingangsdatum);
    o["einddatum"] = date_or_null(toewijzing.einddatum);
    o["reden_wijziging"] = code_or_null(toewijzing.reden_wijziging.value_or(model::Code()));
    o["omvang"] = nullptr;
    if (toewijzing.omvang)
        o["omvang"] = {{"volume", toewijzing.omvang->volume.value},
                       {"eenheid", text(toewijzing.omvang->eenheid.view())},
                       {"frequentie", text(toewijzing.omvang->frequentie.view())}};
    o["budget"] = cents_or_null(toewijzing.budget);
    return o;
}

json::object stand_json(KetenStand const& stand) {
    json::object o;
    json::array verbruikt;
    for (auto const& hoeveelheid : stand.verbruikt) verbruikt.push_back(hoeveelheid_json(hoeveelheid));
    o["verbruikt"] = std::move(verbruikt);
    o["rest"] = stand.rest ? hoeveelheid_json(*stand.rest) : json::value(nullptr);
    o["berekening"] = stand.berekening.empty() ? json::value(nullptr) : text(stand.berekening);
    o["bedrag"] = stand.bedrag.cents;
    o["budget_rest"] = cents_or_null(stand.budget_rest);
    o["lopende_debetten"] = static_cast<std::int64_t>(stand.debetten);
    return o;
}

json::object levering_json(store::KetenLevering const& gelezen) {
    auto const& levering = gelezen.levering;
    json::object o{{"wat", levering.stop ? "stop" : "start"}, {"verwijderd", gelezen.verwijderen}};
    o["product"] = product_json(levering.product);
    o["begindatum"] = date(levering.begindatum);
    if (!levering.stop) return o;
    o["einddatum"] = date_or_null(levering.einddatum);
    o["reden_beeindiging"] = code_or_null(levering.reden_beeindiging);
    return o;
}

json::object prestatie_json(store::KetenPrestatie const& prestatie) {
    json::object o{{"wat", prestatie.credit ? "credit" : "debet"}, {"toegekend", prestatie.toegekend}};
    o["referentie"] = prestatie.referentie;
    o["vorig"] = text_or_null(prestatie.vorig);
    o["begindatum"] = date(prestatie.periode.begin);
    o["einddatum"] = date(prestatie.periode.einde);
    o["product"] = {{"categorie", text(prestatie.categorie.view())}, {"code", prestatie.code}};
    o["volume"] = prestatie.volume;
    o["eenheid"] = text(prestatie.eenheid.view());
    o["tarief"] = cents_or_null(prestatie.tarief);
    o["bedrag"] = prestatie.bedrag.cents;
    return o;
}

/// What a message did, in the order in which it does it.
json::array gebeurtenissen(store::KetenStap const& stap, KetenStand const& stand) {
    json::array all;
    for (auto const& verzoek : stap.verzoeken) {
        json::object o{{"wat", text(store::name(verzoek.stap))}, {"referentie", verzoek.referentie}};
        if (verzoek.stap == store::StapSoort::antwoord) o["verzoek_antwoord"] = code_or_null(verzoek.antwoord);
        all.push_back(std::move(o));
    }
    for (auto const& versie : stap.versies) {
        auto o = versie_json(versie.toewijzing);
        o["wat"] = "versie";
        o["geldt"] = stand.versie == &versie.toewijzing;
        all.push_back(std::move(o));
    }
    for (auto const& levering : stap.leveringen) all.push_back(levering_json(levering));
    for (bool const credit : {true, false})
        for (auto const& prestatie : stap.prestaties)
            if (prestatie.credit == credit) all.push_back(prestatie_json(prestatie));
    if (stap.retour) all.push_back(json::object{{"wat", "retour"}, {"op", stap.retour->heen}, {"afgekeurd", stap.retour->afgekeurd}});
    return all;
}

/// Whether a finding is about this toewijzing: about one of its prestaties, or not about a prestatie at all.
class Betreft {
public:
    explicit Betreft(store::KetenStap const& stap) {
        for (auto const& prestatie : stap.prestaties) {
            model::Place const plaats{model::Klasse::prestatie, prestatie.client, prestatie.item};
            lines_.push_back(model::xpath(*stap.soort, plaats));
            clients_.push_back(model::xpath(*stap.soort, {model::Klasse::client, prestatie.client}));
        }
    }
    [[nodiscard]] bool operator()(std::string_view xpath) const {
        if (lines_.empty()) return true;
        if (xpath.find("/Prestatie[") != std::string_view::npos) return any(lines_, xpath);
        return xpath.find("/Client[") == std::string_view::npos || any(clients_, xpath);
    }

private:
    static bool any(std::vector<std::string> const& places, std::string_view xpath) {
        return std::ranges::any_of(places, [xpath](std::string const& place) { return xpath.starts_with(place); });
    }
    std::vector<std::string> lines_;
    std::vector<std::string> clients_;
};

/// The findings of a decision record that are about this toewijzing, shortened; null when they must be looked up there.
model::Result<json::value> bevindingen(store::Reader& reader, store::KetenStap const& stap) {
    json::array out;
    if (stap.uitkomst == model::Uitkomst::goedgekeurd || !stap.soort) return json::value(std::move(out));
    if (stap.besluit_grootte > max_besluit) return json::value(nullptr);
    auto const besluiten = reader.besluiten(stap.id);
    if (!besluiten) return std::unexpected(besluiten.error());
    json::error_code ec;
    auto const besluit = stap.besluit < besluiten->size() ? json::parse((*besluiten)[stap.besluit], ec) : json::value();
    auto const* all = besluit.is_object() ? besluit.get_object().if_contains("bevindingen") : nullptr;
    if (ec || all == nullptr || !all->is_array()) return json::value(nullptr);
    Betreft const betreft(stap);
    for (auto const& bevinding : all->get_array()) {
        auto const& o = bevinding.as_object();
        auto const& plaats = o.at("plaats").as_string();
        if (!betreft({plaats.data(), plaats.size()})) continue;
        if (out.size() == max_bevindingen) break;
        out.push_back(json::object{{"regel", o.at("regel")},
                                   {"retourcode", o.at("retourcode")},
                                   {"plaats", o.at("plaats")},
                                   {"melding", o.at("melding")},
                                   {"gevolg", o.at("gevolg")}});
    }
    return json::value(std::move(out));
}

json::object stap_json(store::KetenStap const& stap, KetenStand const& stand, json::value bevonden) {
    json::object o;
    o["bericht"] = stap.id;
    o["besluit_nummer"] = static_cast<std::int64_t>(stap.besluit) + 1;
    o["href"] = href(stap.id);
    o["moment"] = utc_text(stap.moment_ms);
    o["vandaag"] = date(stap.vandaag);
    o["berichtsoort"] = stap.soort ? text(model::to_string(*stap.soort)) : json::value(nullptr);
    o["afzender"] = stap.afzender;
    o["ontvanger"] = stap.ontvanger;
    o["uitkomst"] = text(model::name(stap.uitkomst));
    o["antwoord"] = nullptr;
    if (stap.antwoord) o["antwoord"] = {{"berichtsoort", model::to_string(*stap.antwoord)}, {"href", href(stap.id) + "/retour"}};
    o["besluit"] = {{"href", href(stap.id) + "/besluit"}};
    o["gebeurtenissen"] = gebeurtenissen(stap, stand);
    o["bevindingen"] = std::move(bevonden);
    o["stand"] = stand_json(stand);
    return o;
}

json::object termijn_json(Termijn const& termijn) {
    json::object o{{"wat", termijn.wat}, {"wie", termijn.wie}, {"bron", text(termijn.bron)}};
    o["uiterlijk"] = date(termijn.uiterlijk);
    o["gedaan"] = date_or_null(termijn.gedaan);
    o["toestand"] = text(name(termijn.toestand));
    o["bericht"] = termijn.bericht == 0 ? json::value(nullptr) : json::value(href(termijn.bericht));
    return o;
}

} // namespace

model::Result<std::optional<json::object>> keten_json(store::Reader& reader, KetenVraag const& vraag, model::Kalender const& kalender,
                                                      model::Date vandaag) {
    auto const keten = reader.keten(vraag.gemeente, vraag.domein, vraag.nummer, vraag.op);
    if (!keten) return std::unexpected(keten.error());
    if (!*keten) return std::nullopt;
    auto const dag = vraag.op.value_or(vandaag);
    json::array stappen;
    KetenVerloop verloop;
    for (auto const& stap : (*keten)->stappen) {
        verloop.verwerk(stap);
        auto bevonden = bevindingen(reader, stap);
        if (!bevonden) return std::unexpected(bevonden.error());
        stappen.push_back(stap_json(stap, verloop.stand(), std::move(*bevonden)));
    }
    auto const stand = verloop.stand();
    json::array termijnen;
    for (auto const& termijn : verloop.termijnen(kalender, dag)) termijnen.push_back(termijn_json(termijn));

    json::object o;
    o["gemeente"] = vraag.gemeente;
    o["domein"] = text(model::name(vraag.domein));
    o["nummer"] = vraag.nummer;
    o["op"] = date_or_null(vraag.op);
    o["aanbieder"] = stand.versie != nullptr ? text(stand.versie->aanbieder) : json::value(nullptr);
    o["toestand"] = text(verloop.toestand(dag));
    o["versie"] = stand.versie != nullptr ? json::value(versie_json(*stand.versie)) : json::value(nullptr);
    o["stand"] = stand_json(stand);
    o["stappen"] = std::move(stappen);
    o["termijnen"] = std::move(termijnen);
    return o;
}

} // namespace gateway
