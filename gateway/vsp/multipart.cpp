#include "gateway/vsp/multipart.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::vsp {

namespace {

constexpr std::size_t longest_head = 2048;
constexpr std::size_t most_parts = 8;

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// A parameter behind the first `;` of a header, quoted or not; nullopt: not there, or there twice.
std::optional<std::string_view> parameter(std::string_view header, std::string_view naam) {
    std::optional<std::string_view> found;
    for (auto at = header.find(';'); at != std::string_view::npos;) {
        header.remove_prefix(at + 1);
        auto const is = header.find('=');
        if (is == std::string_view::npos) return std::nullopt;
        auto const key = trim(header.substr(0, is));
        header = header.substr(is + 1);
        std::string_view value;
        if (header.starts_with('"')) {
            auto const end = header.find('"', 1);
            // An escape in a name or boundary has no use but to be read in two ways.
            if (end == std::string_view::npos || header.substr(0, end).find('\\') != std::string_view::npos) return std::nullopt;
            value = header.substr(1, end - 1);
            header.remove_prefix(end + 1);
        } else {
            value = trim(header.substr(0, header.find(';')));
        }
        if (lower(key) == naam) {
            if (found) return std::nullopt;
            found = value;
        }
        at = header.find(';');
    }
    return found;
}

bool good_boundary(std::string_view grens) {
    return !grens.empty() && grens.size() <= 70 && std::ranges::all_of(grens, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
    });
}

std::expected<Deel, std::string> deel(std::string_view text) {
    auto const end = text.substr(0, longest_head).find("\r\n\r\n");
    if (end == std::string_view::npos) return std::unexpected("een deel heeft geen kop, of een die te lang is");
    auto head = text.substr(0, end + 2);
    Deel out;
    out.inhoud = text.substr(end + 4);
    while (!head.empty()) {
        auto const line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size() + 2);
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) return std::unexpected("een kopregel van een deel is ongeldig");
        auto const key = lower(line.substr(0, colon));
        auto const value = trim(line.substr(colon + 1));
        if (key == "content-disposition") {
            auto const naam = parameter(value, "name");
            if (!out.naam.empty() || !lower(value).starts_with("form-data") || !naam || naam->empty())
                return std::unexpected("Content-Disposition van een deel moet form-data met een name zijn");
            out.naam = *naam;
        } else if (key == "content-type") {
            out.content_type = value;
        } else if (key == "content-transfer-encoding" && lower(value) != "binary" && lower(value) != "8bit" && lower(value) != "7bit") {
            return std::unexpected("een deel moet zonder codering worden gestuurd");
        }
    }
    if (out.naam.empty()) return std::unexpected("een deel heeft geen naam");
    return out;
}

} // namespace

std::expected<std::vector<Deel>, std::string> lees_multipart(std::string_view content_type, std::string_view body) {
    auto const grens = parameter(content_type, "boundary");
    if (!grens || !good_boundary(*grens)) return std::unexpected("Content-Type moet één geldige boundary hebben");
    auto const first = fmt::format("--{}\r\n", *grens);
    auto const between = fmt::format("\r\n--{}", *grens);
    if (!body.starts_with(first)) return std::unexpected("de inhoud begint niet met de boundary");
    body.remove_prefix(first.size());
    std::vector<Deel> delen;
    for (;;) {
        auto const end = body.find(between);
        if (end == std::string_view::npos) return std::unexpected("het laatste deel is niet afgesloten");
        auto gelezen = deel(body.substr(0, end));
        if (!gelezen) return std::unexpected(gelezen.error());
        if (delen.size() == most_parts || std::ranges::find(delen, gelezen->naam, &Deel::naam) != delen.end())
            return std::unexpected("er zijn te veel delen, of twee met dezelfde naam");
        delen.push_back(std::move(*gelezen));
        body.remove_prefix(end + between.size());
        if (body == "--" || body == "--\r\n") return delen;
        if (!body.starts_with("\r\n")) return std::unexpected("achter een boundary hoort een regeleinde");
        body.remove_prefix(2);
    }
}

std::string schrijf_multipart(std::vector<Deel> const& delen, std::string_view grens) {
    std::string out;
    for (auto const& een : delen) {
        out += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"", grens, een.naam);
        if (een.content_type == "application/octet-stream") out += "; filename=\"payload\"";
        if (!een.content_type.empty()) out += fmt::format("\r\nContent-Type: {}", een.content_type);
        out += "\r\n\r\n";
        out += een.inhoud;
        out += "\r\n";
    }
    return out + fmt::format("--{}--\r\n", grens);
}

} // namespace gateway::vsp
