#pragma once

#include "gateway/gezien.hpp"
#include "gateway/http_uitgaand.hpp"
#include "gateway/wie.hpp"
#include "store/store.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>

/// The access log of commands that show personal data: written before anything is printed.
namespace gateway::commands {

/// Adds --reden, which goes into the access log.
void add_reden(CLI::App& command, std::string& reden);

/// Says in a request for a daemon who asks, and why.
void zeg_wie(HttpVerzoek& verzoek, Wie const& wie);

/// Records that the user of this process is about to be shown this. @param wat name of the command  Errors: wrong_use (a reason that cannot
/// be kept), those of the store; then nothing may be shown.
[[nodiscard]] model::Result<void> leg_vast(store::Store& store, std::string_view wat, Gezien gezien, std::string const& reden);

/// The same of a case, through the daemon that has the store: what is shown is read beside it. @param url of the daemon
[[nodiscard]] model::Result<void> meld(std::string const& url, std::string_view wat, std::string const& toewijzing, std::string const& reden);

} // namespace gateway::commands
