#include "gateway/config_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace gateway {

std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>>
read_toml(std::filesystem::path const& file) {
    std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>> result;
    auto& [regels, fouten] = result;
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    if (!stream || !(bytes << stream.rdbuf() || stream.peek() == std::ifstream::traits_type::eof())) {
        fouten.push_back(fmt::format("{}: dit bestand kan niet worden gelezen", file.string()));
        return result;
    }
    auto const text = bytes.str();
    // Settings have no sections. toml++ 3.3 aborts on a malformed section header ("[=x]"), so it never sees one.
    std::uint32_t at = 1;
    for (std::size_t begin = 0; begin < text.size(); ++at) {
        auto const end = std::min(text.find('\n', begin), text.size());
        auto const first = text.find_first_not_of(" \t", begin);
        if (first < end && text[first] == '[')
            fouten.push_back(
                fmt::format("{}:{}: instellingen kennen geen secties; schrijf elke instelling als sleutel = waarde", file.string(), at));
        begin = end + 1;
    }
    if (!fouten.empty()) return result;
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (toml::parse_error const& error) {
        fouten.push_back(fmt::format("{}:{}:{}: geen geldige TOML: {}", file.string(), error.source().begin.line,
                                     error.source().begin.column, error.description()));
        return result;
    }
    for (auto const& [key, node] : table) {
        std::string const sleutel(key.str());
        auto const lijn = node.source().begin.line;
        if (auto const* words = node.as_string()) regels.emplace_back(sleutel, words->get(), lijn);
        else if (auto const* number = node.as_integer()) regels.emplace_back(sleutel, number->get(), lijn);
        else
            fouten.push_back(
                fmt::format("{}:{}: {}: verwacht een tekst tussen aanhalingstekens of een geheel getal", file.string(), lijn, sleutel));
    }
    return result;
}

} // namespace gateway
