#include "gateway/commands/command.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/releases.hpp"
#include "rules/catalogue.hpp"
#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/regels.hpp"
#include "rules/release.hpp"

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
    std::string release;
    std::string releases;
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

/// A rule with what the release makes of it.
struct Regel {
    rules::Rule const* rule = nullptr;
    rules::InRelease in_release;
};

std::vector<Regel> regels(model::Release const& release) {
    std::vector<Regel> all;
    for (auto const* rule : rules::catalogue())
        if (auto const in_release = rules::rule_in(release, *rule)) all.push_back({rule, *in_release});
    return all;
}

bool in_schema(rules::Rule const& rule) { return std::holds_alternative<std::monostate>(rule.check); }

json::value text(std::string_view s) { return json::value(json::string_view(s.data(), s.size())); }

/// A rule on contracts, with what the standard leaves of each strength on each message.
json::object contract_json(rules::contract::ContractRegel const& regel) {
    json::array berichten;
    json::array sterktes;
    for (auto const& l : rules::contract::legitimiteit()) {
        if (l.regel != regel.id || !l.kijkt) continue;
        for (auto const domein : {model::Domein::wmo, model::Domein::jw}) berichten.emplace_back(model::to_string({domein, l.bericht}));
        json::array mogelijk;
        for (auto const gevolg : {model::Gevolg::signaleren, model::Gevolg::aanhouden, model::Gevolg::afkeuren})
            if (rules::contract::mag(l.regel, l.bericht, gevolg)) mogelijk.push_back(text(model::name(gevolg)));
        sterktes.push_back(json::object{{"bericht", l.bericht},
                                        {"standaard", text(model::name(l.standaard))},
                                        {"mogelijk", std::move(mogelijk)},
                                        {"codes", text_or_null(l.ruimte->codes)},
                                        {"grens", text_or_null(l.ruimte->bron)}});
    }
    return {{"regel", text(regel.id)},
            {"niveau", static_cast<int>(model::Niveau::extern_bron)},
            {"berichten", std::move(berichten)},
            {"retourcode", nullptr},
            {"bron", text(regel.bron)},
            {"zin", text(regel.zin)},
            {"in_schema", false},
            {"contract", true},
            {"via", text_or_null(regel.via)},
            {"voorstel", text_or_null(regel.voorstel)},
            {"sterktes", std::move(sterktes)}};
}

void print_json(std::vector<Regel> const& all_rules) {
    json::array all;
    for (auto const& [rule, in_release] : all_rules)
        all.push_back(
            json::object{{"regel", text(rule->id)},
                         {"niveau", static_cast<int>(in_release.niveau)},
                         {"berichten", json::value_from(berichten(*rule))},
                         {"retourcode", in_release.retourcode.empty() ? json::value(nullptr) : text(in_release.retourcode.view())},
                         {"bron", text(rule->bron)},
                         {"zin", text(rule->zin)},
                         {"in_schema", in_schema(*rule)}});
    for (auto const* regel : rules::contract::regels()) all.emplace_back(contract_json(*regel));
    fmt::print("{}\n", json::serialize(all));
}

void print_table(std::vector<Regel> const& all_rules) {
    for (auto const& [rule, in_release] : all_rules) {
        fmt::print("{:<8} niveau {}  {:<4}  {}\n", rule->id, static_cast<int>(in_release.niveau),
                   in_release.retourcode.empty() ? "-" : in_release.retourcode.view(), berichten_kort(*rule));
        fmt::print("         {}\n         Bron: {}\n", rule->zin, rule->bron);
    }
    for (auto const* regel : rules::contract::regels()) {
        fmt::print("{:<8} contract  {}\n", regel->id, rules::contract::werking(*regel));
        fmt::print("         {}\n         Bron: {}\n", regel->zin, regel->bron);
    }
}

int run(Options const& options) {
    auto const schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto const release = find_release(**schemas, options.release);
    if (!release) return fail(release.error());
    auto const all = regels(**release);
    if (options.json) print_json(all);
    else print_table(all);
    return exit_done;
}

} // namespace

void add_rules(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("rules", "Toon alle regels: code, niveau, berichten, retourcode, bron");
    command->add_option("--release", options->release, "Versie van de release; anders de nieuwste");
    command->add_option("--releases", options->releases, releases_help);
    command->add_flag("--json", options->json, "Als JSON");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort rules | less\n"
                    "  ketenpoort rules --json | jq '.[] | select(.regel == \"TR321\")'");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
