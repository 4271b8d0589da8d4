#include "gateway/commands/command.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace gateway::commands {

namespace {

/// What a person can do about it.
std::string_view next_step(model::ErrorCode code) {
    using enum model::ErrorCode;
    switch (code) {
    case wrong_use: return "Kijk met --help hoe de opdracht werkt.";
    case not_found: return "Controleer de naam of het pad.";
    case unknown_release: return "Stuur een bericht van release 3.2, of laad de schema's van de andere release.";
    case bad_bundle: return "Kijk met `ketenpoort contract check MAP` wat er aan de bundel mankeert.";
    case store_busy: return "Stop eerst het proces dat deze gegevensmap gebruikt, of kies een andere map.";
    case store_full: return "Maak ruimte vrij op de schijf en probeer het opnieuw; er is niets opgeslagen.";
    case store_io: return "Controleer de schijf en de rechten op de gegevensmap.";
    case store_corrupt: return "Gebruik deze gegevensmap niet verder; zet een reservekopie terug.";
    case store_version: return "Gebruik de versie van ketenpoort die deze gegevensmap maakte, of een nieuwere.";
    case overloaded: return "Probeer het later opnieuw.";
    case internal: return "Dit is een fout in ketenpoort; meld hem met deze tekst.";
    }
    return {};
}

} // namespace

std::string explain(model::Error const& error) { return fmt::format("{}\n  {}", error.context, next_step(error.code)); }

int fail(model::Error const& error) {
    fmt::print(stderr, "ketenpoort: {}\n", explain(error));
    return exit_failed;
}

} // namespace gateway::commands
