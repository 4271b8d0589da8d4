#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace gateway::commands {

/// Makes help and complaints of the command line Dutch, for `app` and every subcommand added to it afterwards.
void speak_dutch(CLI::App& app);

/// What is wrong with a command line and where to read on, as one Dutch text; the parser's own words when it is a kind we do not know.
[[nodiscard]] std::string dutch_complaint(CLI::App const* app, CLI::Error const& error);

} // namespace gateway::commands
