#include "gateway/keten_json.hpp"
#include "rules/standard/tekst.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway {

namespace json = boost::json;

namespace {

using rules::standard::euro;
using rules::standard::hoeveelheid;

std::string_view view(json::value const& value) {
    auto const& text = value.as_string();
    return {text.data(), text.size()};
}

std::string dag(json::value const& value) {
    auto const date = model::parse_date(view(value));
    return date ? model::to_dutch(*date) : std::string(view(value));
}

std::string van_tot(json::object const& o) {
    if (o.at("einddatum").is_null()) return fmt::format("vanaf {}", dag(o.at("begindatum")));
    return fmt::format("{} t/m {}", dag(o.at("begindatum")), dag(o.at("einddatum")));
}

std::string product(json::value const& value) {
    if (value.is_null()) return "zonder product";
    auto const& o = value.as_object();
    return o.at("code").is_null() ? fmt::format("categorie {}", view(o.at("categorie"))) : std::string(view(o.at("code")));
}

std::string hoeveel(json::object const& o) { return hoeveelheid(o.at("volume").as_int64(), model::Code(view(o.at("eenheid")))); }

std::string_view per(std::string_view frequentie) {
    if (frequentie == "1") return "per dag";
    if (frequentie == "2") return "per week";
    if (frequentie == "4") return "per maand";
    return "in totaal";
}

/// "02A03, 01-01-2026 t/m 31-12-2026, 60 minuten per week"
std::string versie(json::object const& o) {
    std::string out = product(o.at("product"));
    out += o.at("einddatum").is_null() ? fmt::format(", vanaf {}", dag(o.at("ingangsdatum")))
                                       : fmt::format(", {} t/m {}", dag(o.at("ingangsdatum")), dag(o.at("einddatum")));
    if (auto const* omvang = o.at("omvang").if_object())
        out += fmt::format(", {} {}", hoeveel(*omvang), per(view(omvang->at("frequentie"))));
    if (!o.at("budget").is_null()) out += fmt::format(", budget {}", euro({o.at("budget").as_int64()}));
    if (!o.at("reden_wijziging").is_null()) out += fmt::format(", reden {}", view(o.at("reden_wijziging")));
    return out;
}

std::string gebeurtenis(json::object const& o) {
    auto const wat = view(o.at("wat"));
    auto const referentie = [&o] { return view(o.at("referentie")); };
    if (wat == "toewijzing") return fmt::format("verzoek {} om toewijzing", referentie());
    if (wat == "wijziging") return fmt::format("verzoek {} om wijziging", referentie());
    if (wat == "antwoord")
        return fmt::format("verzoek {} {}", referentie(), o.at("verzoek_antwoord").as_string() == "2" ? "in onderzoek" : "afgewezen");
    if (wat == "honorering") return fmt::format("verzoek {} gehonoreerd", referentie());
    if (wat == "versie")
        return fmt::format("versie van {} {}{}: {}", dag(o.at("toewijzingsdatum")), view(o.at("toewijzingstijd")),
                           o.at("geldt").as_bool() ? "" : " (geldt niet: er is een latere)", versie(o));
    if (wat == "start" || wat == "stop") {
        auto out = fmt::format("{}{}, {}", wat, o.at("verwijderd").as_bool() ? " verwijderd" : "", product(o.at("product")));
        if (wat == "start") return out + fmt::format(" vanaf {}", dag(o.at("begindatum")));
        return out + fmt::format(" {}, reden {}", van_tot(o), view(o.at("reden_beeindiging")));
    }
    if (wat == "retour")
        return fmt::format("de ontvanger {} bericht {}{}", o.at("afgekeurd").as_bool() ? "keurt" : "antwoordt op", o.at("op").as_int64(),
                           o.at("afgekeurd").as_bool() ? " af: het telt als niet verzonden" : "");
    auto out = fmt::format("{} {} {}, {}, {}: {}", wat, referentie(), product(o.at("product")), van_tot(o), hoeveel(o),
                           euro({o.at("bedrag").as_int64()}));
    if (!o.at("vorig").is_null()) out += fmt::format(" (op {})", view(o.at("vorig")));
    return out + (o.at("toegekend").as_bool() ? ", toegekend" : ", afgewezen");
}

std::string stand(json::object const& o) {
    std::vector<std::string> parts;
    for (auto const& een : o.at("verbruikt").as_array()) parts.push_back(hoeveel(een.as_object()));
    auto out = fmt::format("{}{}", parts.empty() ? "" : fmt::format("{}, ", fmt::join(parts, " en ")), euro({o.at("bedrag").as_int64()}));
    out += fmt::format(" toegekend in {} {}", o.at("lopende_debetten").as_int64(),
                       o.at("lopende_debetten").as_int64() == 1 ? "prestatie" : "prestaties");
    if (auto const* rest = o.at("rest").if_object()) out += fmt::format("; rest {}", hoeveel(*rest));
    if (!o.at("budget_rest").is_null()) out += fmt::format("; rest van het budget {}", euro({o.at("budget_rest").as_int64()}));
    return out;
}

void add_stap(std::string& out, json::object const& stap) {
    auto const soort = stap.at("berichtsoort").is_null() ? std::string_view("?") : view(stap.at("berichtsoort"));
    std::vector<std::string> deeds;
    for (auto const& een : stap.at("gebeurtenissen").as_array()) deeds.push_back(gebeurtenis(een.as_object()));
    if (deeds.empty()) deeds.emplace_back("doet niets aan deze toewijzing");
    out += fmt::format("{:>5} {} {:<6} {} -> {} {}{}: {}\n", stap.at("bericht").as_int64(), dag(stap.at("vandaag")), soort,
                       view(stap.at("afzender")), view(stap.at("ontvanger")), view(stap.at("uitkomst")),
                       stap.at("antwoord").is_null() ? "" : fmt::format(" ({})", view(stap.at("antwoord").as_object().at("berichtsoort"))),
                       fmt::join(deeds, "; "));
    if (auto const* bevindingen = stap.at("bevindingen").if_array())
        for (auto const& een : *bevindingen) {
            auto const& o = een.as_object();
            out += fmt::format("        {}{}: {}\n", view(o.at("regel")),
                               o.at("retourcode").is_null() ? "" : fmt::format(" ({})", view(o.at("retourcode"))), view(o.at("melding")));
        }
    else out += fmt::format("        De bevindingen staan in het besluit: {}\n", view(stap.at("besluit").as_object().at("href")));
    out += fmt::format("        stand: {}\n", stand(stap.at("stand").as_object()));
}

} // namespace

