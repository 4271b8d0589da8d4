#include "rules/contract/toml_reader.hpp"

#include "xsd/model/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

namespace rules::contract {

using model::excerpt;

namespace {

std::string source_text(toml::node const& node) {
    std::ostringstream out;
    node.visit([&](auto const& value) { out << value; });
    return excerpt(out.str());
}

} // namespace

void TomlReader::fault(toml::source_region const& where, std::string waarde, std::string verwacht, std::string melding) {
    fouten_.push_back({bestand_, where.begin.line, where.begin.column, std::move(waarde), std::move(verwacht), std::move(melding)});
}

void TomlReader::wrong(toml::node const& node, std::string_view key, std::string form) {
    auto const value = node.value_exact<std::string>();
    fault(node.source(), value ? excerpt(*value) : source_text(node), std::move(form),
          fmt::format("De waarde van \"{}\" klopt niet.", key));
}

std::string TomlReader::herkomst() const { return fmt::format("{}:{}", bestand_, lijn()); }

void TomlReader::only(std::span<std::string_view const> keys) {
    for (auto const& [key, node] : table_)
        if (std::ranges::find(keys, key.str()) == keys.end())
            fault(key.source(), excerpt(key.str()), fmt::format("een van {}", fmt::join(keys, ", ")),
                  fmt::format("De sleutel \"{}\" is onbekend.", excerpt(key.str())));
}

toml::node const* TomlReader::required(std::string_view key, std::string const& form) {
    auto const* node = table_.get(key);
    if (node == nullptr)
        fault(table_.source(), "", fmt::format("{} = {}", key, form), fmt::format("De sleutel \"{}\" ontbreekt in {}.", key, tabel_));
    return node;
}

std::string TomlReader::text(std::string_view key, std::string const& form, bool (*accept)(std::string_view)) {
    return required(key, form) == nullptr ? std::string() : optional_text(key, form, accept);
}

std::string TomlReader::optional_text(std::string_view key, std::string const& form, bool (*accept)(std::string_view)) {
    auto const* node = table_.get(key);
    if (node == nullptr) return {};
    auto value = node->value_exact<std::string>();
    if (value && accept(*value)) return std::move(*value);
    wrong(*node, key, form);
    return {};
}

std::optional<model::Date> TomlReader::date(std::string_view key, bool needed) {
    static std::string const form = "een datum zonder aanhalingstekens, JJJJ-MM-DD";
    auto const* node = needed ? required(key, form) : table_.get(key);
    if (node == nullptr) return std::nullopt;
    auto const value = node->value_exact<toml::date>();
    if (!value || value->year < 1900) {
        fault(node->source(), source_text(*node), form, fmt::format("De waarde van \"{}\" is geen datum vanaf 1900.", key));
        return std::nullopt;
    }
    return model::date(value->year, value->month, value->day);
}

std::int32_t TomlReader::integer(std::string_view key, std::int32_t van, std::int32_t tot, std::int32_t leeg) {
    auto const* node = table_.get(key);
    if (node == nullptr) return leeg;
    auto const value = node->value_exact<std::int64_t>();
    if (value && *value >= van && *value <= tot) return static_cast<std::int32_t>(*value);
    wrong(*node, key, fmt::format("een geheel getal van {} tot en met {}", van, tot));
    return leeg;
}

bool TomlReader::boolean(std::string_view key, bool leeg) {
    auto const* node = table_.get(key);
    if (node == nullptr) return leeg;
    if (auto const value = node->value_exact<bool>()) return *value;
    wrong(*node, key, "true of false");
    return leeg;
}

std::vector<std::int32_t> TomlReader::integers(std::string_view key, std::int32_t van, std::int32_t tot) {
    auto const* node = table_.get(key);
    if (node == nullptr) return {};
    std::vector<std::int32_t> out;
    bool good = node->is_array();
    if (good)
        for (auto const& element : *node->as_array()) {
            auto const value = element.value_exact<std::int64_t>();
            good = good && value && *value >= van && *value <= tot;
            if (good) out.push_back(static_cast<std::int32_t>(*value));
        }
    if (!good) wrong(*node, key, fmt::format("[getal, getal, ...], elk van {} tot en met {}", van, tot));
    return out;
}

std::vector<std::string> TomlReader::texts(std::string_view key, std::string const& form, bool (*accept)(std::string_view)) {
    auto const* node = table_.get(key);
    if (node == nullptr) return {};
    std::vector<std::string> out;
    bool good = node->is_array();
    if (good)
        for (auto const& element : *node->as_array()) {
            auto value = element.value_exact<std::string>();
            good = good && value && accept(*value);
            if (good) out.push_back(std::move(*value));
        }
    if (!good) wrong(*node, key, form);
    return out;
}

} // namespace rules::contract
