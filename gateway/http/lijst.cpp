#include "gateway/http/lijst.hpp"

#include "gateway/rapport/opmaak.hpp"

#include <boost/json.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <fmt/format.h>

#include <cstdlib>

namespace gateway::http {

namespace {

/// nullptr: the row has no such member.
boost::json::value const* member(boost::json::object const& row, std::string_view naam) {
    auto const at = naam.find('.');
    auto const* value = row.if_contains({naam.data(), std::min(at, naam.size())});
    if (at == std::string_view::npos || value == nullptr) return value;
    return value->is_object() ? member(value->get_object(), naam.substr(at + 1)) : nullptr;
}

std::string cell(boost::json::object const& row, Kolom const& kolom) {
    auto const* value = member(row, kolom.naam);
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return rapport::csv_cel(std::string(std::string_view(value->get_string())));
    if (kolom.bedrag && value->is_int64()) {
        auto const cents = value->get_int64();
        return fmt::format("{}{},{:02}", cents < 0 ? "-" : "", std::abs(cents / 100), std::abs(cents % 100));
    }
    auto text = boost::json::serialize(*value);
    return value->is_structured() ? rapport::csv_cel(std::move(text)) : text;
}

Answer as_csv(Lijst const& lijst) {
    std::string out;
    for (auto const& kolom : lijst.kolommen) out += (out.empty() ? "" : ";") + std::string(kolom.naam);
    out += "\r\n";
    for (auto const& row : lijst.rijen) {
        bool first = true;
        for (auto const& kolom : lijst.kolommen) {
            if (!first) out += ';';
            first = false;
            out += cell(row.as_object(), kolom);
        }
        out += "\r\n";
    }
    Answer answer{200, "text/csv; charset=utf-8", std::move(out), {}, false};
    answer.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", lijst.naam));
    if (lijst.volgende) answer.headers.emplace_back("Link", fmt::format("<{}>; rel=\"next\"", *lijst.volgende));
    return answer;
}

} // namespace

std::expected<bool, std::string> wil_csv(Doel const& doel, std::string_view accept) {
    if (auto const* formaat = doel.waarde("formaat")) {
        if (*formaat == "csv") return true;
        if (*formaat == "json") return false;
        return std::unexpected("formaat is json of csv.");
    }
    return accept.find("text/csv") < accept.find("application/json");
}

Answer toon_lijst(Lijst lijst, bool csv) {
    if (csv) return as_csv(lijst);
    auto out = std::move(lijst.verder);
    out[lijst.naam] = std::move(lijst.rijen);
    out["volgende"] = lijst.volgende ? boost::json::value(*lijst.volgende) : boost::json::value(nullptr);
    return json(200, boost::json::serialize(out));
}

std::string volgende_bladzijde(std::string_view pad, Doel const& doel, std::string_view naam, std::string_view vanaf) {
    std::string out(pad);
    out += '?';
    for (auto const& [parameter, waarde] : doel.waarden)
        if (parameter != naam) out += fmt::format("{}={}&", parameter, codeer(waarde));
    return out + fmt::format("{}={}", naam, codeer(vanaf));
}

std::string codeer(std::string_view waarde) { return boost::urls::encode(waarde, boost::urls::unreserved_chars); }

} // namespace gateway::http
