#include "gateway/commands/command.hpp"
#include "gateway/commands/inzage_log.hpp"
#include "gateway/config.hpp"
#include "gateway/releases.hpp"
#include "gateway/werk_json.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string config;
    std::string releases;
    std::string vandaag;
    std::string toestand = "open";
    std::string soort;
    std::string gemeente;
    std::string aanbieder;
    std::string waarom;
    bool json = false;
    std::int64_t id = 0;
    std::string besluit;
    std::string door;
    std::string toelichting;
    std::string grond;
    std::string reden;
    std::string woonplaatsgemeente;
    std::string retourcode;
    std::string plaats;
    std::int64_t bericht = 0;
};

constexpr std::int64_t page_size = 200;

/// The clock and the werkdagen as the options say them; exit_failed was told when there is none.
struct Omgeving {
    Moment moment;
    model::Kalender kalender;
};

std::optional<Omgeving> omgeving(Options const& options) {
    std::optional<model::Date> vandaag;
    if (!options.vandaag.empty()) {
        vandaag = model::parse_date(options.vandaag);
        if (!vandaag) {
            fail({model::ErrorCode::wrong_use, fmt::format("--today: \"{}\" is geen datum JJJJ-MM-DD", options.vandaag)});
            return std::nullopt;
        }
    }
    std::pair<Config, std::vector<std::string>> gelezen{default_config(), {}};
    if (!options.config.empty()) gelezen = read_config(options.config);
    for (auto const& fout : gelezen.second) fmt::print(stderr, "ketenpoort: {}\n", fout);
    if (!gelezen.second.empty()) return std::nullopt;
    return Omgeving{system_clock(vandaag)(), kalender(gelezen.first)};
}

/// One line an item: what it is, whose, and by when.
std::string line(store::Werk const& werk, Omgeving const& omgeving) {
    std::string termijn = "geen termijn";
    if (werk.termijn && werk.open) {
        auto const left = omgeving.kalender.werkdagen_tussen(omgeving.moment.vandaag, *werk.termijn);
        termijn = fmt::format("uiterlijk {} ({})", model::to_dutch(*werk.termijn),
                              left < 0 ? fmt::format("{} werkdagen te laat", -left) : fmt::format("nog {} werkdagen", left));
    }
    auto out = fmt::format("{:>6}  {:<11} {}  gemeente {}  aanbieder {}  {}{}  {}: {}", werk.id, store::name(werk.soort),
                           model::to_string(werk.berichtsoort), werk.gemeente, werk.aanbieder, werk.sleutel,
                           werk.regel.empty() ? std::string() : fmt::format("  {} ({}x)", werk.regel, werk.aantal), werk.stand, termijn);
    if (!werk.voorstel_reden.empty()) out += fmt::format("; voorstel: afwijzen met reden {}", werk.voorstel_reden.view());
    return out;
}

int list(Options const& options) {
    auto const nu = omgeving(options);
    if (!nu) return exit_failed;
    store::WerkFilter filter;
    filter.gemeente = options.gemeente;
    filter.aanbieder = options.aanbieder;
    if (options.toestand != "alle") filter.open = options.toestand == "open";
    if (!options.soort.empty()) filter.soort = store::parse_werk_soort(options.soort);
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    std::optional<store::WerkCursor> na;
    std::int64_t count = 0;
    for (;;) {
        auto const page = (*reader)->werkvoorraad(filter, na, page_size);
        if (!page) return fail(page.error());
        Gezien gezien{.object = "werkvoorraad"};
        for (auto const& werk : *page) gezien.berichten.push_back(werk.bericht);
        if (auto const done = leg_vast(**store, "werkvoorraad", std::move(gezien), options.waarom); !done) return fail(done.error());
        for (auto const& werk : *page) {
            if (options.json) fmt::print("{}\n", json::serialize(werk_json(werk, nu->moment.vandaag, nu->kalender)));
            else fmt::print("{}\n", line(werk, *nu));
        }
        count += static_cast<std::int64_t>(page->size());
        if (static_cast<std::int64_t>(page->size()) < page_size) break;
        na = store::WerkCursor{page->back().termijn, page->back().id};
    }
    if (!options.json && count == 0) fmt::print("Er is geen werk.\n");
    return exit_done;
}

json::object body(Options const& options) {
    json::object o;
    o["besluit"] = options.besluit;
    o["door"] = options.door;
    auto const add = [&o](std::string_view naam, std::string const& value) {
        if (!value.empty()) o[naam] = value;
    };
    add("toelichting", options.toelichting);
    add("grond", options.grond);
    add("reden", options.reden);
    add("woonplaatsgemeente", options.woonplaatsgemeente);
    add("retourcode", options.retourcode);
    add("plaats", options.plaats);
    if (options.bericht != 0) o["bericht"] = options.bericht;
    return o;
}

