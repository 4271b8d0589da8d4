#include "gateway/replay/verify.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace gateway::replay {

namespace json = boost::json;

namespace {

std::string soort_tekst(std::optional<model::BerichtSoort> const& soort) { return soort ? model::to_string(*soort) : "onbekend"; }

std::string kort(json::value const& v) {
    constexpr std::size_t langste = 300;
    auto text = v.is_string() ? std::string(std::string_view(v.as_string())) : json::serialize(v);
    if (text.size() > langste) {
        text.resize(langste);
        text += "...";
    }
    return text;
}

std::string_view veld(json::object const& o, std::string_view naam) {
    auto const* v = o.if_contains(naam);
    return v != nullptr && v->is_string() ? std::string_view(v->as_string()) : std::string_view();
}

/// A finding by what tells it from others of the same record.
using Sleutel = std::pair<std::string, std::string>;
using Bevindingen = std::multimap<Sleutel, json::object>;

Bevindingen bevindingen(json::object const& besluit) {
    Bevindingen uit;
    for (auto const& v : besluit.at("bevindingen").as_array()) {
        auto const& o = v.as_object();
        uit.emplace(Sleutel(veld(o, "regel"), veld(o, "plaats")), o);
    }
    return uit;
}

std::string zin(json::object const& b) {
    return fmt::format("{} bij {}: waarde {}, grens {}", veld(b, "gevolg"), veld(b, "plaats"), veld(b, "waarde"), veld(b, "grens"));
}

void vergelijk_velden(json::object const& toen, json::object const& nu, std::string const& voor, std::vector<Afwijking>& uit) {
    for (auto const& kv : toen) {
        if (kv.key() == "bevindingen") continue;
        auto const* ander = nu.if_contains(kv.key());
        if (ander == nullptr || *ander != kv.value())
            uit.push_back({voor + std::string(std::string_view(kv.key())), kort(kv.value()), ander == nullptr ? "" : kort(*ander)});
    }
    for (auto const& kv : nu)
        if (!toen.contains(kv.key())) uit.push_back({voor + std::string(std::string_view(kv.key())), "", kort(kv.value())});
}

void vergelijk_bevindingen(json::object const& toen, json::object const& nu, std::vector<Afwijking>& uit) {
    auto const eerst = bevindingen(toen);
    auto later = bevindingen(nu);
    for (auto const& [sleutel, b] : eerst) {
        auto const [from, to] = later.equal_range(sleutel);
        auto const same = std::find_if(from, to, [&](auto const& other) { return other.second == b; });
        auto const other = same != to ? same : from;
        if (other == to) {
            uit.push_back({fmt::format("bevinding {}", sleutel.first), zin(b), ""});
            continue;
        }
        vergelijk_velden(b, other->second, fmt::format("bevinding {} bij {}: ", sleutel.first, sleutel.second), uit);
        later.erase(other);
    }
    for (auto const& [sleutel, b] : later) uit.push_back({fmt::format("bevinding {}", sleutel.first), "", zin(b)});
}

/// Where two texts part, without their content: an answer names citizens.
std::string plek(std::string_view a, std::string_view b) {
    auto const at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    auto const line = 1 + std::ranges::count(a.substr(0, at), '\n');
    return fmt::format("{} bytes, anders vanaf byte {} (regel {})", a.size(), at, line);
}

/// The record of then as this version of the program would have begun it; nullopt: it already did.
std::optional<std::string> met_dit_programma(std::string_view toen) {
    constexpr std::string_view voor = R"("programma":"ketenpoort )";
    auto const at = toen.find(voor);
    if (at == std::string_view::npos) return std::nullopt;
    auto const from = at + voor.size();
    auto const to = toen.find('"', from);
    if (to == std::string_view::npos || toen.substr(from, to - from) == KETENPOORT_VERSION) return std::nullopt;
    return std::string(toen.substr(0, from)) + KETENPOORT_VERSION + std::string(toen.substr(to));
}

class Verificateur final : public Vergelijker {
public:
    Verificateur(Keuze const& keuze, Verificatie& uit) : keuze_(keuze), uit_(uit) {}

