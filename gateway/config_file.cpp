#include "gateway/config_file.hpp"

#include "rules/contract/toml_guard.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

namespace gateway {

namespace {

/// The file as a table; nullopt with one more line in `fouten`.
std::optional<toml::table> parse(std::filesystem::path const& file, std::vector<std::string>& fouten) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    if (!stream || !(bytes << stream.rdbuf() || stream.peek() == std::ifstream::traits_type::eof())) {
        fouten.push_back(fmt::format("{}: dit bestand kan niet worden gelezen", file.string()));
        return std::nullopt;
    }
    auto const text = bytes.str();
    auto const lines_to = [&](std::size_t at) {
        return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    };
    if (auto const at = rules::contract::unsafe_toml(text)) {
        fouten.push_back(fmt::format("{}:{}: geen geldige TOML; verwacht: sleutel = waarde, met tekst tussen aanhalingstekens op één regel",
                                     file.string(), lines_to(*at)));
        return std::nullopt;
    }
    try {
        return toml::parse(text);
    } catch (toml::parse_error const& error) {
        fouten.push_back(fmt::format("{}:{}:{}: geen geldige TOML: {}", file.string(), error.source().begin.line,
                                     error.source().begin.column, error.description()));
        return std::nullopt;
    }
}

/// A text or a list of texts; nullopt for anything else.
std::optional<std::variant<std::string, std::vector<std::string>>> words_of(toml::node const& node) {
    if (auto const* text = node.as_string()) return text->get();
    auto const* list = node.as_array();
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> out;
    for (auto const& part : *list) {
        auto const* text = part.as_string();
        if (text == nullptr) return std::nullopt;
        out.push_back(text->get());
    }
    return out;
}

} // namespace

std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>>
read_toml(std::filesystem::path const& file) {
    std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>> result;
    auto& [regels, fouten] = result;
    auto const table = parse(file, fouten);
    if (!table) return result;
    for (auto const& [key, node] : *table) {
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

std::pair<std::vector<TomlTabel>, std::vector<std::string>> read_toml_tables(std::filesystem::path const& file) {
    std::pair<std::vector<TomlTabel>, std::vector<std::string>> result;
    auto& [tabellen, fouten] = result;
    auto const root = parse(file, fouten);
    if (!root) return result;
    for (auto const& [key, node] : *root) {
        std::string const naam(key.str());
        auto const* list = node.as_array();
        if (list == nullptr || !list->is_homogeneous(toml::node_type::table)) {
            fouten.push_back(fmt::format("{}:{}: {}: hoort niet los in dit bestand; verwacht: [[{}]] met regels sleutel = waarde eronder",
                                         file.string(), node.source().begin.line, naam, naam));
            continue;
        }
        for (auto const& part : *list) {
            TomlTabel tabel{naam, part.source().begin.line, {}};
            for (auto const& [sleutel, waarde] : *part.as_table()) {
                auto const lijn = waarde.source().begin.line;
                if (auto words = words_of(waarde)) tabel.velden.push_back({std::string(sleutel.str()), std::move(*words), lijn});
                else
                    fouten.push_back(fmt::format("{}:{}: {}: verwacht een tekst tussen aanhalingstekens of een lijst daarvan",
                                                 file.string(), lijn, std::string_view(sleutel.str())));
            }
            tabellen.push_back(std::move(tabel));
        }
    }
    std::ranges::stable_sort(tabellen, {}, &TomlTabel::lijn);
    return result;
}

} // namespace gateway
