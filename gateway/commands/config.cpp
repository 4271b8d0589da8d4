#include "gateway/config.hpp"

#include "gateway/commands/command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace gateway::commands {

namespace {

struct Options {
    std::string config;
    bool json = false;
    bool markdown = false;
};

int run(Options const& options) {
    if (options.markdown) {
        fmt::print("{}", settings_markdown());
        return exit_done;
    }
    std::pair<Config, std::vector<std::string>> gelezen{default_config(), {}};
    if (!options.config.empty()) gelezen = read_config(options.config);
    if (gelezen.second.empty()) gelezen.second = contradictions(gelezen.first);
    for (auto const& fout : gelezen.second) fmt::print(stderr, "ketenpoort: {}\n", fout);
    if (!gelezen.second.empty()) return exit_failed;
    if (options.json) fmt::print("{}\n", to_json(gelezen.first));
    else fmt::print("{}", to_toml(gelezen.first));
    return exit_done;
}

} // namespace

void add_config(CLI::App& app, Run& chosen) {
    auto* command = app.add_subcommand("config", "Toon de instellingen zoals `serve` ze zou gebruiken");
    auto options = std::make_shared<Options>();
    command->add_option("--config", options->config, "TOML-bestand met instellingen");
    auto* json = command->add_flag("--json", options->json, "Als JSON");
    command->add_flag("--markdown", options->markdown, "De tabel van alle instellingen, zoals docs/settings.md")->excludes(json);
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