std::string keten_tekst(json::object const& keten) {
    auto out = fmt::format("Toewijzing {} van gemeente {} ({})", keten.at("nummer").as_int64(), view(keten.at("gemeente")),
                           view(keten.at("domein")) == "jw" ? "Jeugdwet" : "Wmo");
    if (!keten.at("aanbieder").is_null()) out += fmt::format(" bij aanbieder {}", view(keten.at("aanbieder")));
    out += fmt::format(": {}{}\n", view(keten.at("toestand")),
                       keten.at("op").is_null() ? "" : fmt::format(", zoals bekend op {}", dag(keten.at("op"))));
    if (auto const* nu = keten.at("versie").if_object()) out += fmt::format("  {}\n", versie(*nu));
    auto const& eind = keten.at("stand").as_object();
    if (!eind.at("berekening").is_null()) out += fmt::format("  Over de hele looptijd: {}\n", view(eind.at("berekening")));
    out += "\nBerichten:\n";
    for (auto const& stap : keten.at("stappen").as_array()) add_stap(out, stap.as_object());

    out += "\nTermijnen:\n";
    std::size_t gehaald = 0;
    for (auto const& een : keten.at("termijnen").as_array()) {
        auto const& o = een.as_object();
        if (view(o.at("toestand")) == "gehaald") {
            ++gehaald;
            continue;
        }
        out += fmt::format("  {:<8} {}: {}, door {} ({}{})\n", view(o.at("toestand")), dag(o.at("uiterlijk")), view(o.at("wat")),
                           view(o.at("wie")), view(o.at("bron")),
                           o.at("gedaan").is_null() ? "" : fmt::format("; gedaan op {}", dag(o.at("gedaan"))));
    }
    return out + fmt::format("  Op tijd gehaald: {}\n", gehaald);
}

} // namespace gateway
