#include "gateway/commands/alleen.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/releases.hpp"
#include "gateway/replay/verify.hpp"
#include "gateway/replay/voortgang.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string releases;
    std::string van;
    std::string tot;
    std::string partner;
    std::string toewijzing;
    std::string werkmap;
    bool met_schema = false;
    bool verify = false;
    bool json = false;
};

model::Result<std::optional<model::Date>> dag(std::string_view optie, std::string const& tekst) {
    if (tekst.empty()) return std::nullopt;
    auto const gelezen = model::parse_date(tekst);
    if (!gelezen)
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: \"{}\" is geen datum JJJJ-MM-DD", optie, tekst)});
    return *gelezen;
}

/// The messages of a case chain. @param tekst GEMEENTE/DOMEIN/NUMMER
model::Result<std::set<store::BerichtId>> keten_van(store::Reader& reader, std::string const& tekst) {
    auto const wrong = [&] {
        return std::unexpected(model::Error{
            model::ErrorCode::wrong_use, fmt::format("--toewijzing: \"{}\" is geen GEMEENTE/DOMEIN/NUMMER, zoals 9901/wmo/12345", tekst)});
    };
    auto const a = tekst.find('/');
    auto const b = a == std::string::npos ? a : tekst.find('/', a + 1);
    if (b == std::string::npos || a != 4 || tekst.find_first_not_of("0123456789") != 4) return wrong();
    auto const domein = tekst.substr(a + 1, b - a - 1);
    if (domein != "wmo" && domein != "jw") return wrong();
    std::int64_t nummer = -1;
    auto const [end, fault] = std::from_chars(tekst.data() + b + 1, tekst.data() + tekst.size(), nummer);
    if (fault != std::errc() || end != tekst.data() + tekst.size() || nummer < 0 || nummer > 999'999'999) return wrong();
    auto const keten = reader.keten(tekst.substr(0, 4), domein == "jw" ? model::Domein::jw : model::Domein::wmo, nummer, std::nullopt);
    if (!keten) return std::unexpected(keten.error());
    if (!*keten) return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("van toewijzing {} is niets bekend", tekst)});
    std::set<store::BerichtId> uit;
    for (auto const& stap : (*keten)->stappen) uit.insert(stap.id);
    return uit;
}

int run(Options const& options) {
    machine_alleen();
    auto const van = dag("--van", options.van);
    if (!van) return fail(van.error());
    auto const tot = dag("--tot", options.tot);
    if (!tot) return fail(tot.error());
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto reader = store::sqlite::open_reader(options.data, options.hoofdsleutel);
    if (!reader) return fail(reader.error());
    replay::Keuze keuze{*van, *tot, options.partner, std::nullopt};
    if (!options.toewijzing.empty()) {
        auto keten = keten_van(**reader, options.toewijzing);
        if (!keten) return fail(keten.error());
        keuze.berichten = std::move(*keten);
    }
    replay::Voortgang voortgang;
    replay::Herhaalopdracht opdracht{.schemas = *schemas, .omgeving = omgeving(default_config(), Partners(), **schemas)};
    opdracht.onder = options.werkmap;
    opdracht.met_schema = options.met_schema;
    opdracht.voortgang = [&](std::uint64_t gedaan, std::uint64_t totaal) { voortgang.stap(gedaan, totaal); };
    auto const uitslag = replay::verifieer(**reader, opdracht, keuze);
    voortgang.klaar();
    if (!uitslag) return fail(uitslag.error());
    if (options.json) fmt::print("{}\n", boost::json::serialize(replay::als_json(*uitslag)));
    else fmt::print("{}", replay::als_tekst(*uitslag));
    return uitslag->gelijk() ? exit_done : exit_rejected;
}

} // namespace

void add_replay(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("replay", "Beslis alles wat is opgeslagen opnieuw en vergelijk met wat toen is beslist");
    command->add_flag("--verify", options->verify, "Vergelijk besluiten en antwoorden byte voor byte")->required();
    command->add_option("--data", options->data, "Gegevensmap; er wordt alleen gelezen, ook naast een draaiende daemon")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--van", options->van, "Vergelijk besluiten van deze dag af (JJJJ-MM-DD)");
    command->add_option("--tot", options->tot, "Vergelijk besluiten tot en met deze dag");
    command->add_option("--partner", options->partner, "Vergelijk alleen berichten van of aan deze gemeente of aanbieder");
    command->add_option("--toewijzing", options->toewijzing, "Vergelijk alleen de berichten van deze toewijzing: GEMEENTE/DOMEIN/NUMMER");
    command->add_option("--releases", options->releases, releases_help);
    command->add_option("--werkmap", options->werkmap, "Waar de tijdelijke opslag komt; anders bij de tijdelijke bestanden");
    command->add_flag("--met-schema", options->met_schema, "Houd ook elk bericht opnieuw tegen zijn schema, al zijn bytes en schema's die van toen");
    command->add_flag("--json", options->json, "De uitslag als JSON");
    command->footer("Wat vóór de gekozen besluiten kwam wordt ook opnieuw beslist, maar niet vergeleken.\n"
                    "Afsluitcode: 0 alles gelijk, 1 er is verschil, 2 het kon niet.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
