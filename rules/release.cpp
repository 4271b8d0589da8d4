#include "rules/release.hpp"

#include "rules/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <variant>

namespace rules {
namespace {

bool applies(Rule const& rule, model::BerichtSoort soort) {
    if (rule.alleen_wmo && soort.domein != model::Domein::wmo) return false;
    if (rule.alleen_jw && soort.domein != model::Domein::jw) return false;
    return std::ranges::find(rule.berichten, soort.nummer) != rule.berichten.end();
}

/// Owns its release, so that the address of another one cannot be taken for it.
struct Bekend {
    std::shared_ptr<model::Release const> release;
    model::BerichtSoort soort;
    std::vector<GeldendeRegel> regels;
};

} // namespace

std::span<GeldendeRegel const> geldende_regels(model::Message const& bericht) {
    thread_local std::deque<Bekend> bekend;
    for (auto const& b : bekend)
        if (b.release == bericht.release && b.soort == bericht.soort) return b.regels;
    auto& nieuw = bekend.emplace_back(bericht.release, bericht.soort, std::vector<GeldendeRegel>());
    for (auto const* rule : catalogue())
        if (applies(*rule, bericht.soort))
            if (auto const in_release = rule_in(*bericht.release, *rule)) nieuw.regels.push_back({rule, *in_release});
    return nieuw.regels;
}

std::optional<InRelease> rule_in(model::Release const& release, Rule const& rule) {
    auto const* regel = release.regel(rule.id);
    if (regel == nullptr) return std::nullopt;
    return InRelease{regel->niveau.value_or(rule.niveau), regel->retourcode.value_or(model::Code(rule.retourcode))};
}

std::vector<model::Fout> check_release(model::Release const& release) {
    std::vector<model::Fout> fouten;
    auto const fout = [&](model::ReleaseRegel const& regel, std::uint32_t kolom, std::string waarde, std::string verwacht,
                          std::string melding) {
        fouten.push_back({"regels.csv", regel.lijn, kolom, std::move(waarde), std::move(verwacht), std::move(melding)});
    };
    for (auto const& regel : release.regels) {
        auto const found = std::ranges::find(catalogue(), regel.id, &Rule::id);
        if (found == catalogue().end()) {
            fout(regel, 1, regel.id, "een regel van `ketenpoort rules`", "Deze regel kent ketenpoort niet.");
            continue;
        }
        auto const& rule = **found;
        if (!regel.niveau || *regel.niveau == rule.niveau) continue;
        auto const schema = std::holds_alternative<std::monostate>(rule.check) && rule.per_prestatie == nullptr;
        // Within the message there are no facts yet: a rule that needs them cannot run there.
        bool const needs_facts = rule.niveau > model::Niveau::bericht && *regel.niveau <= model::Niveau::bericht;
        if (schema || *regel.niveau == model::Niveau::xsd || needs_facts)
            fout(regel, 0, fmt::format("{}", static_cast<int>(*regel.niveau)),
                 schema        ? "leeg"
                 : needs_facts ? "3, 4 of leeg"
                               : "2, 3, 4 of leeg",
                 fmt::format("Regel {} kan niet op dit niveau worden getoetst.", regel.id));
    }
    return fouten;
}

} // namespace rules