    void besluit(Herbesloten const& b) override {
        if (b.ontvangen != nullptr) {
            partner_past_ = keuze_.partner.empty() || b.ontvangen->afzender == keuze_.partner || b.ontvangen->ontvanger == keuze_.partner;
        } else if (!keuze_.partner.empty() && b.gelezen != nullptr && b.gelezen->inhoud) {
            auto const& header = model::header(*b.gelezen->inhoud);
            partner_past_ = header.afzender == keuze_.partner || header.ontvanger == keuze_.partner;
        }
        if (!gekozen(b)) return;
        ++uit_.vergeleken;
        Verschil verschil{b.id,
                          b.index,
                          soort_tekst(b.nu != nullptr          ? b.nu->soort
                                      : b.ontvangen != nullptr ? b.ontvangen->soort
                                                               : std::nullopt),
                          {}};
        if (b.toen == nullptr) {
            verschil.afwijkingen.push_back({"besluit", "het bleef wachten op een mens", std::string(model::name(b.nu->uitkomst))});
        } else if (b.nu == nullptr) {
            auto waarom = b.waarom.empty() ? std::string("het blijft wachten op een mens") : std::string(b.waarom);
            verschil.afwijkingen.push_back({"besluit", std::string(model::name(b.toen->uitkomst)), std::move(waarom)});
        } else {
            bool ander_programma = false;
            verschil.afwijkingen = vergelijk(*b.toen, *b.nu, ander_programma);
            if (ander_programma) ++uit_.ander_programma;
        }
        if (b.eigen_anders) verschil.afwijkingen.push_back({"het eigen bericht", "de bewaarde bytes", "andere bytes"});
        // Nobody can tell any more whether that is a fault.
        if (b.na_gewist && !verschil.afwijkingen.empty()) ++uit_.niet_na_te_gaan;
        else meld(std::move(verschil));
    }

    void mens(store::MensBeslist const& mens, std::string_view waarom) override {
        if (keuze_.berichten && !keuze_.berichten->contains(mens.bericht)) return;
        if (buiten(mens.besluit.vandaag)) return;
        ++uit_.vergeleken;
        meld(
            {mens.bericht, 0, std::string(store::name(mens.soort)), {{"besluit van een mens", mens.besluit.besluit, std::string(waarom)}}});
    }

private:
    [[nodiscard]] bool buiten(model::Date dag) const { return (keuze_.van && dag < *keuze_.van) || (keuze_.tot && dag > *keuze_.tot); }

    [[nodiscard]] bool gekozen(Herbesloten const& b) const {
        if (keuze_.berichten && !keuze_.berichten->contains(b.id)) return false;
        if (!partner_past_) return false;
        return b.toen == nullptr || !buiten(b.toen->vandaag);
    }

    void meld(Verschil verschil) {
        if (verschil.afwijkingen.empty()) return;
        ++uit_.aantal_verschillen;
        if (uit_.verschillen.size() < Verificatie::meeste_verschillen) uit_.verschillen.push_back(std::move(verschil));
    }

    Keuze const& keuze_;
    Verificatie& uit_;
    bool partner_past_ = true;
};

} // namespace

std::vector<Afwijking> vergelijk(store::Uitspraak const& toen, Antwoord const& nu, bool& ander_programma) {
    ander_programma = false;
    std::vector<Afwijking> uit;
    bool const record = toen.besluit_json == nu.besluit_json;
    bool const retour = toen.retour_soort == nu.retour_soort && toen.retour_xml == nu.retour_xml;
    if (record && retour && toen.uitkomst == nu.uitkomst) return uit;
    if (toen.uitkomst != nu.uitkomst)
        uit.push_back({"uitkomst in de opslag", std::string(model::name(toen.uitkomst)), std::string(model::name(nu.uitkomst))});
    if (!record) {
        auto const aligned = met_dit_programma(toen.besluit_json);
        if (aligned && *aligned == nu.besluit_json) {
            ander_programma = retour && uit.empty();
        } else {
            auto const before = uit.size();
            boost::system::error_code fault;
            auto const eerst = json::parse(aligned ? *aligned : toen.besluit_json, fault);
            auto const later = json::parse(nu.besluit_json);
            if (fault || !eerst.is_object() || !eerst.as_object().contains("bevindingen")) {
                uit.push_back({"besluit", "geen leesbaar besluit", std::string(model::name(nu.uitkomst))});
            } else {
                vergelijk_velden(eerst.as_object(), later.as_object(), "", uit);
                vergelijk_bevindingen(eerst.as_object(), later.as_object(), uit);
                if (uit.size() == before)
                    uit.push_back({"besluit", plek(toen.besluit_json, nu.besluit_json), "hetzelfde, anders geschreven"});
            }
        }
    }
    if (!retour)
        uit.push_back(
            {"antwoord",
             toen.retour_soort ? fmt::format("{}, {}", soort_tekst(toen.retour_soort), plek(toen.retour_xml, nu.retour_xml)) : "geen",
             nu.retour_soort ? fmt::format("{}, {} bytes", soort_tekst(nu.retour_soort), nu.retour_xml.size()) : "geen"});
    return uit;
}

