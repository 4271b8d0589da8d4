#include "rules/contract/toml_afspraken.hpp"

#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/toml_reader.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <tuple>

namespace rules::contract {

namespace {

using model::excerpt;

constexpr auto domeinen =
    std::to_array<std::pair<std::string_view, model::Domein>>({{"wmo", model::Domein::wmo}, {"jw", model::Domein::jw}});

/// Every value of an enumeration with the word people write for it.
template <class T, std::size_t N>
auto words(std::array<T, N> const& values) {
    std::vector<std::pair<std::string_view, T>> out;
    for (auto const value : values) out.emplace_back(model::name(value), value);
    return out;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '+' || c == '.';
    });
}

bool is_text(std::string_view text) { return !model::trim(text).empty() && model::length(text) <= 200; }

bool is_code(std::string_view text) { return !text.empty() && text.size() <= 4; }

std::string const id_form = "\"letters, cijfers, streepjes, plus en punt\", hoogstens 40 tekens";

std::optional<int> two_digits(std::string_view text) {
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.size() != 2 || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "01-07" as (month, day); nullopt when no year has that day.
std::optional<std::pair<std::int32_t, std::int32_t>> day_of_year(std::string_view text) {
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    auto const dag = two_digits(text.substr(0, 2));
    auto const maand = two_digits(text.substr(3, 2));
    if (!dag || !maand || !model::parse_date(fmt::format("2001-{:02}-{:02}", *maand, *dag))) return std::nullopt;
    return std::pair(*maand, *dag);
}

model::Contractvorm read_vorm(TomlReader& reader) {
    static auto const toetredingen = words(std::array{model::Toetreding::open, model::Toetreding::momenten, model::Toetreding::gesloten});
    reader.only(vorm_keys);
    model::Contractvorm vorm;
    vorm.herkomst = reader.herkomst();
    vorm.id = reader.text("id", id_form, is_id);
    vorm.basis_jaren = reader.integer("basis_jaren", 0, 50, 0);
    vorm.opties = reader.integers("opties", 1, 50);
    vorm.boeggolf_horizon = reader.integer("boeggolf_horizon", 0, 50, 0);
    vorm.toetreding = reader.keuze<model::Toetreding>("toetreding", toetredingen, false).value_or(model::Toetreding::open);
    for (auto const& tekst : reader.texts("instapmomenten", "[\"01-01\", \"01-07\"]: dag en maand",
                                          [](std::string_view t) { return day_of_year(t).has_value(); }))
        vorm.instapmomenten.push_back(*day_of_year(tekst));
    vorm.opzeg_maanden = reader.integer("opzeg_maanden", 0, 120, 0);

    auto const& table = reader.table();
    auto const refuse = [&](std::string_view key, std::string verwacht, std::string melding) {
        auto const* node = table.get(key);
        reader.fault(node == nullptr ? table.source() : node->source(), vorm.id, std::move(verwacht), std::move(melding));
    };
    if (vorm.basis_jaren == 0 && !vorm.opties.empty())
        refuse("opties", "basis_jaren, of geen opties", "Een overeenkomst zonder einde kan niet verlengd worden.");
    if (vorm.boeggolf_horizon != 0 && (vorm.basis_jaren != vorm.boeggolf_horizon || vorm.opties.empty()))
        refuse("boeggolf_horizon", fmt::format("{}, met opties", vorm.basis_jaren),
               "Een boeggolf begint met de basistermijn als horizon en verdient jaren uit de opties.");
    if ((vorm.toetreding == model::Toetreding::momenten) == vorm.instapmomenten.empty())
        refuse("instapmomenten", "instapmomenten, en alleen bij toetreding = \"momenten\"",
               "Toetreding en instapmomenten passen niet bij elkaar.");
    return vorm;
}

model::Perceel read_perceel(TomlReader& reader) {
    using enum model::Bekostiging;
    static auto const bekostigingen = words(std::array{pxq, traject, plek, populatie, gebied, lumpsum, resultaat, beschikbaarheid});
    reader.only(perceel_keys);
    model::Perceel perceel;
    perceel.herkomst = reader.herkomst();
    perceel.id = reader.text("id", id_form, is_id);
    perceel.domein = reader.keuze<model::Domein>("domein", domeinen, true).value_or(model::Domein::wmo);
    perceel.segment = reader.optional_text("segment", id_form, is_id);
    perceel.naam = reader.text("naam", "\"tekst\", hoogstens 200 tekens", is_text);
    perceel.lokaal = reader.boolean("lokaal", false);
    perceel.bekostiging = reader.keuze<model::Bekostiging>("bekostiging", bekostigingen, true).value_or(pxq);
    if (auto const* node = reader.table().get("per_gemeente")) {
        if (auto const* per = node->as_table())
            for (auto const& [gemeente, waarde] : *per) {
                if (auto const b = reader.keuze_of<model::Bekostiging>(waarde, "per_gemeente", bekostigingen))
                    perceel.per_gemeente.emplace_back(std::string(gemeente.str()), *b);
            }
        else reader.wrong(*node, "per_gemeente", "{ \"0983\" = \"plek\" }");
    }
    perceel.vorm = reader.optional_text("vorm", id_form, is_id);
    perceel.onbepaald = reader.boolean("onbepaald", false);
    perceel.zonder_detail = reader.boolean("zonder_detail", false);
    perceel.een_hoofdaanbieder = reader.boolean("een_hoofdaanbieder", false);
    perceel.meeste_aanbieders = reader.integer("meeste_aanbieders", 0, 100'000, 0);
    return perceel;
}

model::Parameters read_parameters(TomlReader& reader) {
    reader.only(parameter_keys);
    model::Parameters p;
    p.trajectplan_dagen = reader.integer("trajectplan_dagen", 0, 3650, p.trajectplan_dagen);
    p.toewijzing_dagen = reader.integer("toewijzing_dagen", 0, 3650, p.toewijzing_dagen);
    p.start_dagen = reader.integer("start_dagen", 0, 3650, p.start_dagen);
    p.buiten_raam_bp = reader.integer("buiten_raam_bp", 0, 10'000, p.buiten_raam_bp);
    p.declaratie_maanden = reader.integer("declaratie_maanden", 0, 120, p.declaratie_maanden);
    p.plafond_tot_en_met = reader.boolean("plafond_tot_en_met", p.plafond_tot_en_met);
    p.vrijval_niet_gedeclareerd = reader.boolean("vrijval_niet_gedeclareerd", p.vrijval_niet_gedeclareerd);
    p.wmo_verwijzers_geweigerd = reader.texts("wmo_verwijzers_geweigerd", "[\"02\", \"05\"]: codes van Verwijzer", is_code);
    p.profiel_verplicht = reader.boolean("profiel_verplicht", p.profiel_verplicht);
    return p;
}

/// Calls `read` with each table of an array of tables.
void each_table(std::string const& bestand, toml::table const& root, std::string_view key, std::vector<Fout>& fouten,
                std::function<void(TomlReader&)> const& read) {
    auto const* node = root.get(key);
    if (node == nullptr) return;
    auto const heading = fmt::format("[[{}]]", key);
    auto const* array = node->as_array();
    bool good = array != nullptr;
    if (good)
        for (auto const& element : *array) {
            auto const* table = element.as_table();
            good = good && table != nullptr;
            if (table == nullptr) continue;
            TomlReader reader(bestand, *table, heading, fouten);
            read(reader);
        }
    if (!good) TomlReader(bestand, root, "het bestand", fouten).wrong(*node, key, heading);
}

/// Ids must differ; the first one keeps its name.
template <class T>
void refuse_double(TomlReader& reader, std::vector<T> const& earlier, std::string const& id) {
    auto const same = std::ranges::find(earlier, id, &T::id);
    if (id.empty() || same == earlier.end()) return;
    auto const* node = reader.table().get("id");
    reader.fault(node->source(), id, "een naam die nog niet gebruikt is", fmt::format("Deze naam staat al op {}.", same->herkomst));
}

} // namespace

void read_afspraken(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten) {
    each_table(bestand, root, "vorm", fouten, [&](TomlReader& reader) {
        auto vorm = read_vorm(reader);
        refuse_double(reader, kop.vormen, vorm.id);
        kop.vormen.push_back(std::move(vorm));
    });
    each_table(bestand, root, "perceel", fouten, [&](TomlReader& reader) {
        auto perceel = read_perceel(reader);
        refuse_double(reader, kop.percelen, perceel.id);
        if (!perceel.vorm.empty() && std::ranges::find(kop.vormen, perceel.vorm, &model::Contractvorm::id) == kop.vormen.end())
            reader.fault(reader.table().get("vorm")->source(), perceel.vorm, "de id van een [[vorm]]", "Deze contractvorm bestaat niet.");
        kop.percelen.push_back(std::move(perceel));
        kop.perceel_lijnen.push_back(reader.lijn());
    });
    if (auto const* node = root.get("parameters")) {
        if (auto const* table = node->as_table()) {
            TomlReader reader(bestand, *table, "[parameters]", fouten);
            kop.parameters = read_parameters(reader);
        } else {
            TomlReader(bestand, root, "het bestand", fouten).wrong(*node, "parameters", "[parameters]");
        }
    }
}

} // namespace rules::contract
