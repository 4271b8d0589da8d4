#include "gateway/inzage.hpp"

#include "gateway/commands/command.hpp"
#include "gateway/commands/inzage_log.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/releases.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string releases;
    std::string van, tot, wie, bericht;
    std::string client;
    std::string reden;
    bool json = false;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

std::optional<std::string> gegeven(std::string const& tekst) { return tekst.empty() ? std::nullopt : std::optional(tekst); }

int run(Options const& options) {
    auto zoek = inzage_zoek(gegeven(options.van), gegeven(options.tot), gegeven(options.wie), gegeven(options.bericht), std::nullopt,
                            std::nullopt);
    if (!zoek) return fail(wrong(zoek.error()));
    if (!options.client.empty()) {
        auto bsn = lees_bsn(options.client);
        if (!bsn) return fail(bsn.error());
        if (!is_bsn(*bsn)) return fail(wrong("Het burgerservicenummer voldoet niet aan de elfproef: niemand heeft dat nummer."));
        zoek->filter.bsn = std::move(*bsn);
    }
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    if (zoek->filter.bsn) {
        auto schemas = load_releases(options.releases);
        if (!schemas) return fail(schemas.error());
        Pipeline const pipeline(std::move(*schemas));
        if (auto const done = noteer_clienten(**store, **reader, pipeline); !done) return fail(done.error());
    }
    // Looking at the access log is a read as well, and stands in what it shows.
    Gezien gezien{.object = zoek->filter.bsn ? "van een burger" : "inzagelog"};
    if (zoek->filter.bsn) gezien.bsns.push_back(*zoek->filter.bsn);
    if (auto const done = leg_vast(**store, "inzage", std::move(gezien), options.reden); !done) return fail(done.error());
    std::int64_t count = 0;
    for (;;) {
        auto const page = (*reader)->inzagen(zoek->filter, zoek->voor, inzage_bladzijde);
        if (!page) return fail(page.error());
        for (auto const& inzage : *page) {
            if (options.json) {
                fmt::print("{}\n", boost::json::serialize(inzage_json(inzage)));
                continue;
            }
            auto const o = inzage_json(inzage);
            fmt::print("{}  {}  {}  {}{}  {}{}  vanuit {}\n", std::string_view(o.at("moment").get_string()), inzage.wie, inzage.wat, inzage.object,
                       inzage.berichten.empty() ? std::string() : fmt::format("  berichten {}", fmt::join(inzage.berichten, ", ")),
                       store::name(inzage.resultaat), inzage.reden.empty() ? std::string() : fmt::format("  reden: {}", inzage.reden),
                       inzage.vanwaar);
        }
        count += static_cast<std::int64_t>(page->size());
        if (static_cast<std::int64_t>(page->size()) < inzage_bladzijde) break;
        zoek->voor = page->back().id;
    }
    if (!options.json) fmt::print("{} regels.\n", count);
    return exit_done;
}

} // namespace

void add_inzage(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("inzage", "Toon wie welke persoonsgegevens heeft opgevraagd (het inzagelog)");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    command->add_option("--van", options->van, "Vanaf deze dag (JJJJ-MM-DD)");
    command->add_option("--tot", options->tot, "Tot en met deze dag (JJJJ-MM-DD)");
    command->add_option("--wie", options->wie, "Alleen van wie, zoals het in het inzagelog staat: \"gebruiker j.jansen\"");
    command->add_option("--bericht", options->bericht, "Alleen van dit bericht");
    command->add_option("--client", options->client, "Alleen van een burger: het bestand met het BSN, - is de standaardinvoer");
    command->add_option("--releases", options->releases, releases_help);
    add_reden(*command, options->reden);
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_flag("--json", options->json, "Een JSON-regel per inzage");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort inzage --data ./gegevens --van 2026-11-01\n"
                    "  ketenpoort inzage --data ./gegevens --client - --reden \"verzoek van de burger\" < bsn.txt\n"
                    "De daemon mag niet op dezelfde map draaien; vraag hem dan via /v1/inzage.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
