#include "rules/contract/fields.hpp"

#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace rules::contract {

namespace {

using model::excerpt;
using model::length;

constexpr std::array<std::string_view, 7> eenheden = {"01", "04", "14", "16", "82", "83", "84"};

bool digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_categorie(std::string_view text, model::Domein domein) {
    if (text.size() != 2 || !digits(text)) return false;
    auto const n = number(text);
    return domein == model::Domein::wmo ? n >= 1 && n <= 18 : (n >= 31 && n <= 38) || (n >= 40 && n <= 55);
}

} // namespace

void Fields::fault(Rij const& rij, std::size_t cel, std::string verwacht, std::string melding) {
    fouten_.push_back({bestand_, rij.lijn, rij.cellen[cel].kolom, excerpt(rij.cellen[cel].tekst), std::move(verwacht), std::move(melding)});
}

std::optional<model::Domein> Fields::domein(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (tekst == "wmo") return model::Domein::wmo;
    if (tekst == "jw") return model::Domein::jw;
    fault(rij, cel, "wmo of jw", "Het domein is onbekend.");
    return std::nullopt;
}

std::optional<model::Code> Fields::categorie(Rij const& rij, std::size_t cel, std::optional<model::Domein> domein) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (!domein) return std::nullopt;
    if (is_categorie(tekst, *domein)) return model::Code(tekst);
    fault(rij, cel, *domein == model::Domein::wmo ? "01 tot en met 18, twee cijfers" : "31 tot en met 38 of 40 tot en met 55",
          fmt::format("Deze productcategorie bestaat niet in het domein {}.", name(*domein)));
    return std::nullopt;
}

std::optional<model::Code> Fields::eenheid(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (std::ranges::find(eenheden, std::string_view(tekst)) != eenheden.end()) return model::Code(tekst);
    fault(rij, cel, "01 (minuut), 04 (uur), 14 (etmaal), 16 (dagdeel), 82 (stuks, output), 83 (euro) of 84 (stuks, inspanning)",
          "De eenheid is onbekend.");
    return std::nullopt;
}

std::optional<std::string> Fields::gemeente(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (tekst.size() == 4 && digits(tekst)) return tekst;
    fault(rij, cel, "CBS-code van vier cijfers, ook met voorloopnullen: 0014", "De gemeentecode klopt niet.");
    return std::nullopt;
}

std::optional<std::string> Fields::aanbieder(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (tekst.empty() || (tekst.size() == 8 && digits(tekst))) return tekst;
    fault(rij, cel, "AGB-code van acht cijfers, of leeg voor alle aanbieders", "De aanbieder klopt niet.");
    return std::nullopt;
}

std::optional<std::string> Fields::product_code(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (!tekst.empty() && length(tekst) <= 5 && std::ranges::all_of(tekst, [](char c) { return static_cast<unsigned char>(c) > 0x20; }))
        return tekst;
    fault(rij, cel, "één tot vijf tekens zonder spaties", "De productcode klopt niet.");
    return std::nullopt;
}

std::optional<std::string> Fields::tekst(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (!tekst.empty() && length(tekst) <= 200) return tekst;
    fault(rij, cel, "tekst van één tot 200 tekens", tekst.empty() ? "De tekst ontbreekt." : "De tekst is te lang.");
    return std::nullopt;
}

std::optional<std::string> Fields::id(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    auto const fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '+' || c == '.';
    };
    if (tekst.size() <= 40 && std::ranges::all_of(tekst, fits)) return tekst;
    fault(rij, cel, "letters, cijfers, streepjes, plus en punt; hoogstens 40 tekens", "Deze naam klopt niet.");
    return std::nullopt;
}

/// @param cijfers the most digits before the decimals; `wat` names the amount in sentences: "Het tarief"
std::optional<std::int64_t> Fields::centen(Rij const& rij, std::size_t cel, std::string_view wat, std::size_t cijfers) {
    std::string_view const tekst = rij.cellen[cel].tekst;
    auto const refuse = [&](std::string_view melding) {
        fault(rij, cel, "euro's met hoogstens twee decimalen: 58,20 of 58.20", fmt::format("{} {}", wat, melding));
        return std::nullopt;
    };
    if (tekst.empty()) return refuse("ontbreekt.");
    if (tekst.find_first_not_of("0123456789.,-") != std::string_view::npos) return refuse("is geen getal; schrijf geen euroteken.");
    if (tekst.starts_with('-')) return refuse("is negatief.");
    auto const mark = tekst.find_first_of(".,");
    auto const euros = tekst.substr(0, mark);
    auto const cents = mark == std::string_view::npos ? std::string_view("0") : tekst.substr(mark + 1);
    if (cents.find_first_of(".,") != std::string_view::npos) return refuse("heeft punten of komma's tussen de duizendtallen.");
    if (!digits(euros) || !digits(cents)) return refuse("is geen getal.");
    if (cents.size() > 2) return refuse("heeft meer dan twee decimalen, of een punt tussen de duizendtallen.");
    if (euros.size() > cijfers) return refuse("is hoger dan hier past.");
    std::int64_t value = 0;
    std::from_chars(euros.data(), euros.data() + euros.size(), value);
    return value * 100 + number(cents) * (cents.size() == 1 ? 10 : 1);
}

