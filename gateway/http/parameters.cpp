#include "gateway/http/parameters.hpp"

#include "gateway/getal.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::http {

std::string Parameters::tekst(std::string_view naam) {
    auto const* text = doel_.waarde(naam);
    return text == nullptr ? std::string() : *text;
}

std::string Parameters::digits(std::string_view naam, std::string_view vorm, std::initializer_list<std::size_t> sizes) {
    auto text = tekst(naam);
    if (text.empty()) return text;
    if (std::ranges::find(sizes, text.size()) == sizes.end() || text.find_first_not_of("0123456789") != std::string::npos) fault(naam, vorm);
    return text;
}

std::string Parameters::gemeente(std::string_view naam) { return digits(naam, "een gemeentecode van vier cijfers", {4}); }

std::string Parameters::aanbieder(std::string_view naam) { return digits(naam, "een AGB-code van acht cijfers", {8}); }

std::string Parameters::organisatie(std::string_view naam) {
    return digits(naam, "een gemeentecode van vier of een AGB-code van acht cijfers", {4, 8});
}

std::optional<model::Date> Parameters::dag(std::string_view naam) {
    return keuze(naam, [](std::string_view text) { return model::parse_date(text); }, "een dag als JJJJ-MM-DD");
}

std::int64_t Parameters::getal(std::string_view naam, std::int64_t van, std::int64_t tot, std::int64_t anders) {
    auto const* text = doel_.waarde(naam);
    if (text == nullptr) return anders;
    if (auto const value = lees_getal(*text, van, tot)) return *value;
    fault(naam, fmt::format("een getal van {} t/m {}", van, tot));
    return anders;
}

std::optional<model::BerichtSoort> Parameters::soort(std::string_view naam) {
    return keuze(naam, model::parse_soort, "een berichtsoort als WMO323 of JW301");
}

void Parameters::fault(std::string_view naam, std::string_view vorm) {
    if (!fout_) fout_ = fmt::format("{} is {}.", naam, vorm);
}

std::expected<Doel, std::string> lees_velden(Doel const& doel, std::string_view body, std::span<std::string_view const> velden) {
    boost::system::error_code ec;
    auto const parsed = boost::json::parse({body.data(), body.size()}, ec);
    if (ec || !parsed.is_object()) return std::unexpected("De inhoud is geen JSON-object.");
    auto out = doel;
    for (auto const& member : parsed.get_object()) {
        auto const at = std::ranges::find(velden, std::string_view(member.key()));
        if (at == velden.end()) {
            std::string_view const key = member.key();
            return std::unexpected(fmt::format("{}; wel: {}.",
                                               plain_word(key) ? fmt::format("Het veld {} bestaat hier niet", key)
                                                               : std::string("De inhoud heeft een veld dat hier niet bestaat"),
                                               fmt::join(velden, ", ")));
        }
        if (out.waarde(*at) != nullptr) return std::unexpected(fmt::format("{} mag maar één keer voorkomen.", *at));
        auto const& value = member.value();
        if (value.is_string() && !value.get_string().empty()) out.waarden.emplace_back(*at, std::string_view(value.get_string()));
        else if (value.is_int64()) out.waarden.emplace_back(*at, fmt::format("{}", value.get_int64()));
        else return std::unexpected(fmt::format("{} is een tekst of een geheel getal.", *at));
    }
    return out;
}

} // namespace gateway::http
