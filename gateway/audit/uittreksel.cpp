#include "gateway/audit/uittreksel.hpp"

#include "xsd/model/client.hpp"
#include "xsd/model/verdict.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace gateway::audit {

namespace json = boost::json;

namespace {

constexpr std::string_view let_op =
    "Dit bericht gaat over meer dan een client. Hier staat alleen wat over deze client gaat; totalen zijn weggelaten. Het auditlog heeft "
    "ook het hele bericht vastgelegd: dat is op verzoek te tonen aan wie het mag zien.";

std::vector<model::ClientDeclaratie> const* declaratie_clienten(model::Message const& bericht) {
    if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud)) return &declaratie->declaratie.clienten;
    auto const* antwoord = std::get_if<model::Bericht325>(&bericht.inhoud);
    return antwoord != nullptr && antwoord->declaratie_antwoord ? &antwoord->declaratie_antwoord->clienten : nullptr;
}

json::object prestatie_json(model::Prestatie const& prestatie) {
    auto const text = [](auto const& code) {
        auto const view = code.view();
        return json::value(json::string_view(view.data(), view.size()));
    };
    json::object o;
    o["referentie"] = prestatie.product_referentie.referentie_nummer;
    o["vorige_referentie"] = nullptr;
    if (prestatie.product_referentie.vorig_referentie_nummer)
        o["vorige_referentie"] = *prestatie.product_referentie.vorig_referentie_nummer;
    o["toewijzing"] = prestatie.toewijzing_nummer.value;
    o["categorie"] = text(prestatie.product_categorie);
    o["code"] = prestatie.product_code;
    o["begindatum"] = model::to_string(prestatie.product_periode.begindatum.value);
    o["einddatum"] = model::to_string(prestatie.product_periode.einddatum.value);
    o["volume"] = prestatie.geleverd_volume.value;
    o["eenheid"] = text(prestatie.eenheid);
    o["tarief_centen"] = nullptr;
    if (prestatie.product_tarief) o["tarief_centen"] = prestatie.product_tarief->value.cents;
    o["bedrag_centen"] = prestatie.ingediend_bedrag.signed_amount().cents;
    json::array codes;
    for (auto const& code : prestatie.retour_codes) codes.push_back(text(code));
    if (!codes.empty()) o["retourcodes"] = std::move(codes);
    return o;
}

/// Whether an XPath is of this Client element or of something in it.
bool within(std::string_view xpath, std::string_view client) {
    return xpath.starts_with(client) && (xpath.size() == client.size() || xpath[client.size()] == '/');
}

} // namespace

std::optional<std::string> client_van(model::Message const& bericht, std::int64_t toewijzing) {
    std::optional<std::string> found;
    model::each_client(bericht, [&]<class Client>(Client const& client) {
        auto const named = [toewijzing](auto const& lines) {
            return std::ranges::any_of(lines, [toewijzing]<class Line>(Line const& line) {
                if constexpr (requires { line.toewijzing_nummer.value == toewijzing; }) return line.toewijzing_nummer.value == toewijzing;
                else if constexpr (requires { line.toewijzing_nummer->value == toewijzing; })
                    return line.toewijzing_nummer && line.toewijzing_nummer->value == toewijzing;
                else return false;
            });
        };
        bool here = false;
        if constexpr (requires { client.toegewezen_producten; }) here = here || named(client.toegewezen_producten);
        if constexpr (requires { client.prestaties; }) here = here || named(client.prestaties);
        if constexpr (requires { client.start_producten; }) here = here || named(client.start_producten);
        if constexpr (requires { client.stop_producten; }) here = here || named(client.stop_producten);
        if (here && !found) found = client.bsn;
    });
    return found;
}

std::set<std::string, std::less<>> clienten(model::Message const& bericht) {
    std::set<std::string, std::less<>> out;
    model::each_client(bericht, [&out](auto const& client) { out.insert(client.bsn); });
    return out;
}

json::object uittreksel(model::Message const& bericht, std::string_view bsn) {
    json::array out;
    if (auto const* all = declaratie_clienten(bericht)) {
        for (std::size_t i = 0; i < all->size(); ++i) {
            auto const& client = (*all)[i];
            if (client.bsn != bsn) continue;
            json::array prestaties;
            for (auto const& prestatie : client.prestaties) prestaties.push_back(prestatie_json(prestatie));
            out.push_back(json::object{{"plaats", model::xpath(bericht.soort, {model::Klasse::client, static_cast<std::uint32_t>(i)})},
                                       {"prestaties", std::move(prestaties)}});
        }
    }
    return {{"berichtsoort", model::to_string(bericht.soort)},
            {"let_op", json::string_view(let_op.data(), let_op.size())},
            {"clienten", std::move(out)}};
}

