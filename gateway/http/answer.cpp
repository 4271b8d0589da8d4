#include "gateway/http/answer.hpp"

#include "xsd/model/sha256.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::http {

namespace {

/// Last word of the problem type, and its title.
std::pair<std::string_view, std::string_view> kind(unsigned status) {
    switch (status) {
    case 400: return {"ongeldig-verzoek", "Het verzoek klopt niet"};
    case 401: return {"niet-aangemeld", "Niet aangemeld"};
    case 403: return {"niet-toegestaan", "Dit mag niet"};
    case 404: return {"niet-gevonden", "Niet gevonden"};
    case 405: return {"methode", "Deze methode kan hier niet"};
    case 409: return {"conflict", "In strijd met hoe het er nu voor staat"};
    case 410: return {"gewist", "Gewist"};
    case 412: return {"verouderd", "Het is intussen veranderd"};
    case 413: return {"te-groot", "Het bericht is te groot"};
    case 414: return {"adres-te-lang", "Het adres is te lang"};
    case 415: return {"soort-inhoud", "Deze soort inhoud wordt niet aangenomen"};
    case 417: return {"verwachting", "Aan deze verwachting kan niet worden voldaan"};
    case 422: return {"niveau-1", "Het bericht voldoet niet aan het schema"};
    case 429: return {"te-vaak", "Te vaak geprobeerd"};
    case 431: return {"kop-te-groot", "De kop van het verzoek is te groot"};
    case 503: return {"later-opnieuw", "Nu niet mogelijk"};
    case 505: return {"http-versie", "Deze versie van HTTP wordt niet gesproken"};
    default: return {"interne-fout", "Er kon niet worden beslist"};
    }
}

} // namespace

Answer problem(unsigned status, std::string_view detail, boost::json::object extra) {
    auto const [type, title] = kind(status);
    boost::json::object body;
    body["type"] = fmt::format("urn:ketenpoort:probleem:{}", type);
    body["title"] = title;
    body["status"] = status;
    body["detail"] = detail;
    for (auto& member : extra) body[member.key()] = std::move(member.value());
    return {status, "application/problem+json", boost::json::serialize(body), {}, false};
}

Answer try_again(std::string_view detail, std::int64_t seconds) {
    auto answer = problem(503, detail);
    answer.headers.emplace_back("Retry-After", fmt::format("{}", seconds));
    return answer;
}

Answer json(unsigned status, std::string body) { return {status, "application/json", std::move(body), {}, false}; }

std::string etag_van(std::string_view body) { return fmt::format("\"{}\"", model::sha256_hex(body).substr(0, 32)); }

bool noemt_etag(std::string_view lijst, std::string_view etag) {
    while (!lijst.empty()) {
        auto const comma = lijst.find(',');
        auto one = lijst.substr(0, comma);
        lijst.remove_prefix(comma == std::string_view::npos ? lijst.size() : comma + 1);
        while (one.starts_with(' ') || one.starts_with('\t')) one.remove_prefix(1);
        while (one.ends_with(' ') || one.ends_with('\t')) one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == "*" || one == etag) return true;
    }
    return false;
}

void geef_etag(Answer& answer, std::string_view if_none_match) {
    if (answer.status != 200) return;
    auto at = std::ranges::find(answer.headers, "ETag", &std::pair<std::string, std::string>::first);
    if (at == answer.headers.end()) at = answer.headers.emplace(at, "ETag", etag_van(answer.body));
    if (if_none_match.empty() || !noemt_etag(if_none_match, at->second)) return;
    answer.status = 304;
    answer.type.clear();
    answer.body.clear();
}

bool header_safe(std::string_view value) noexcept {
    return std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

} // namespace gateway::http