int report(Options const& options, WerkUitslag const& uitslag, Omgeving const& nu) {
    bool const done = uitslag.soort == WerkUitslag::Soort::gedaan;
    if (options.json) {
        json::object o;
        o["gedaan"] = done;
        o["melding"] = uitslag.melding;
        o["werk"] = uitslag.werk ? json::value(werk_json(*uitslag.werk, nu.moment.vandaag, nu.kalender)) : json::value(nullptr);
        o["bericht"] = done && uitslag.bericht ? json::value(uitslag.bericht->id) : json::value(nullptr);
        fmt::print("{}\n", json::serialize(o));
    } else if (!done) {
        fmt::print(stderr, "ketenpoort: {}\n", uitslag.melding);
        if (uitslag.bericht) fmt::print(stderr, "{}\n", uitslag.bericht->besluit_json);
    } else {
        fmt::print("{}\n", line(uitslag.werk.value(), nu));
        if (uitslag.bericht && uitslag.bericht->soort)
            fmt::print("Bericht {} ({}): {}\n", uitslag.bericht->id, model::to_string(*uitslag.bericht->soort),
                       model::name(uitslag.bericht->uitkomst));
    }
    return done ? exit_done : exit_rejected;
}

int decide(Options const& options) {
    auto const opdracht = parse_opdracht(body(options));
    if (!opdracht) return fail({model::ErrorCode::wrong_use, opdracht.error()});
    auto const nu = omgeving(options);
    if (!nu) return exit_failed;
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    Pipeline pipeline(std::move(*schemas), nu->kalender);
    WerkUitslag uitslag;
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto decided = beslis(pipeline, tx, options.id, *opdracht, nu->moment);
        if (!decided) return std::unexpected(decided.error());
        uitslag = std::move(*decided);
        return {};
    });
    if (!done) return fail(done.error());
    return report(options, uitslag, *nu);
}

} // namespace

void add_werkvoorraad(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("werkvoorraad", "Toon wat mensen moeten beslissen, of leg een besluit vast");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--config", options->config, "TOML-bestand met instellingen, voor de werkdagen");
    command->add_option("--releases", options->releases, releases_help);
    command->add_option("--today", options->vandaag, "Doe alsof het deze dag is (JJJJ-MM-DD)");
    command->add_option("--toestand", options->toestand, "open, afgedaan of alle")->check(CLI::IsMember({"open", "afgedaan", "alle"}));
    command->add_option("--soort", options->soort, "verzoek, aangehouden of signaal")
        ->check(CLI::IsMember({"verzoek", "aangehouden", "signaal"}));
    command->add_option("--gemeente", options->gemeente, "Gemeentecode");
    command->add_option("--aanbieder", options->aanbieder, "AGB-code");
    add_reden(*command, options->waarom);
    command->add_flag("--json", options->json, "Een JSON-regel per stuk");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort werkvoorraad --data ./gegevens --soort verzoek\n"
                    "  ketenpoort werkvoorraad --data ./gegevens besluit 12 in_onderzoek --door \"J. Jansen\"\n"
                    "  ketenpoort werkvoorraad --data ./gegevens besluit 12 afwijzen --door \"J. Jansen\" --reden 4\n"
                    "De daemon mag niet op dezelfde map draaien; vraag hem dan via /v1/werkvoorraad.");
    auto* besluit = command->add_subcommand("besluit", "Leg een besluit vast en voer het uit");
    besluit->add_option("id", options->id, "Nummer van het stuk")->required();
    besluit->add_option("besluit", options->besluit,
                        "in_onderzoek, afwijzen, gehonoreerd, gezien, goedkeuren, afkeuren, accepteren of intrekken")
        ->required();
    besluit->add_option("--door", options->door, "Wie beslist")->required();
    besluit->add_option("--toelichting", options->toelichting, "Waarom; verplicht bij accepteren");
    besluit->add_option("--grond", options->grond, "in_onderzoek: woonplaatsbeginsel");
    besluit->add_option("--reden", options->reden, "afwijzen: reden van WJ759");
    besluit->add_option("--woonplaatsgemeente", options->woonplaatsgemeente, "afwijzen met reden 8: de gemeente die het wel is");
    besluit->add_option("--retourcode", options->retourcode, "afkeuren: de code");
    besluit->add_option("--plaats", options->plaats, "Van een 323: de plaats van één prestatie");
    besluit->add_option("--bericht", options->bericht, "gehonoreerd: het nummer van het 301-bericht");
    command->callback([&chosen, options, besluit] {
        bool const decides = besluit->parsed();
        chosen = [options, decides] { return decides ? decide(*options) : list(*options); };
    });
}

} // namespace gateway::commands
