#include "gateway/commands/command.hpp"
#include "rules/catalogue.hpp"
#include "rules/gedrag.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <vector>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    bool json = false;
    bool markdown = false;
};

std::vector<std::string> berichten(rules::Rule const& rule) {
    std::vector<std::string> soorten;
    for (auto const nummer : rule.berichten) {
        if (!rule.alleen_jw) soorten.push_back(model::to_string({model::Domein::wmo, nummer}));
        if (!rule.alleen_wmo) soorten.push_back(model::to_string({model::Domein::jw, nummer}));
    }
    return soorten;
}

/// "301, 323 (alleen Wmo)"
std::string berichten_kort(rules::Rule const& rule) {
    return fmt::format("{}{}{}", fmt::join(rule.berichten, ", "), rule.alleen_wmo ? " (alleen Wmo)" : "",
                       rule.alleen_jw ? " (alleen Jw)" : "");
}

bool in_schema(rules::Rule const& rule) { return std::holds_alternative<std::monostate>(rule.check); }

json::value text(std::string_view s) { return json::value(json::string_view(s.data(), s.size())); }

void print_json() {
    json::array all;
    for (auto const* rule : rules::catalogue())
        all.push_back(json::object{{"regel", text(rule->id)},
                                   {"niveau", static_cast<int>(rule->niveau)},
                                   {"berichten", json::value_from(berichten(*rule))},
                                   {"retourcode", rule->retourcode.empty() ? json::value(nullptr) : text(rule->retourcode)},
                                   {"bron", text(rule->bron)},
                                   {"zin", text(rule->zin)},
                                   {"in_schema", in_schema(*rule)}});
    fmt::print("{}\n", json::serialize(all));
}

std::string cell(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

void print_markdown() {
    fmt::print(
        "# Regels\n\n"
        "Gemaakt door `ketenpoort rules --markdown`; niet met de hand wijzigen. De volgorde is die waarin de regels lopen: per niveau,\n"
        "daarbinnen op code. Niveau: 1 schema, 2 binnen het bericht, 3 berichtoverstijgend, 4 externe bron. Een regel met \"schema\" "
        "wordt\n"
        "al door het schema afgedwongen.\n\n"
        "| regel | niveau | berichten | retourcode | eis | bron |\n|---|---|---|---|---|---|\n");
    for (auto const* rule : rules::catalogue())
        fmt::print("| {} | {}{} | {} | {} | {} | {} |\n", rule->id, static_cast<int>(rule->niveau), in_schema(*rule) ? " schema" : "",
                   berichten_kort(*rule), rule->retourcode.empty() ? "-" : rule->retourcode, cell(rule->zin), cell(rule->bron));
    fmt::print("\n## Gedrag\n\n"
               "Bedrijfsregels (OP), invulinstructies (IV) en uitgangspunten (UP) die geen controle met een retourcode zijn, maar wel iets\n"
               "vragen van wie een bericht ontvangt. Het scenario is een map in `tests/scenarios`.\n\n"
               "| regel | gedrag | scenario |\n|---|---|---|\n");
    for (auto const& gedrag : rules::gedragsregels())
        fmt::print("| {} | {} | {} |\n", gedrag.regel, cell(gedrag.gedrag), gedrag.scenario.empty() ? "niet van toepassing" : gedrag.scenario);
}

void print_table() {
    for (auto const* rule : rules::catalogue()) {
        fmt::print("{:<8} niveau {}  {:<4}  {}\n", rule->id, static_cast<int>(rule->niveau),
                   rule->retourcode.empty() ? "-" : rule->retourcode, berichten_kort(*rule));
        fmt::print("         {}\n         Bron: {}\n", rule->zin, rule->bron);
    }
}

} // namespace

void add_rules(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("rules", "Toon alle regels: code, niveau, berichten, retourcode, bron");
    auto* json = command->add_flag("--json", options->json, "Als JSON");
    command->add_flag("--markdown", options->markdown, "Als Markdown (docs/rules.md)")->excludes(json);
    command->footer("Voorbeelden:\n"
                    "  ketenpoort rules | less\n"
                    "  ketenpoort rules --json | jq '.[] | select(.regel == \"TR321\")'");
    command->callback([options, &chosen] {
        chosen = [options] {
            if (options->json) print_json();
            else if (options->markdown) print_markdown();
            else print_table();
            return exit_done;
        };
    });
}

} // namespace gateway::commands
