#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/inzage.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/releases.hpp"
#include "gateway/wissen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string client;
    std::string releases;
    std::string grond;
    std::string door;
    std::int64_t bericht = 0;
    bool ja = false;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

int run(Options const& options) {
    if (options.client.empty() == (options.bericht == 0)) return fail(wrong("Geef een van --client BESTAND en --bericht NUMMER."));
    if (options.grond.empty() || options.door.empty())
        return fail(wrong("Zeg met --grond waarom er wordt gewist en met --door wie het doet; het auditlog legt beide vast."));
    std::string bsn;
    if (!options.client.empty()) {
        auto gelezen = lees_bsn(options.client);
        if (!gelezen) return fail(gelezen.error());
        bsn = std::move(*gelezen);
    }
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    Pipeline const pipeline(*schemas);
    if (options.ja) {
        // Whose data was looked at in what is about to go: the access log must be able to tell.
        auto const reader = (*store)->reader();
        if (!reader) return fail(reader.error());
        if (auto const noted = noteer_clienten(**store, **reader, pipeline); !noted) return fail(noted.error());
    }
    store::Wissing const wissing{system_clock(std::nullopt)().utc_ms, options.door, options.grond, herschrijver(std::move(*schemas))};
    store::Gewist gewist;
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const uit = bsn.empty() ? tx.wis_bericht(options.bericht, wissing) : tx.wis_client(bsn, wissing);
        if (!uit) return std::unexpected(uit.error());
        gewist = *uit;
        if (!options.ja) tx.abandon();
        return {};
    });
    if (!done) return fail(done.error());
    if (gewist.berichten + gewist.uittreksels + gewist.sleutels == 0) {
        fmt::print("Er is niets van in de opslag.\n");
        return exit_rejected;
    }
    if (options.ja)
        if (auto const emptied = (*store)->maintain(); !emptied) return fail(emptied.error());
    fmt::print("{}: {} berichten, uit {} berichten van meer cliënten, {} sleutels.\n", options.ja ? "Gewist" : "Dit zou worden gewist",
               gewist.berichten, gewist.uittreksels, gewist.sleutels);
    fmt::print("{}\n", options.ja ? "Reservekopieën van voor nu hebben het nog: vervang ze en vernietig de oude."
                                  : "Er is niets gewist; geef --ja om het te doen. Het is niet terug te draaien.");
    return exit_done;
}

} // namespace

void add_wis(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("wis", "Wis voorgoed wat van een cliënt of een bericht is bewaard; zonder --ja alleen tonen wat");
    command->add_option("--data", options->data, "Gegevensmap; de daemon staat stil")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--client", options->client, "Bestand met het BSN, of - om het in te voeren");
    command->add_option("--bericht", options->bericht, "Nummer van een bericht");
    command->add_option("--grond", options->grond, "Waarom, bijvoorbeeld \"verzoek art. 5.3.5 Wmo, zaak 123\"; zonder persoonsgegevens");
    command->add_option("--door", options->door, "Wie het doet");
    command->add_option("--releases", options->releases, releases_help);
    command->add_flag("--ja", options->ja, "Doe het");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
    command->footer("Voorbeeld:\n"
                    "  ketenpoort wis --data ./gegevens --client - --grond \"verzoek, zaak 123\" --door \"j. jansen\" < bsn.txt\n");
}

} // namespace gateway::commands