std::optional<model::Money> Fields::tarief(Rij const& rij, std::size_t cel) {
    auto const found = centen(rij, cel, "Het tarief", 6);
    if (!found) return std::nullopt;
    if (*found > 0) return model::Money{*found};
    fault(rij, cel, "euro's met hoogstens twee decimalen: 58,20 of 58.20", "Het tarief is nul.");
    return std::nullopt;
}

std::optional<model::Money> Fields::bedrag(Rij const& rij, std::size_t cel) {
    if (rij.cellen[cel].tekst.empty()) return model::Money{};
    auto const found = centen(rij, cel, "Het bedrag", 10);
    return found ? std::optional(model::Money{*found}) : std::nullopt;
}

std::optional<std::int32_t> Fields::getal(Rij const& rij, std::size_t cel, std::int32_t van, std::int32_t tot, std::int32_t leeg) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (tekst.empty()) return leeg;
    if (tekst.size() <= 9 && digits(tekst) && number(tekst) >= van && number(tekst) <= tot) return number(tekst);
    fault(rij, cel, fmt::format("een geheel getal van {} tot en met {}", van, tot), "Dit getal klopt niet.");
    return std::nullopt;
}

std::optional<bool> Fields::ja_nee(Rij const& rij, std::size_t cel) {
    auto const& tekst = rij.cellen[cel].tekst;
    if (tekst.empty() || tekst == "nee") return false;
    if (tekst == "ja") return true;
    fault(rij, cel, "ja, nee of leeg", "Dit is geen ja of nee.");
    return std::nullopt;
}

std::vector<std::string> Fields::lijst(Rij const& rij, std::size_t cel) {
    std::vector<std::string> woorden;
    std::string_view rest = rij.cellen[cel].tekst;
    for (auto at = rest.find_first_not_of(' '); at != std::string_view::npos; at = rest.find_first_not_of(' ')) {
        rest.remove_prefix(at);
        auto const end = std::min(rest.find(' '), rest.size());
        woorden.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    return woorden;
}

std::optional<model::Date> Fields::datum(Rij const& rij, std::size_t cel) {
    std::string_view const tekst = rij.cellen[cel].tekst;
    std::string_view jaar;
    std::string_view maand;
    std::string_view dag;
    if (tekst.size() == 10 && tekst[4] == '-' && tekst[7] == '-') {
        jaar = tekst.substr(0, 4), maand = tekst.substr(5, 2), dag = tekst.substr(8, 2);
    } else if (tekst.size() == 10 && tekst[2] == '-' && tekst[5] == '-') {
        jaar = tekst.substr(6, 4), maand = tekst.substr(3, 2), dag = tekst.substr(0, 2);
    }
    if (!digits(jaar) || !digits(maand) || !digits(dag) || number(jaar) < 1900) {
        fault(rij, cel, "JJJJ-MM-DD of DD-MM-JJJJ, vanaf 1900", tekst.empty() ? "De datum ontbreekt." : "Dit is geen datum.");
        return std::nullopt;
    }
    auto const found = model::parse_date(fmt::format("{}-{}-{}", jaar, maand, dag));
    if (!found) fault(rij, cel, "JJJJ-MM-DD of DD-MM-JJJJ", "Deze dag bestaat niet.");
    return found;
}

std::optional<model::Geldigheid> Fields::geldig(Rij const& rij, std::size_t van, std::size_t tot) {
    auto const begin = datum(rij, van);
    std::optional<model::Date> einde;
    if (!rij.cellen[tot].tekst.empty()) {
        einde = datum(rij, tot);
        if (!einde) return std::nullopt;
    }
    if (!begin) return std::nullopt;
    if (einde && *einde < *begin) {
        fault(rij, tot, fmt::format("{} of later, of leeg", to_string(*begin)), "De geldigheid eindigt voordat zij begint.");
        return std::nullopt;
    }
    return model::Geldigheid{*begin, einde};
}

} // namespace rules::contract
