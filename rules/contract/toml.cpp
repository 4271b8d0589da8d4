#include "rules/contract/toml.hpp"

#include "rules/contract/toml_afspraken.hpp"
#include "rules/contract/toml_guard.hpp"
#include "rules/contract/toml_reader.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace rules::contract {

namespace {

using model::excerpt;
using model::length;
using model::trim;

constexpr std::size_t largest_kop = 16U << 10U; // bytes; a region needs a few thousand, and deep nesting costs stack
constexpr std::array<std::string_view, 6> tables = {"bundel", "vorm", "perceel", "parameters", "rapport", "regels"};

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
    TomlReader outside(bestand, root, "het bestand", fouten);
    for (auto const& [key, node] : root)
        if (std::ranges::find(tables, key.str()) == tables.end())
            outside.fault(key.source(), excerpt(key.str()), "[bundel], [[vorm]], [[perceel]], [parameters], [rapport] of [regels.R..]",
                          fmt::format("\"{}\" is hier onbekend.", excerpt(key.str())));
    Kop kop;
    kop.gelezen = true;
    if (bundel == nullptr) {
        outside.fault({}, "", "[bundel]", "De tabel [bundel] ontbreekt.");
        return kop;
    }

    TomlReader reader(bestand, *bundel, "[bundel]", fouten);
    reader.only(bundel_keys);
    kop.naam = reader.text("naam", "\"letters, cijfers en streepjes\", hoogstens 40 tekens", is_naam);
    kop.versie = reader.text("versie", "\"tekst zonder spaties en zonder @\", hoogstens 40 tekens", is_versie);
    kop.omschrijving = reader.text("omschrijving", "\"tekst\", hoogstens 200 tekens", is_omschrijving);
    kop.regio = reader.optional_text("regio", "\"tekst\", hoogstens 200 tekens", is_omschrijving);
    auto const van = reader.date("geldig_van", true);
    kop.geldig = {van.value_or(model::Date{}), reader.date("geldig_tot", false)};
    if (van && kop.geldig.tot && *kop.geldig.tot < *van)
        reader.fault(bundel->get("geldig_tot")->source(), to_string(*kop.geldig.tot), fmt::format("{} of later", to_string(*van)),
                     "De bundel eindigt voordat hij begint.");
    read_afspraken(bestand, root, kop, fouten);
    read_rapport(bestand, root, kop, fouten);
    read_regels(bestand, root, kop, fouten);
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
