#include "tests/scenarios/rules_page.hpp"

#include "rules/catalogue.hpp"
#include "rules/contract/regels.hpp"
#include "tests/scenarios/standard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

namespace scenarios {
namespace {

std::string cell(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string_view domein(rules::Rule const& rule) { return rule.alleen_jw ? "Jw" : rule.alleen_wmo ? "Wmo" : "Wmo, Jw"; }
std::string_view domein(Regel const& regel) { return regel.domein == "jw" ? "Jw" : regel.domein == "wmo" ? "Wmo" : "Wmo, Jw"; }

/// "goed: A, B<br>fout: C": the folders that show a rule.
std::string shown(Standard const& standard, std::string_view regel) {
    auto const all = standard.bewijs.find(regel);
    if (all == standard.bewijs.end()) return "";
    std::string goed;
    std::string fout;
    for (auto const& bewijs : all->second) {
        auto& list = bewijs.faalt ? fout : goed;
        list += fmt::format("{}{}", list.empty() ? (bewijs.faalt ? "fout: " : "goed: ") : ", ", bewijs.scenario.name());
    }
    return goed + (goed.empty() || fout.empty() ? "" : "<br>") + fout;
}

constexpr std::string_view kop =
    "# Regels\n\n"
    "Gemaakt door `scenarios --rules-page` uit de catalogus, `tests/scenarios/regels.csv`, `gedrag.csv` en de scenario's; niet met de hand\n"
    "wijzigen. De volgorde is die waarin de regels lopen: per niveau, daarbinnen op code. Niveau: 1 schema, 2 binnen het bericht,\n"
    "3 berichtoverstijgend, 4 externe bron. Een regel met \"schema\" wordt al door het schema afgedwongen. Een scenario is een map in\n"
    "`tests/scenarios`.\n\n"
    "| regel | niveau | domein | berichten | retourcode | eis | bron | scenario's |\n|---|---|---|---|---|---|---|---|\n";

constexpr std::string_view contract_kop =
    "\n## Contractregels\n\n"
    "Wat een bundel met afspraken vraagt, na de regels van de standaard. Zij hebben zelf geen retourcode: een prestatie wordt alleen\n"
    "afgekeurd door de genoemde regel van de standaard, een verzoek krijgt een schone 316 of 318 en een voorstel voor een 319 met een\n"
    "reden uit WJ759, een 301 blijft liggen of geeft een signaal. `[regels.R14]` in de bundel kiest de sterkte.\n\n"
    "| regel | werking | eis | bron | scenario's |\n|---|---|---|---|---|\n";

struct Deel {
    std::string_view begin; ///< of the id of its rules
    std::string_view kop;
};
constexpr std::array delen{
    Deel{"OP", "Bedrijfsregels (OP)"}, Deel{"IV", "Invulinstructies (IV)"}, Deel{"UP", "Uitgangspunten (UP)"},
    Deel{"RS", "Elementen (RS)"}};

} // namespace

std::string rules_page(std::filesystem::path const& root) {
    auto const standard = read_standard(root);
    auto page = std::string(kop);
    for (auto const* rule : rules::catalogue())
        page += fmt::format("| {} | {}{} | {} | {} | {} | {} | {} | {} |\n", rule->id, static_cast<int>(rule->niveau),
                            std::holds_alternative<std::monostate>(rule->check) ? " schema" : "", domein(*rule),
                            fmt::join(rule->berichten, ", "), rule->retourcode.empty() ? "-" : rule->retourcode, cell(rule->zin),
                            cell(rule->bron), shown(standard, rule->id));
    page += contract_kop;
    for (auto const* regel : rules::contract::regels())
        page += fmt::format("| {} | {} | {} | {} | {} |\n", regel->id, rules::contract::werking(*regel), cell(regel->zin), cell(regel->bron),
                            shown(standard, regel->id));
    page += "\n## Gedrag\n\n"
            "Regels die geen controle met een retourcode zijn, maar wel iets vragen van wie een bericht ontvangt; die van een element (RS)\n"
            "staan alle in het schema. Bij \"niet van toepassing\" zegt de zin waarom er voor een poort niets te doen is.\n";
    for (auto const& deel : delen) {
        page += fmt::format("\n### {}\n\n| regel | domein | gedrag | scenario of test |\n|---|---|---|---|\n", deel.kop);
        for (auto const& gedrag : standard.gedrag) {
            if (!gedrag.regel.starts_with(deel.begin)) continue;
            auto const regel = std::ranges::find(standard.regels, gedrag.regel, &Regel::id);
            page += fmt::format("| {} | {} | {} | {} |\n", gedrag.regel, regel == standard.regels.end() ? "" : domein(*regel), cell(gedrag.gedrag),
                                gedrag.bewijs.empty() ? "niet van toepassing" : gedrag.bewijs);
        }
    }
    return page;
}

} // namespace scenarios
