#include "gateway/config_file.hpp"

#include "rules/contract/toml_guard.hpp"

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
    auto const lines_to = [&](std::size_t at) {
        return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    };
    if (auto const at = rules::contract::unsafe_toml(text)) {
        fouten.push_back(fmt::format("{}:{}: geen geldige TOML; verwacht: sleutel = waarde, met tekst tussen aanhalingstekens op één regel",
                                     file.string(), lines_to(*at)));
        return result;
    }
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
