#include "gateway/commands/command.hpp"

#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace gateway::commands {

namespace {

/// What a person can do about it.
std::string_view next_step(model::ErrorCode code) {
    using enum model::ErrorCode;
    switch (code) {
    case wrong_use: return "Kijk met --help hoe de opdracht werkt.";
    case not_found: return "Controleer de naam of het pad.";
    case unknown_release: return "Kies een release die er is, of geef met --releases de map waar hij in staat.";
    case bad_bundle: return "Kijk met `ketenpoort contract check MAP` wat er aan de bundel mankeert.";
    case bad_release: return "Verbeter de genoemde bestanden; er is niets geladen.";
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

model::Result<std::shared_ptr<model::Release const>> find_release(xsd::SchemaSet const& schemas, std::string const& versie) {
    auto const releases = schemas.releases();
    if (versie.empty()) return releases.back();
    auto const found = std::ranges::find(releases, versie, [](auto const& release) -> std::string const& { return release->versie; });
    if (found != releases.end()) return *found;
    return std::unexpected(model::Error{model::ErrorCode::unknown_release, fmt::format("Release {} is er niet.", versie)});
}

void add_hoofdsleutel(CLI::App& command, std::string& bestand) {
    // Not CLI11's envname(): that fills the options of every subcommand, also of those beside the one that was asked for.
    if (auto const* omgeving = std::getenv("KETENPOORT_HOOFDSLEUTEL")) bestand = omgeving;
    command.add_option("--hoofdsleutel", bestand, "Bestand met de hoofdsleutels; anders KETENPOORT_HOOFDSLEUTEL, of hoofdsleutel in de gegevensmap");
}

model::Result<std::unique_ptr<store::Store>> open_opslag(std::string const& data, std::string const& hoofdsleutel) {
    return store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_always, store::sqlite::Bewaring::duurzaam, hoofdsleutel,
                               [](std::string_view stand) { fmt::print(stderr, "{}\n", stand); });
}

std::string explain(model::Error const& error) { return fmt::format("{}\n  {}", error.context, next_step(error.code)); }

int fail(model::Error const& error) {
    fmt::print(stderr, "ketenpoort: {}\n", explain(error));
    return exit_failed;
}

int fail_of_bedorven(model::Error const& error) {
    fail(error);
    return error.code == model::ErrorCode::store_corrupt ? exit_rejected : exit_failed;
}

} // namespace gateway::commands
