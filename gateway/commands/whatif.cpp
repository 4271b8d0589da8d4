#include "gateway/bundel.hpp"
#include "gateway/commands/alleen.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/releases.hpp"
#include "gateway/replay/voortgang.hpp"
#include "gateway/replay/whatif.hpp"
#include "rules/contract/load.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string bundel;
    std::string van;
    std::string tot;
    std::string releases;
    std::string html;
    std::string werkmap;
    bool json = false;
    bool csv = false;
};

/// A directory, or the label or hash of a bundle of the store.
model::Result<store::Bundel> bundel_van(store::Reader& reader, std::string const& naam) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(naam, ignored)) {
        auto stored = reader.bundel(naam);
        if (!stored) return std::unexpected(stored.error());
        if (*stored) return std::move(**stored);
        return std::unexpected(model::Error{model::ErrorCode::not_found,
                                            fmt::format("{} is geen map en geen bundel die in de opslag staat (naam@versie)", naam)});
    }
    auto files = rules::contract::read_directory(naam);
    if (!files) return std::unexpected(files.error());
    auto const contract = rules::contract::load(*files);
    if (!contract) {
        auto const& fout = contract.error().front();
        return std::unexpected(
            model::Error{model::ErrorCode::bad_bundle, fmt::format("{}: {}:{}: {} ({} fouten in al)", naam, fout.bestand, fout.lijn, fout.melding,
                                                                   contract.error().size())});
    }
    return stored_form(*contract, std::move(*files), 0);
}

int run(Options const& options) {
    machine_alleen();
    auto const van = model::parse_date(options.van);
    auto const tot = model::parse_date(options.tot);
    if (!van || !tot || *tot < *van)
        return fail({model::ErrorCode::wrong_use, "--van en --tot zijn dagen JJJJ-MM-DD, en --tot is niet voor --van"});
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto reader = store::sqlite::open_reader(options.data, options.hoofdsleutel);
    if (!reader) return fail(reader.error());
    auto bundel = bundel_van(**reader, options.bundel);
    if (!bundel) return fail(bundel.error());
    replay::Voortgang voortgang;
    replay::Herhaalopdracht opdracht{.schemas = *schemas, .omgeving = omgeving(default_config(), Partners(), **schemas)};
    opdracht.anders = replay::Anders{std::move(*bundel), *van};
    opdracht.onder = options.werkmap;
    opdracht.voortgang = [&](std::uint64_t gedaan, std::uint64_t totaal) { voortgang.stap(gedaan, totaal); };
    auto const uitslag = replay::wat_als(**reader, opdracht, {*van, *tot});
    voortgang.klaar();
    if (!uitslag) return fail(uitslag.error());
    if (!options.html.empty())
        if (auto const written = write_output(options.html, replay::als_html(*uitslag)); !written) return fail(written.error());
    if (options.json) fmt::print("{}\n", boost::json::serialize(replay::als_json(*uitslag)));
    else if (options.csv) fmt::print("{}", replay::als_csv(*uitslag));
    else fmt::print("{}", replay::als_tekst(*uitslag));
    return exit_done;
}

} // namespace

void add_whatif(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("whatif", "Reken uit wat een andere contractbundel met de besluiten van een periode had gedaan");
    command->add_option("--data", options->data, "Gegevensmap; er wordt alleen gelezen, ook naast een draaiende daemon")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--bundle", options->bundel, "Map met de andere bundel, of naam@versie van een bundel die in de opslag staat")->required();
    command->add_option("--van,--from", options->van, "Eerste dag waarop hij geldt (JJJJ-MM-DD)")->required();
    command->add_option("--tot,--to", options->tot, "Laatste dag die telt")->required();
    command->add_option("--releases", options->releases, releases_help);
    command->add_option("--werkmap", options->werkmap, "Waar de tijdelijke opslag komt; anders bij de tijdelijke bestanden");
    command->add_option("--html", options->html, "Schrijf een leesbaar blad met grafieken naar dit bestand");
    auto* as_json = command->add_flag("--json", options->json, "De uitslag als JSON");
    command->add_flag("--csv", options->csv, "Elke regel die omslaat als CSV")->excludes(as_json);
    command->footer("Voorbeeld:\n"
                    "  ketenpoort whatif --data ./gegevens --bundle ./bundel-2027 --van 2026-01-01 --tot 2026-12-31 --html watals.html\n"
                    "Er wordt niets opgeslagen en niets verstuurd: alles gebeurt in een tijdelijke opslag.\n"
                    "Afsluitcode: 0 gedaan, 2 het kon niet.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