std::optional<json::object> besluit_uittreksel(std::string_view besluit_json, model::Message const& bericht, std::string_view bsn) {
    json::error_code ec;
    auto const parsed = json::parse({besluit_json.data(), besluit_json.size()}, ec);
    if (ec || !parsed.is_object()) return std::nullopt;
    auto const& besluit = parsed.get_object();
    auto const* bevindingen = besluit.if_contains("bevindingen");
    if (bevindingen == nullptr || !bevindingen->is_array()) return std::nullopt;

    std::vector<std::string> places;
    if (auto const* all = declaratie_clienten(bericht))
        for (std::size_t i = 0; i < all->size(); ++i)
            if ((*all)[i].bsn == bsn) places.push_back(model::xpath(bericht.soort, {model::Klasse::client, static_cast<std::uint32_t>(i)}));
    json::object out;
    for (auto const* key : {"id", "berichtsoort", "identificatie", "afzender", "ontvanger", "uitkomst", "moment", "vandaag", "contract",
                            "release", "schemas", "programma"})
        if (auto const* value = besluit.if_contains(key)) out[key] = *value;
    out["let_op"] = json::string_view(let_op.data(), let_op.size());
    json::array mine;
    for (auto const& one : bevindingen->get_array()) {
        auto const* bevinding = one.if_object();
        auto const* plaats = bevinding == nullptr ? nullptr : bevinding->if_contains("plaats");
        if (plaats == nullptr || !plaats->is_string()) continue;
        std::string_view const xpath(plaats->get_string().data(), plaats->get_string().size());
        if (std::ranges::any_of(places, [xpath](std::string const& client) { return within(xpath, client); })) {
            mine.push_back(*bevinding);
        } else if (xpath.find("/Client[") == std::string_view::npos) {
            json::object kort;
            for (auto const* key : {"regel", "niveau", "retourcode", "plaats", "gevolg"})
                if (auto const* value = bevinding->if_contains(key)) kort[key] = *value;
            mine.push_back(std::move(kort));
        }
    }
    out["bevindingen"] = std::move(mine);
    return out;
}

std::optional<std::string> besluit_zonder(std::string_view besluit_json, model::Message const& bericht, std::string_view bsn) {
    json::error_code ec;
    auto parsed = json::parse({besluit_json.data(), besluit_json.size()}, ec);
    auto* besluit = ec ? nullptr : parsed.if_object();
    auto* bevindingen = besluit == nullptr ? nullptr : besluit->if_contains("bevindingen");
    auto const* all = declaratie_clienten(bericht);
    if (bevindingen == nullptr || !bevindingen->is_array() || all == nullptr) return std::nullopt;

    std::vector<std::int64_t> weg; // places of then, from 0, in order
    if (auto const* earlier = besluit->if_contains("gewist"); earlier != nullptr && earlier->is_array())
        for (auto const& place : earlier->get_array()) weg.push_back(place.to_number<std::int64_t>() - 1);
    auto const eerder = weg;
    std::vector<std::string> places;
    for (std::size_t i = 0; i < all->size(); ++i) {
        if ((*all)[i].bsn != bsn) continue;
        auto toen = static_cast<std::int64_t>(i);
        for (auto const gone : eerder)
            if (gone <= toen) ++toen;
        weg.push_back(toen);
        places.push_back(model::xpath(bericht.soort, {model::Klasse::client, static_cast<std::uint32_t>(toen)}));
    }
    json::array over;
    for (auto& bevinding : bevindingen->get_array()) {
        auto const* plaats = bevinding.is_object() ? bevinding.get_object().if_contains("plaats") : nullptr;
        std::string_view const xpath = plaats != nullptr && plaats->is_string()
                                           ? std::string_view(plaats->get_string().data(), plaats->get_string().size())
                                           : std::string_view();
        if (std::ranges::none_of(places, [xpath](std::string const& client) { return within(xpath, client); }))
            over.push_back(std::move(bevinding));
    }
    std::ranges::sort(weg);
    json::array gewist;
    for (auto const place : weg) gewist.emplace_back(place + 1);
    (*besluit)["bevindingen"] = std::move(over);
    (*besluit)["gewist"] = std::move(gewist);
    return json::serialize(*besluit);
}

} // namespace gateway::audit
