#include "gateway/rapport/opmaak.hpp"
#include "rules/rapport/invoer.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway::rapport {
namespace {

namespace json = boost::json;
using rules::rapport::Eenheid;
using rules::rapport::Waarde;

json::value waarde_json(Waarde const& waarde, Eenheid eenheid) {
    if (auto const* tekst = std::get_if<std::string>(&waarde)) return json::string(*tekst);
    auto const* getal = std::get_if<std::int64_t>(&waarde);
    if (getal == nullptr) return nullptr;
    if (eenheid == Eenheid::datum) return json::string(model::to_string(model::Date{static_cast<std::int32_t>(*getal)}));
    return *getal;
}

json::object cellen_json(Rapport const& rapport, std::vector<Waarde> const& cellen) {
    json::object uit;
    for (std::size_t k = 0; k < cellen.size(); ++k) uit[rapport.kolommen[k].naam] = waarde_json(cellen[k], rapport.kolommen[k].eenheid);
    return uit;
}

json::object herkomst_json(rules::rapport::Herkomst const& herkomst) {
    json::array berichten;
    for (auto const id : herkomst.berichten) berichten.push_back(json::string(fmt::format("/v1/berichten/{}", id)));
    json::array bronnen;
    for (auto const& verwijzing : herkomst.verwijzingen) bronnen.push_back(json::string(verwijzing));
    return {{"berichten", std::move(berichten)}, {"bronnen", std::move(bronnen)}, {"volledig", herkomst.volledig}};
}

std::string adres(Rapport const& rapport, std::size_t rij) {
    auto uit = fmt::format("/v1/rapporten/{}?van={}&tot={}&op={}", rapport.naam, model::to_string(rapport.periode.begin),
                           model::to_string(rapport.periode.einde), model::to_string(rapport.op));
    if (!rapport.gemeente.empty()) uit += "&gemeente=" + rapport.gemeente;
    if (!rapport.aanbieder.empty()) uit += "&aanbieder=" + rapport.aanbieder;
    std::string stel;
    for (auto const& g : rapport.gebruikt)
        if (g.bron == "optie") {
            stel += fmt::format("{}{}%3D", stel.empty() ? "&stel=" : "%2C", g.naam);
            for (char const c : g.waarde)
                stel += std::isalnum(static_cast<unsigned char>(c)) != 0 ? std::string(1, c)
                                                                         : fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    return uit + stel + fmt::format("&rij={}", rij);
}

json::object rij_json(Rapport const& rapport, std::size_t i, bool herkomst) {
    auto const& rij = rapport.rijen[i];
    auto uit = cellen_json(rapport, rij.cellen);
    uit["let_op"] = rij.let_op;
    // A report on a file has no address to ask again: the file is not kept.
    if (rapport.invoer.empty()) uit["href"] = adres(rapport, i + 1);
    if (herkomst || !rapport.invoer.empty()) uit["herkomst"] = herkomst_json(rij.herkomst);
    return uit;
}

} // namespace

json::object als_json(Rapport const& rapport, bool herkomst, std::optional<std::size_t> rij) {
    json::object uit;
    uit["naam"] = rapport.naam;
    uit["titel"] = rapport.titel;
    uit["rekenregel"] = rapport.rekenregel;
    uit["vraag"] = rapport.vraag;
    uit["periode"] = json::object{{"van", model::to_string(rapport.periode.begin)}, {"tot", model::to_string(rapport.periode.einde)}};
    uit["bekend_op"] = model::to_string(rapport.op);
    uit["gemeente"] = rapport.gemeente.empty() ? json::value() : json::value(json::string(rapport.gemeente));
    uit["aanbieder"] = rapport.aanbieder.empty() ? json::value() : json::value(json::string(rapport.aanbieder));
    json::array bundels;
    for (auto const& [label, hash] : rapport.bundels) bundels.push_back(json::object{{"bundel", label}, {"sha256", hash}});
    uit["bundels"] = std::move(bundels);
    json::array instellingen;
    for (auto const& g : rapport.gebruikt) instellingen.push_back(json::object{{"naam", g.naam}, {"waarde", g.waarde}, {"bron", g.bron}});
    uit["instellingen"] = std::move(instellingen);
    json::array invoer;
    for (auto const& i : rapport.invoer)
        invoer.push_back(json::object{{"naam", i.naam}, {"bestand", i.bestand}, {"sha256", i.sha256}, {"regels", i.regels}});
    uit["invoer"] = std::move(invoer);
    json::array waarschuwingen;
    for (auto const& w : rapport.waarschuwingen) waarschuwingen.push_back(json::string(w));
    uit["waarschuwingen"] = std::move(waarschuwingen);
    json::array kolommen;
    for (auto const& k : rapport.kolommen)
        kolommen.push_back(json::object{{"naam", k.naam}, {"titel", k.titel}, {"eenheid", json::string(rules::rapport::name(k.eenheid))}});
    uit["kolommen"] = std::move(kolommen);
    json::array rijen;
    for (std::size_t i = 0; i < rapport.rijen.size(); ++i)
        if (!rij || *rij == i + 1) rijen.push_back(rij_json(rapport, i, herkomst || rij.has_value()));
    uit["rijen"] = std::move(rijen);
    uit["totaal"] = rapport.totaal.empty() ? json::value() : json::value(cellen_json(rapport, rapport.totaal));
    uit["afronding"] = rapport.afronding;
    json::object namen;
    for (auto const& [code, naam] : rapport.namen) namen[code] = naam;
    uit["namen"] = std::move(namen);
    return uit;
}

json::array lijst_json() {
    json::array uit;
    for (auto const& soort : rules::rapport::soorten()) {
        json::array instellingen;
        for (auto const& i : soort.instelbaar)
            instellingen.push_back(json::object{{"naam", json::string(i.naam)},
                                                {"eenheid", json::string(rules::rapport::name(i.eenheid))},
                                                {"standaard", json::string(i.standaard)},
                                                {"keuzes", json::string(i.keuzes)},
                                                {"uitleg", json::string(i.uitleg)}});
        json::array invoer;
        for (auto const naam : soort.invoer) {
            auto const& vorm = *rules::rapport::vind_invoer(naam);
            invoer.push_back(json::object{{"naam", json::string(naam)},
                                          {"uitleg", json::string(vorm.uitleg)},
                                          {"kolommen", json::string(rules::rapport::vorm_tekst(vorm))}});
        }
        uit.push_back(json::object{{"naam", json::string(soort.naam)},
                                   {"rekenregel", json::string(soort.rekenregel)},
                                   {"titel", json::string(soort.titel)},
                                   {"vraag", json::string(soort.vraag)},
                                   {"regios", json::string(soort.regios)},
                                   {"instellingen", std::move(instellingen)},
                                   {"invoer", std::move(invoer)},
                                   {"href", json::string(fmt::format("/v1/rapporten/{}", soort.naam))}});
    }
    return uit;
}

} // namespace gateway::rapport
