#pragma once

#include "store/store.hpp"
#include "xsd/model/error.hpp"
#include "xsd/schema_set.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

/// The subcommands of `ketenpoort`. Each has one file here and one line in the list in main.cpp. It adds itself to the command line
/// with its help text, and when it is the one that was asked for it sets `chosen` to what must be done.
namespace gateway::commands {

/// Exit codes: 0 done or accepted, 1 rejected or a check failed, 2 wrong use or could not decide.
constexpr int exit_done = 0;
constexpr int exit_rejected = 1;
constexpr int exit_failed = 2;

/// The work of the chosen subcommand; returns the exit code. Runs after the whole command line was parsed.
using Run = std::function<int()>;

void add_audit(CLI::App& app, Run& chosen);
void add_backup(CLI::App& app, Run& chosen);
void add_restore(CLI::App& app, Run& chosen);
void add_check(CLI::App& app, Run& chosen);
void add_process(CLI::App& app, Run& chosen);
void add_rules(CLI::App& app, Run& chosen);
void add_codelijst(CLI::App& app, Run& chosen);
void add_contract(CLI::App& app, Run& chosen);
void add_send(CLI::App& app, Run& chosen);
void add_inzage(CLI::App& app, Run& chosen);
void add_retention(CLI::App& app, Run& chosen);
void add_keten(CLI::App& app, Run& chosen);
void add_werkvoorraad(CLI::App& app, Run& chosen);
void add_uit(CLI::App& app, Run& chosen);
void add_user(CLI::App& app, Run& chosen);
void add_serve(CLI::App& app, Run& chosen);
void add_config(CLI::App& app, Run& chosen);
void add_completion(CLI::App& app, Run& chosen);
void add_budget(CLI::App& app, Run& chosen);
void add_registratie(CLI::App& app, Run& chosen);
void add_sleutel(CLI::App& app, Run& chosen);
void add_wis(CLI::App& app, Run& chosen);
void add_report(CLI::App& app, Run& chosen);
void add_replay(CLI::App& app, Run& chosen);
void add_whatif(CLI::App& app, Run& chosen);
void add_generate(CLI::App& app, Run& chosen);

/// Help of the option --releases, the same wherever it stands.
inline constexpr char const* releases_help = "Map met releases van de standaard naast de ingebouwde, elk in een eigen map";
/// The release of a version; the newest when `versie` is empty. Error: unknown_release.
[[nodiscard]] model::Result<std::shared_ptr<model::Release const>> find_release(xsd::SchemaSet const& schemas, std::string const& versie);

/// The option --hoofdsleutel of a command that reads a store. `bestand` outlives the command.
void add_hoofdsleutel(CLI::App& command, std::string& bestand);
/// The store of an offline command. @param hoofdsleutel what --hoofdsleutel gave  Errors: those of store::sqlite::open()
[[nodiscard]] model::Result<std::unique_ptr<store::Store>> open_opslag(std::string const& data, std::string const& hoofdsleutel);

/// One Dutch sentence on what went wrong and one on what to do next.
[[nodiscard]] std::string explain(model::Error const& error);
/// Writes "ketenpoort: " + explain() to standard error. @returns exit_failed
int fail(model::Error const& error);
/// The same where damage that was found is an answer, not a failure to give one. @returns exit_rejected for store_corrupt
int fail_of_bedorven(model::Error const& error);

} // namespace gateway::commands
