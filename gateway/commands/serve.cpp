#include "gateway/app.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/config.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace gateway::commands {

namespace {

struct Options {
    std::string config;
    std::string data;
    std::string hoofdsleutel;
    std::string listen;
};

int run(Options const& options) {
    std::pair<Config, std::vector<std::string>> gelezen{default_config(), {}};
    if (!options.config.empty()) gelezen = read_config(options.config);
    auto& [config, fouten] = gelezen;
    auto const overrule = [&](std::string_view sleutel, std::string const& waarde) {
        if (waarde.empty()) return;
        if (auto fout = set(config, sleutel, waarde)) fouten.push_back(*fout);
    };
    overrule("data", options.data);
    overrule("hoofdsleutel", options.hoofdsleutel);
    overrule("luister", options.listen);
    if (fouten.empty()) fouten = contradictions(config);
    if (!fouten.empty()) {
        for (auto const& fout : fouten) fmt::print(stderr, "ketenpoort: {}\n", fout);
        return exit_failed;
    }
    auto app = App::build(config);
    // Damage does not go away by itself: 1, so that nothing starts it again and again.
    if (!app) return app.error().code == model::ErrorCode::store_corrupt ? (fail(app.error()), exit_rejected) : fail(app.error());
    return (*app)->run();
}

} // namespace

void add_serve(CLI::App& app, Run& chosen) {
    auto* command = app.add_subcommand("serve", "Start de daemon: berichten over HTTP aannemen, beslissen, bewaren en beantwoorden");
    auto options = std::make_shared<Options>();
    command->add_option("--config", options->config, "TOML-bestand met instellingen; zie `ketenpoort config`");
    command->add_option("--data", options->data, "Map met de opslag (gaat voor het bestand)");
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--listen", options->listen, "ADRES:POORT om op te luisteren (gaat voor het bestand)");
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
