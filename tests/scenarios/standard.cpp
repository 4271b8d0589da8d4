#include "tests/scenarios/standard.hpp"

#include "rules/catalogue.hpp"
#include "tests/scenarios/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace scenarios {
namespace {

/// The kind of a message from the namespace of its root; nullopt for one that is none of the standard.
std::optional<model::BerichtSoort> soort_of(std::string const& xml) {
    for (auto const domein : {model::Domein::wmo, model::Domein::jw})
        for (std::int16_t nummer = 301; nummer <= 325; ++nummer)
            if (xml.contains(fmt::format("/3_2/{}{}/schema\"", model::name(domein), nummer))) return model::BerichtSoort{domein, nummer};
    return std::nullopt;
}

/// Whether a rule is kept by the schema, so that what breaks it is a finding of the schema.
bool in_schema(std::string_view regel) {
    auto const rules = rules::catalogue();
    auto const rule = std::ranges::find(rules, regel, [](rules::Rule const* r) { return r->id; });
    return rule == rules.end() || std::holds_alternative<std::monostate>((*rule)->check);
}

Case case_of(std::filesystem::path const& directory) {
    auto c = read_case(directory);
    if (!c) throw std::runtime_error(fmt::format("{}: {}", directory.filename().string(), c.error().front()));
    return std::move(*c);
}

} // namespace

Standard read_standard(std::filesystem::path const& root) {
    Standard standard;
    for (auto& row : read_table(root / "regels.csv", "regel|niveau|domein|berichten|retourcode"))
        standard.regels.push_back({row[0], row[1], row[2], row[3], row[4]});
    for (auto& row : read_table(root / "gedrag.csv", "regel|bewijs|gedrag")) standard.gedrag.push_back({row[0], row[1], row[2]});
    for (auto const& directory : find_cases(root)) {
        Bewijs bewijs{.scenario = case_of(directory)};
        auto const& c = bewijs.scenario;
        bool const schema = in_schema(c.regel);
        bewijs.faalt = std::ranges::any_of(c.steps.back().bevindingen,
                                           [&](Bevinding const& b) { return b.regel == c.regel || (schema && b.regel == "XSD"); });
        bewijs.laatste = soort_of(slurp(c.in(c.steps.back())));
        standard.bewijs[c.regel].push_back(std::move(bewijs));
    }
    return standard;
}

} // namespace scenarios
