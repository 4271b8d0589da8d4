#include "tests/scenarios/coverage.hpp"

#include "rules/catalogue.hpp"
#include "rules/contract/regels.hpp"
#include "tests/scenarios/standard.hpp"
#include "tests/scenarios/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>

namespace scenarios {

namespace fs = std::filesystem;

namespace {

/// A place where we check more than the rule file says, on purpose.
struct Afwijking {
    std::string_view regel;
    std::string_view berichten;
};
/// The official check of TR101 looks at a 319 as well.
constexpr std::array afwijkingen{Afwijking{"TR101", "301 305 307 315 317 319 323 325"}};

/// R05 is the loader's; R34 and R35 need what a region registers beside the messages. Unit tests show them.
constexpr std::array<std::string_view, 3> zonder_scenario{"R05", "R34", "R35"};

class Coverage {
public:
    Coverage(fs::path const& root, fs::path const& repository) : root_(root), repository_(repository), standard_(read_standard(root)) {
        for (auto const& [regel, all] : standard_.bewijs)
            for (auto const& bewijs : all) cases_.emplace(bewijs.scenario.name(), &bewijs);
    }

    std::vector<std::string> gaps() {
        catalogue();
        scenarios_of_rules();
        contract_rules();
        domains();
        behaviour();
        transitions();
        bad_input();
        return std::move(gaps_);
    }

private:
    void gap(std::string text) { gaps_.push_back(std::move(text)); }

    [[nodiscard]] static bool is_check(std::string_view id) { return id.starts_with("TR") || id.starts_with("CD") || id.starts_with("CS"); }

    void catalogue() {
        for (auto const& regel : standard_.regels) {
            if (!is_check(regel.id)) continue;
            auto const rules = rules::catalogue();
            auto const rule = std::ranges::find(rules, regel.id, [](rules::Rule const* r) { return r->id; });
            if (rule == rules.end()) {
                gap(fmt::format("{} is not in the catalogue", regel.id));
                continue;
            }
            auto const* const more = std::ranges::find(afwijkingen, regel.id, &Afwijking::regel);
            auto const berichten = more != afwijkingen.end() ? more->berichten : std::string_view(regel.berichten);
            auto const domein = (*rule)->alleen_jw ? "jw" : (*rule)->alleen_wmo ? "wmo" : "beide";
            if (auto const found = fmt::format("{}", fmt::join((*rule)->berichten, " ")); found != berichten)
                gap(fmt::format("{} is checked in {}, the standard says {}", regel.id, found, berichten));
            if (fmt::format("{}", static_cast<int>((*rule)->niveau)) != regel.niveau)
                gap(fmt::format("{} is checked at level {}, the standard says {}", regel.id, static_cast<int>((*rule)->niveau), regel.niveau));
            if ((*rule)->retourcode != regel.retourcode)
                gap(fmt::format("{} gives {}, the standard says {}", regel.id, (*rule)->retourcode, regel.retourcode));
            if (domein != regel.domein) gap(fmt::format("{} is checked for {}, the standard says {}", regel.id, domein, regel.domein));
        }
    }

    void scenarios_of_rules() {
        for (auto const* rule : rules::catalogue()) {
            auto const all = standard_.bewijs.find(rule->id);
            auto const shown = [&](bool faalt) {
                return all != standard_.bewijs.end() && std::ranges::find(all->second, faalt, &Bewijs::faalt) != all->second.end();
            };
            if (!shown(false)) gap(fmt::format("{} has no passing scenario", rule->id));
            if (!shown(true)) gap(fmt::format("{} has no failing scenario", rule->id));
        }
    }

    /// A contract rule is shown by a case that fails by it, or by the rule of the standard it acts through.
    void contract_rules() {
        for (auto const* regel : rules::contract::regels()) {
            if (std::ranges::find(zonder_scenario, regel->id) != zonder_scenario.end()) continue;
            auto const all = standard_.bewijs.find(regel->id);
            auto const by = [&](Bevinding const& f) {
                return f.regel == regel->id || (!regel->via.empty() && regel->via.find(f.regel) != std::string_view::npos);
            };
            auto const shown = [&](bool faalt) {
                return all != standard_.bewijs.end() && std::ranges::any_of(all->second, [&](Bewijs const& b) {
                    return std::ranges::any_of(b.scenario.steps.back().bevindingen, by) == faalt;
                });
            };
            if (!shown(false)) gap(fmt::format("{} has no passing scenario", regel->id));
            if (!shown(true)) gap(fmt::format("{} has no failing scenario", regel->id));
        }
    }

