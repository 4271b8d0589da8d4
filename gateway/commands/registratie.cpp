#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/pipeline.hpp"
#include "rules/contract/registraties.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string bestand;
};

void print_faults(std::vector<model::Fout> const& fouten) {
    for (auto const& fout : fouten) {
        fmt::print("{}", fout.bestand);
        if (fout.lijn != 0) fmt::print(":{}:{}", fout.lijn, fout.kolom);
        fmt::print(": {}\n", fout.melding);
        if (!fout.verwacht.empty()) fmt::print("    Verwacht:  {}\n", fout.verwacht);
    }
    fmt::print("{} {}; er is niets geregistreerd.\n", fouten.size(), fouten.size() == 1 ? "fout" : "fouten");
}

int run(Options const& options) {
    auto const bytes = read_input(options.bestand);
    if (!bytes) return fail(bytes.error());
    auto const registraties = rules::contract::lees_registraties(std::filesystem::path(options.bestand).filename().string(), *bytes);
    if (!registraties) {
        print_faults(registraties.error());
        return exit_rejected;
    }
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const done =
        (*store)->transact([&](store::Transaction& tx) { return tx.registreer(*registraties, system_clock(std::nullopt)().utc_ms); });
    if (!done) return fail(done.error());
    fmt::print("{}: {} regels geregistreerd in {}.\n", options.bestand, registraties->size(), options.data);
    return exit_done;
}

} // namespace

void add_registratie(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("registratie", "Leg vast wat de regio naast de berichten weet (CSV): meldingen, plannen, instemming");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("BESTAND", options->bestand, "CSV met soort;gemeente;domein;toewijzing;aanbieder;datum;bedrag;tekst")->required();
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
