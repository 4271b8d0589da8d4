#include "rules/contract/toml.hpp"

#include "rules/contract/toml_guard.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

namespace rules::contract {

namespace {

using model::excerpt;
using model::length;
using model::trim;

constexpr std::array<std::string_view, 5> keys = {"naam", "versie", "omschrijving", "geldig_van", "geldig_tot"};

constexpr std::size_t largest_kop = 16U << 10U; // bytes; a few hundred are used, and deep nesting costs stack

std::string source_text(toml::node const& node) {
    std::ostringstream out;
    node.visit([&](auto const& value) { out << value; });
    return excerpt(out.str());
}

/// The keys of `[bundel]`, with a Fout for each that is not what it should be.
class Reader {
public:
    Reader(std::string const& bestand, toml::table const& table, std::vector<Fout>& fouten)
        : bestand_(bestand), table_(table), fouten_(fouten) {}

    void fault(toml::source_region const& where, std::string waarde, std::string verwacht, std::string melding) {
        fouten_.push_back({bestand_, where.begin.line, where.begin.column, std::move(waarde), std::move(verwacht), std::move(melding)});
    }

    std::string text(std::string_view key, std::string const& form, bool (*accept)(std::string_view)) {
        auto const* node = required(key, form);
        if (node == nullptr) return {};
        auto const value = node->value_exact<std::string>();
        if (!value || !accept(*value)) {
            fault(node->source(), value ? excerpt(*value) : source_text(*node), form, fmt::format("De waarde van \"{}\" klopt niet.", key));
            return {};
        }
        return *value;
    }

    std::optional<model::Date> date(std::string_view key, bool needed) {
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

private:
    toml::node const* required(std::string_view key, std::string const& form) {
        auto const* node = table_.get(key);
        if (node == nullptr)
            fault(table_.source(), "", fmt::format("{} = {}", key, form), fmt::format("De sleutel \"{}\" ontbreekt in [bundel].", key));
        return node;
    }

    std::string const& bestand_;
    toml::table const& table_;
    std::vector<Fout>& fouten_;
};

bool is_naam(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_versie(std::string_view text) {
    return !text.empty() && text.size() <= 40 &&
           std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '@'; });
}

bool is_omschrijving(std::string_view text) { return !trim(text).empty() && length(text) <= 200; }

Kop read_table(std::string const& bestand, toml::table const& root, std::vector<Fout>& fouten) {
    auto const* bundel = root.get_as<toml::table>("bundel");
    Reader outside(bestand, root, fouten);
    for (auto const& [key, node] : root)
        if (key.str() != "bundel")
            outside.fault(key.source(), excerpt(key.str()), "alleen de tabel [bundel]",
                          fmt::format("\"{}\" is hier onbekend.", excerpt(key.str())));
    if (bundel == nullptr) {
        outside.fault({}, "", "[bundel]", "De tabel [bundel] ontbreekt.");
        return {};
    }

    Reader reader(bestand, *bundel, fouten);
    for (auto const& [key, node] : *bundel)
        if (std::ranges::find(keys, key.str()) == keys.end())
            reader.fault(key.source(), excerpt(key.str()),
                         fmt::format("een van {}, {}, {}, {}, {}", keys[0], keys[1], keys[2], keys[3], keys[4]),
                         fmt::format("De sleutel \"{}\" is onbekend.", excerpt(key.str())));
    Kop kop;
    kop.naam = reader.text("naam", "\"letters, cijfers en streepjes\", hoogstens 40 tekens", is_naam);
    kop.versie = reader.text("versie", "\"tekst zonder spaties en zonder @\", hoogstens 40 tekens", is_versie);
    kop.omschrijving = reader.text("omschrijving", "\"tekst\", hoogstens 200 tekens", is_omschrijving);
    auto const van = reader.date("geldig_van", true);
    kop.geldig = {van.value_or(model::Date{}), reader.date("geldig_tot", false)};
    if (van && kop.geldig.tot && *kop.geldig.tot < *van)
        reader.fault(bundel->get("geldig_tot")->source(), to_string(*kop.geldig.tot), fmt::format("{} of later", to_string(*van)),
                     "De bundel eindigt voordat hij begint.");
    return kop;
}

} // namespace

Kop read_kop(std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (trim(bytes).empty()) {
        fouten.push_back({bestand, 0, 0, "", "[bundel] met naam, versie, omschrijving en geldig_van", "Het bestand is leeg."});
        return {};
    }
    if (bytes.size() > largest_kop) {
        fouten.push_back({bestand, 0, 0, fmt::format("{} bytes", bytes.size()), fmt::format("hoogstens {} bytes", largest_kop),
                          "Het bestand is te groot."});
        return {};
    }
    if (auto const at = unsafe_toml(bytes)) {
        auto const lijn = static_cast<std::uint32_t>(std::ranges::count(bytes.substr(0, *at), '\n') + 1);
        bool const header = bytes[*at] == '[';
        fouten.push_back({bestand, lijn, 0, excerpt(bytes.substr(*at, bytes.substr(*at).find('\n'))),
                          header ? "[bundel]" : "tekst tussen aanhalingstekens, op een regel",
                          header ? "De naam van deze tabel klopt niet." : "Hier is de TOML niet te lezen."});
        return {};
    }
    try {
        return read_table(bestand, toml::parse(bytes, bestand), fouten);
    } catch (toml::parse_error const& error) {
        auto const& at = error.source().begin;
        fouten.push_back({bestand, at.line, at.column, "", "TOML, bijvoorbeeld: naam = \"noorderdal\"",
                          fmt::format("Het bestand is geen geldige TOML ({}).", excerpt(error.description()))});
        return {};
    }
}

} // namespace rules::contract
