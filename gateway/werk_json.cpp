#include "gateway/werk_json.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/vrije_tekst.hpp"
#include "gateway/werk.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace gateway {

namespace json = boost::json;

namespace {

json::value date_or_null(std::optional<model::Date> date) {
    if (!date) return nullptr;
    return json::string(model::to_string(*date));
}

json::value href(std::int64_t bericht) { return json::string(fmt::format("/v1/berichten/{}", bericht)); }

json::object besluit_of(store::WerkBesluit const& b) {
    json::object o;
    o["besluit"] = b.besluit;
    o["door"] = b.door;
    o["moment"] = utc_text(b.moment_ms);
    o["vandaag"] = model::to_string(b.vandaag);
    o["toelichting"] = text_or_null(b.toelichting);
    o["plaats"] = text_or_null(b.plaats);
    o["code"] = text_or_null(b.code);
    o["grond"] = text_or_null(b.grond);
    o["bericht"] = b.gevolg ? href(*b.gevolg) : json::value(nullptr);
    return o;
}

/// Whether a finding of the message's last decision is what the item is about.
bool about(store::Werk const& werk, json::object const& bevinding) {
    auto const& gevolg = bevinding.at("gevolg").as_string();
    switch (werk.soort) {
    case store::WerkSoort::aangehouden: return gevolg == "aanhouden" || bevinding.contains("beslist");
    case store::WerkSoort::signaal: return gevolg == "signaleren" && bevinding.at("regel").as_string() == werk.regel;
    case store::WerkSoort::verzoek: break;
    }
    return gevolg == "signaleren";
}

/// A field that a decision has beside `besluit`, `door` and `toelichting`.
struct Veld {
    std::string_view naam;
    std::string WerkOpdracht::*tekst; ///< nullptr: the number `bericht`
    bool verplicht = false;
    std::string_view vorm; ///< Dutch: what it must look like
    bool (*goed)(std::string_view) = nullptr;
};

bool digits(std::string_view text, std::size_t size) {
    return text.size() == size && text.find_first_not_of("0123456789") == std::string_view::npos;
}
bool is_grond(std::string_view text) { return text == "woonplaatsbeginsel"; }
bool is_reden(std::string_view text) { return text.size() == 1 && text.front() >= '1' && text.front() <= '9'; }
bool is_gemeente(std::string_view text) { return digits(text, 4); }
bool is_code(std::string_view text) {
    return text.size() == 4 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}
bool is_plaats(std::string_view text) { return text.size() <= 200 && regelnummer(text).has_value(); }

struct Vorm {
    std::string_view besluit;
    std::span<Veld const> velden;
    bool toelichting_verplicht = false;
};

using O = WerkOpdracht;
constexpr std::string_view plaats_vorm = "de plaats van een prestatie, zoals de bevinding haar noemt";
constexpr std::array<Veld, 1> onderzoek{{{"grond", &O::grond, false, "woonplaatsbeginsel", is_grond}}};
constexpr std::array<Veld, 2> afwijzen{{{"reden", &O::reden, true, "een reden van WJ759, 1 tot en met 9", is_reden},
                                        {"woonplaatsgemeente", &O::woonplaatsgemeente, false, "een gemeentecode van vier cijfers", is_gemeente}}};
constexpr std::array<Veld, 1> gehonoreerd{{{"bericht", nullptr, true, "het nummer van een 301-bericht", nullptr}}};
constexpr std::array<Veld, 1> plaats{{{"plaats", &O::plaats, false, plaats_vorm, is_plaats}}};
constexpr std::array<Veld, 2> afkeuren{{{"retourcode", &O::retourcode, true, "een retourcode van vier tekens", is_code},
                                        {"plaats", &O::plaats, false, plaats_vorm, is_plaats}}};
constexpr std::array<Vorm, 8> vormen{{{"in_onderzoek", onderzoek},
                                      {"afwijzen", afwijzen},
                                      {"gehonoreerd", gehonoreerd},
                                      {"gezien", {}},
                                      {"goedkeuren", plaats},
                                      {"afkeuren", afkeuren},
                                      {"accepteren", plaats, true},
                                      {"intrekken", {}}}};

std::optional<std::string> take(json::object const& body, Veld const& veld, WerkOpdracht& uit) {
    auto const* value = body.if_contains(veld.naam);
    if (value == nullptr) {
        if (veld.verplicht) return fmt::format("{} ontbreekt; verwacht: {}.", veld.naam, veld.vorm);
        return std::nullopt;
    }
    if (veld.tekst == nullptr) {
        if (!value->is_int64() || value->as_int64() < 1) return fmt::format("{} is niet goed; verwacht: {}.", veld.naam, veld.vorm);
        uit.bericht = value->as_int64();
        return std::nullopt;
    }
    if (!value->is_string() || !veld.goed(value->as_string())) return fmt::format("{} is niet goed; verwacht: {}.", veld.naam, veld.vorm);
    uit.*veld.tekst = value->as_string();
    return std::nullopt;
}

std::string text_of(json::object const& body, std::string_view naam) {
    auto const* value = body.if_contains(naam);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

/// Whether the name of a field from outside may be repeated: a word, and so nothing of anybody.
bool plain_word(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

} // namespace

json::object werk_json(store::Werk const& werk, model::Date vandaag, model::Kalender const& kalender) {
    json::object o;
    o["id"] = werk.id;
    o["soort"] = store::name(werk.soort);
    o["toestand"] = werk.open ? "open" : "afgedaan";
    o["stand"] = werk.stand;
    o["bericht"] = json::object{{"id", werk.bericht}, {"berichtsoort", model::to_string(werk.berichtsoort)}, {"href", href(werk.bericht)}};
    o["gemeente"] = werk.gemeente;
    o["domein"] = model::name(werk.berichtsoort.domein);
    o["aanbieder"] = werk.aanbieder;
    o["sleutel"] = text_or_null(werk.sleutel);
    o["regel"] = text_or_null(werk.regel);
    o["aantal"] = werk.aantal;
    o["sinds"] = model::to_string(werk.sinds);
    o["termijn"] = date_or_null(werk.termijn);
    bool const runs = werk.open && werk.termijn;
    o["te_laat"] = runs && *werk.termijn < vandaag;
    o["werkdagen"] = runs ? json::value(kalender.werkdagen_tussen(vandaag, *werk.termijn)) : json::value(nullptr);
    o["voorstel"] = nullptr;
    if (!werk.voorstel_antwoord.empty())
        o["voorstel"] = json::object{{"verzoek_antwoord", werk.voorstel_antwoord.str()}, {"reden", text_or_null(werk.voorstel_reden.view())}};
    json::array besluiten;
    for (auto const& b : werk.besluiten) besluiten.push_back(besluit_of(b));
    o["besluiten"] = std::move(besluiten);
    return o;
}

json::object werk_json(store::Werk const& werk, std::string const& besluit_json, model::Date vandaag, model::Kalender const& kalender) {
    auto o = werk_json(werk, vandaag, kalender);
    json::array uit;
    auto besluit = json::parse(besluit_json);
    for (auto& value : besluit.at("bevindingen").as_array()) {
        auto& bevinding = value.as_object();
        if (!about(werk, bevinding)) continue;
        if (werk.soort == store::WerkSoort::aangehouden)
            bevinding["te_beslissen"] = werk.open && !beslist(werk.besluiten, bevinding.at("plaats").as_string());
        uit.push_back(std::move(bevinding));
    }
    o["bevindingen"] = std::move(uit);
    return o;
}

std::expected<WerkOpdracht, std::string> parse_opdracht(std::string_view body) {
    boost::system::error_code fault;
    auto const value = json::parse(body, fault);
    if (fault || !value.is_object()) return std::unexpected("De inhoud is geen JSON-object.");
    return parse_opdracht(value.get_object());
}

std::expected<WerkOpdracht, std::string> parse_opdracht(json::object const& body) {
    WerkOpdracht uit;
    uit.besluit = text_of(body, "besluit");
    auto const vorm = std::ranges::find(vormen, uit.besluit, &Vorm::besluit);
    if (vorm == vormen.end()) {
        std::vector<std::string_view> names;
        for (auto const& v : vormen) names.push_back(v.besluit);
        return std::unexpected(fmt::format("besluit ontbreekt of bestaat niet; wel: {}.", fmt::join(names, ", ")));
    }
    for (auto const& [naam, value] : body) {
        std::string_view const name(naam);
        bool const known = name == "besluit" || name == "door" || name == "toelichting" ||
                           std::ranges::any_of(vorm->velden, [&](auto const& veld) { return veld.naam == name; });
        if (known) continue;
        if (plain_word(name)) return std::unexpected(fmt::format("Het veld {} hoort niet bij het besluit {}.", name, vorm->besluit));
        return std::unexpected(fmt::format("Er is een veld dat niet bij het besluit {} hoort.", vorm->besluit));
    }
    uit.door = text_of(body, "door");
    uit.toelichting = text_of(body, "toelichting");
    if (uit.door.empty()) return std::unexpected("door ontbreekt; verwacht: wie het besluit neemt.");
    if (uit.door == "systeem") return std::unexpected("door is een persoon; systeem is het programma zelf.");
    if (body.contains("toelichting") && !body.at("toelichting").is_string()) return std::unexpected("toelichting is niet goed; verwacht: tekst.");
    if (auto fault = fout_in_tekst("door", uit.door, 100)) return std::unexpected(std::move(*fault));
    if (auto fault = fout_in_tekst("toelichting", uit.toelichting, 1000)) return std::unexpected(std::move(*fault));
    if (vorm->toelichting_verplicht && uit.toelichting.empty())
        return std::unexpected("toelichting ontbreekt; accepteren gaat met een opmerking.");
    for (auto const& veld : vorm->velden)
        if (auto fault = take(body, veld, uit)) return std::unexpected(std::move(*fault));
    return uit;
}

} // namespace gateway
