#include "gateway/config_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

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
    toml::table table;
    try {
        table = toml::parse(bytes.str());
    } catch (toml::parse_error const& error) {
        fouten.push_back(fmt::format("{}:{}:{}: geen geldige TOML: {}", file.string(), error.source().begin.line,
                                     error.source().begin.column, error.description()));
        return result;
    }
    for (auto const& [key, node] : table) {
        std::string const sleutel(key.str());
        auto const lijn = node.source().begin.line;
        if (auto const* text = node.as_string()) regels.emplace_back(sleutel, text->get(), lijn);
        else if (auto const* number = node.as_integer()) regels.emplace_back(sleutel, number->get(), lijn);
        else
            fouten.push_back(
                fmt::format("{}:{}: {}: verwacht een tekst tussen aanhalingstekens of een geheel getal", file.string(), lijn, sleutel));
    }
    return result;
}

} // namespace gateway