model::Result<Verificatie> verifieer(store::Reader& bron, Herhaalopdracht const& opdracht, Keuze const& keuze) {
    Verificatie uit;
    Verificateur verificateur(keuze, uit);
    auto verloop = herhaal(bron, opdracht, verificateur);
    if (!verloop) return std::unexpected(verloop.error());
    uit.verloop = std::move(*verloop);
    return uit;
}

json::object als_json(Verificatie const& v) {
    json::array opmerkingen;
    for (auto const& o : v.verloop.opmerkingen) opmerkingen.emplace_back(o);
    json::array verschillen;
    for (auto const& verschil : v.verschillen) {
        json::array afwijkingen;
        for (auto const& a : verschil.afwijkingen) afwijkingen.push_back(json::object{{"wat", a.wat}, {"toen", a.toen}, {"nu", a.nu}});
        verschillen.push_back(json::object{{"bericht", verschil.bericht},
                                           {"blad", verschil.blad},
                                           {"berichtsoort", verschil.berichtsoort},
                                           {"afwijkingen", std::move(afwijkingen)}});
    }
    return {{"gelijk", v.gelijk()},
            {"bladen", v.verloop.bladen},
            {"berichten", v.verloop.berichten},
            {"latere_besluiten", v.verloop.later},
            {"overgenomen", v.verloop.niet_over},
            {"zonder_schema", v.verloop.schema_gold},
            {"gewist", v.verloop.gewist},
            {"niet_na_te_gaan", v.niet_na_te_gaan},
            {"vergeleken", v.vergeleken},
            {"ander_programma", v.ander_programma},
            {"aantal_verschillen", v.aantal_verschillen},
            {"verschillen", std::move(verschillen)},
            {"opmerkingen", std::move(opmerkingen)}};
}

std::string als_tekst(Verificatie const& v) {
    auto uit = fmt::format(
        "{} berichten en {} latere besluiten opnieuw beslist, {} vergeleken: {}.\n", v.verloop.berichten, v.verloop.later, v.vergeleken,
        v.gelijk() ? std::string("alles is gelijk")
                   : fmt::format("{} {}", v.aantal_verschillen, v.aantal_verschillen == 1 ? "verschilt" : "verschillen"));
    if (v.verloop.schema_gold > 0)
        uit += fmt::format("  {} berichten zijn niet opnieuw tegen hun schema gehouden: dezelfde bytes voldeden toen aan dezelfde schema's; "
                           "--met-schema doet het wel.\n",
                           v.verloop.schema_gold);
    if (v.verloop.niet_over > 0)
        uit += fmt::format("  {} berichten zijn op niveau 1 geweigerd; hun inhoud is niet bewaard, ze zijn overgenomen.\n",
                           v.verloop.niet_over);
    if (v.niet_na_te_gaan > 0)
        uit += fmt::format("  {} besluiten komen nu anders uit en rusten mogelijk op wat is gewist: niet meer na te gaan.\n", v.niet_na_te_gaan);
    if (v.ander_programma > 0)
        uit += fmt::format("  {} besluiten noemen een andere versie van ketenpoort en zijn verder gelijk.\n", v.ander_programma);
    for (auto const& o : v.verloop.opmerkingen) uit += fmt::format("  Let op: {}\n", o);
    for (auto const& verschil : v.verschillen) {
        uit += fmt::format("Bericht {} ({}):\n", verschil.bericht, verschil.berichtsoort);
        for (auto const& a : verschil.afwijkingen)
            uit += fmt::format("  {}\n    toen: {}\n    nu:   {}\n", a.wat, a.toen.empty() ? "-" : a.toen, a.nu.empty() ? "-" : a.nu);
    }
    if (std::cmp_greater(v.aantal_verschillen, v.verschillen.size()))
        uit += fmt::format("... en {} meer.\n", v.aantal_verschillen - static_cast<std::int64_t>(v.verschillen.size()));
    return uit;
}

} // namespace gateway::replay
