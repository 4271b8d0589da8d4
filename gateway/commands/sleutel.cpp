#include "gateway/commands/command.hpp"
#include "store/kluis.hpp"
#include "store/sqlite/sleutelbeheer.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace {

constexpr std::int64_t per_stap = 10'000; ///< keys locked again per commit

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string id;
};

int maak(Options const& options) {
    auto const made = store::Kluis::maak(options.hoofdsleutel);
    if (!made) return fail(made.error());
    fmt::print("Hoofdsleutel {} staat in {}. Bewaar er een kopie van, niet bij de reservekopieën van de opslag.\n", made->nieuwste().id,
               options.hoofdsleutel);
    return exit_done;
}

model::Result<std::map<std::string, std::int64_t>> tel(store::Store& store) {
    std::map<std::string, std::int64_t> out;
    auto const done = store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto counted = store::sqlite::sleutels_per_hoofdsleutel(tx);
        if (!counted) return std::unexpected(counted.error());
        out = std::move(*counted);
        tx.abandon();
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return out;
}

int toon(Options const& options) {
    auto const kluis = store::Kluis::lees(store::sqlite::sleutelbestand(options.data, options.hoofdsleutel));
    if (!kluis) return fail(kluis.error());
    auto const store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const counted = tel(**store);
    if (!counted) return fail(counted.error());
    for (auto const& [id, sleutel] : kluis->sleutels()) {
        auto const found = counted->find(id);
        fmt::print("{}  {:>9} sleutels van de opslag{}\n", id, found == counted->end() ? 0 : found->second,
                   id == kluis->nieuwste().id ? "  (nieuwste)" : "");
    }
    return exit_done;
}

/// The rest of a change of keys; goes on where one was stopped.
int pak_in(Options const& options) {
    auto const store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    std::int64_t klaar = 0;
    for (std::int64_t stap = 1; stap != 0; klaar += stap) {
        auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const n = store::sqlite::pak_sleutels_in(tx, per_stap);
            if (!n) return std::unexpected(n.error());
            stap = *n;
            return {};
        });
        if (!done) return fail(done.error());
        if (stap != 0) fmt::print(stderr, "{} sleutels\n", klaar + stap);
    }
    if (auto const done = (*store)->maintain(); !done) return fail(done.error());
    fmt::print("Alle sleutels van de opslag zitten onder de nieuwste hoofdsleutel ({} opnieuw ingepakt). De oude blijft in het bestand: "
               "oudere reservekopieën zijn er nog mee te lezen.\n",
               klaar);
    return exit_done;
}

int wissel(Options const& options) {
    auto const bestand = store::sqlite::sleutelbestand(options.data, options.hoofdsleutel);
    {
        // The store first: a key is added only to a file that opens it, and while no daemon uses either.
        auto const store = open_opslag(options.data, options.hoofdsleutel);
        if (!store) return fail(store.error());
        auto const kluis = store::Kluis::wissel(bestand);
        if (!kluis) return fail(kluis.error());
        fmt::print("Hoofdsleutel {} is nu de nieuwste in {}. Vernieuw de kopie van dat bestand.\n", kluis->nieuwste().id, bestand.string());
    }
    return pak_in(options);
}

int verwijder(Options const& options) {
    auto const bestand = store::sqlite::sleutelbestand(options.data, options.hoofdsleutel);
    auto const store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const counted = tel(**store);
    if (!counted) return fail(counted.error());
    if (auto const found = counted->find(options.id); found != counted->end())
        return fail({model::ErrorCode::wrong_use, fmt::format("Onder hoofdsleutel {} zitten nog {} sleutels van de opslag; wissel eerst.",
                                                              options.id, found->second)});
    auto const kluis = store::Kluis::verwijder(bestand, options.id);
    if (!kluis) return fail(kluis.error());
    fmt::print("Hoofdsleutel {} staat niet meer in {}. Reservekopieën die ermee zijn gemaakt zijn zonder kopie van de sleutel onleesbaar.\n",
               options.id, bestand.string());
    return exit_done;
}

CLI::App* add(CLI::App& sleutel, Run& chosen, char const* naam, char const* help, std::shared_ptr<Options> const& options,
              int (*doe)(Options const&)) {
    auto* command = sleutel.add_subcommand(naam, help);
    command->callback([options, doe, &chosen] { chosen = [options, doe] { return doe(*options); }; });
    return command;
}

} // namespace

void add_sleutel(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* sleutel = app.add_subcommand("sleutel", "De hoofdsleutels waarmee de opslag is versleuteld (zie docs/versleuteling.md)");
    sleutel->require_subcommand(1);
    auto* command = add(*sleutel, chosen, "maak", "Maak een bestand met een nieuwe hoofdsleutel", options, maak);
    command->add_option("BESTAND", options->hoofdsleutel, "Nog niet bestaand bestand; zet het in de instelling hoofdsleutel")->required();
    auto const met_opslag = [&](CLI::App* made) {
        made->add_option("--data", options->data, "Gegevensmap; de daemon staat stil")->required();
        add_hoofdsleutel(*made, options->hoofdsleutel);
        return made;
    };
    met_opslag(add(*sleutel, chosen, "toon", "Toon welke hoofdsleutels er zijn en hoeveel elk op slot houdt; nooit een sleutel", options, toon));
    met_opslag(add(*sleutel, chosen, "wissel", "Voeg een nieuwe hoofdsleutel toe en pak alle sleutels daarmee in", options, wissel));
    met_opslag(add(*sleutel, chosen, "inpakken", "Maak een afgebroken wissel af", options, pak_in));
    command = met_opslag(add(*sleutel, chosen, "verwijder", "Haal een hoofdsleutel die niets meer op slot houdt uit het bestand", options, verwijder));
    command->add_option("ID", options->id, "Zoals toon hem noemt")->required();
}

} // namespace gateway::commands
