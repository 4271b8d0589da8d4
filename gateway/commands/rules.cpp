#include "gateway/commands/command.hpp"
#include "rules/catalogue.hpp"

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
    command->add_flag("--json", options->json, "Als JSON");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort rules | less\n"
                    "  ketenpoort rules --json | jq '.[] | select(.regel == \"TR321\")'");
    command->callback([options, &chosen] {
        chosen = [options] {
            if (options->json) print_json();
            else print_table();
            return exit_done;
        };
    });
}

} // namespace gateway::commands