    void domains() {
        for (auto const& row : read_table(root_ / "domeinen.csv", "regel|domein|uitkomst|scenario|wat")) {
            auto const found = cases_.find(row[3]);
            if (found == cases_.end()) {
                gap(fmt::format("domeinen.csv: {} names a scenario that does not exist: {}", row[0], row[3]));
                continue;
            }
            auto const& bewijs = *found->second;
            if (bewijs.scenario.regel != row[0]) gap(fmt::format("domeinen.csv: {} is a scenario of {}", row[3], bewijs.scenario.regel));
            if (!bewijs.laatste || model::name(bewijs.laatste->domein) != row[1])
                gap(fmt::format("domeinen.csv: {} does not end with a message of {}", row[3], row[1]));
            if (row[2] != (bewijs.faalt ? "fout" : "goed")) gap(fmt::format("domeinen.csv: {} is not {}", row[3], row[2]));
        }
    }

    void behaviour() {
        auto row = standard_.gedrag.begin();
        for (auto const& regel : standard_.regels) {
            if (is_check(regel.id)) continue;
            if (row == standard_.gedrag.end() || row->regel != regel.id)
                return gap(fmt::format("gedrag.csv: {} is missing, or not in the order of regels.csv", regel.id));
            if (!row->gedrag.ends_with('.')) gap(fmt::format("gedrag.csv: {} says nothing", row->regel));
            if (!row->bewijs.empty()) exists(row->regel, row->bewijs);
            if (auto const found = cases_.find(row->bewijs); regel.id.starts_with("RS") && found != cases_.end() && !found->second->faalt)
                gap(fmt::format("gedrag.csv: {} is not refused by the schema", row->bewijs));
            ++row;
        }
        if (row != standard_.gedrag.end()) gap(fmt::format("gedrag.csv: {} is no rule of the standard", row->regel));
        for (auto const* regel : {"OP033", "OP080", "OP095", "OP286", "OP364", "OP366", "IV008", "IV013", "IV028", "IV085", "IV087"})
            if (std::ranges::any_of(standard_.gedrag, [&](Gedrag const& g) { return g.regel == regel && g.bewijs.empty(); }))
                gap(fmt::format("gedrag.csv: {} must be shown", regel));
    }

    void exists(std::string const& who, std::string const& bewijs) {
        if (bewijs.contains('/') ? !fs::exists(repository_ / bewijs) : !cases_.contains(bewijs))
            gap(fmt::format("{} names a scenario or test that does not exist: {}", who, bewijs));
    }

    void transitions() {
        for (auto const& row : read_table(root_ / "overgangen.csv", "toestand|gebeurtenis|voorwaarde|naar|scenario|stap|uitkomst|regel")) {
            auto const who = fmt::format("overgangen.csv: {} + {}", row[0], row[1]);
            auto const found = cases_.find(row[4]);
            if (found == cases_.end()) {
                gap(fmt::format("{} has no scenario {}", who, row[4]));
                continue;
            }
            auto const& steps = found->second->scenario.steps;
            auto const step = std::ranges::find(steps, row[5], &Step::nummer);
            if (step == steps.end()) gap(fmt::format("{}: {} has no step {}", who, row[4], row[5]));
            else if (step->uitkomst != row[6]) gap(fmt::format("{}: step {} of {} is {}", who, row[5], row[4], step->uitkomst));
            else if (!row[7].empty() && std::ranges::find(step->bevindingen, row[7], &Bevinding::regel) == step->bevindingen.end())
                gap(fmt::format("{}: step {} of {} does not break {}", who, row[5], row[4], row[7]));
        }
    }

    void bad_input() {
        for (auto const& row : read_table(root_ / "invoer.csv", "geval|bewijs|wat")) exists("invoer.csv: " + row[0], row[1]);
    }

    fs::path root_;
    fs::path repository_;
    Standard standard_;
    std::map<std::string, Bewijs const*, std::less<>> cases_;
    std::vector<std::string> gaps_;
};

} // namespace

std::vector<std::string> gaps(fs::path const& root, fs::path const& repository) { return Coverage(root, repository).gaps(); }

} // namespace scenarios
