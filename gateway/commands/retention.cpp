#include "gateway/bewaren/uitvoer.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/config.hpp"
#include "gateway/releases.hpp"
#include "gateway/vrije_tekst.hpp"
#include "gateway/wie.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string config;
    std::string termijnen;
    std::string op;
    std::int64_t bericht = 0;
    std::string toewijzing;
    std::string grond;
    std::string hash;
    std::string releases;
    bool los = false;
    bool json = false;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

/// The rules of the file, of the one that the settings name, or those built in; nullopt: what is wrong was told.
std::optional<std::vector<bewaren::Regel>> regels(Options const& options) {
    std::string file = options.termijnen;
    if (file.empty() && !options.config.empty()) {
        auto const [config, fouten] = read_config(options.config);
        for (auto const& fout : fouten) fmt::print(stderr, "ketenpoort: {}\n", fout);
        if (!fouten.empty()) return std::nullopt;
        file = config.bewaartermijnen;
    }
    if (file.empty()) return bewaren::ingebouwd();
    auto gelezen = bewaren::lees(file);
    if (gelezen) return std::move(*gelezen);
    for (auto const& fout : gelezen.error()) fmt::print(stderr, "ketenpoort: {}\n", fout);
    return std::nullopt;
}

/// The day that a plan is about; nullopt: what is wrong was told.
std::optional<model::Date> dag(Options const& options) {
    if (options.op.empty()) return system_clock(std::nullopt)().vandaag;
    auto const op = model::parse_date(options.op);
    if (!op) fail(wrong(fmt::format("--op: \"{}\" is geen datum JJJJ-MM-DD", options.op)));
    return op;
}

int plan(Options const& options) {
    auto const rules = regels(options);
    auto const op = dag(options);
    if (!rules || !op) return exit_failed;
    auto const reader = store::sqlite::open_reader(options.data, options.hoofdsleutel);
    if (!reader) return fail(reader.error());
    auto const gemaakt = bewaren::maak_plan(**reader, *rules, *op);
    if (!gemaakt) return fail(gemaakt.error());
    if (options.json) fmt::print("{}\n", boost::json::serialize(bewaren::plan_json(*gemaakt)));
    else fmt::print("{}", bewaren::plan_tekst(*gemaakt));
    return exit_done;
}

int run(Options const& options) {
    auto const rules = regels(options);
    auto const op = dag(options);
    if (!rules || !op) return exit_failed;
    auto const klok = system_clock(std::nullopt);
    if (*op > klok().vandaag) return fail(wrong("--op is in de toekomst; gewist wordt alleen wat vandaag weg mag."));
    auto const wie = wie_hier({});
    if (!wie) return fail(wrong(wie.error()));
    if (auto const fout = fout_in_tekst("--grond", options.grond, 500)) return fail(wrong(*fout));
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    Pipeline const pipeline(std::move(*schemas));
    auto const store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    auto const nu = bewaren::maak_plan(**reader, *rules, *op);
    if (!nu) return fail(nu.error());
    auto const uitslag = bewaren::voer_uit(**store, **reader, pipeline, *rules, *nu, {options.hash, wie->wie, options.grond}, klok,
                                           [](std::int64_t klaar, std::int64_t alle) { fmt::print(stderr, "{} van {} stappen\n", klaar, alle); });
    if (!uitslag) return fail(uitslag.error());
    if (options.json)
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"gewist", uitslag->gewist},
                                                                      {"overgeslagen", uitslag->overgeslagen},
                                                                      {"inzagen", uitslag->inzagen},
                                                                      {"eerder", uitslag->eerder}}));
    else
        fmt::print("Gewist: {} berichten en {} regels van het inzagelog; overgeslagen omdat ze weer nodig zijn: {}; eerder gedaan: {} stappen.\n",
                   uitslag->gewist, uitslag->inzagen, uitslag->overgeslagen, uitslag->eerder);
    return exit_done;
}

std::string waarvan(store::Vasthouding const& v) {
    return v.bericht != 0 ? fmt::format("bericht {}", v.bericht) : fmt::format("toewijzing {}", store::toewijzing_tekst(v.toewijzing));
}

int toon_vastgehouden(Options const& options) {
    auto const reader = store::sqlite::open_reader(options.data, options.hoofdsleutel);
    if (!reader) return fail(reader.error());
    auto const all = (*reader)->vasthoudingen();
    if (!all) return fail(all.error());
    for (auto const& v : *all) {
        if (options.json)
            fmt::print("{}\n",
                       boost::json::serialize(boost::json::object{
                           {"bericht", v.bericht != 0 ? boost::json::value(v.bericht) : boost::json::value(nullptr)},
                           {"toewijzing", v.toewijzing != 0 ? boost::json::value(store::toewijzing_tekst(v.toewijzing)) : boost::json::value(nullptr)},
                           {"sinds", model::to_string(dutch_day(v.moment_ms))},
                           {"door", v.door},
                           {"grond", v.grond}}));
        else fmt::print("{}: sinds {} door {}: {}\n", waarvan(v), model::to_dutch(dutch_day(v.moment_ms)), v.door, v.grond);
    }
    if (!options.json && all->empty()) fmt::print("Er wordt niets vastgehouden.\n");
    return exit_done;
}

int houd_vast(Options const& options) {
    if ((options.bericht != 0) == !options.toewijzing.empty()) return fail(wrong("Geef --bericht NUMMER of --toewijzing GEMEENTE/DOMEIN/NUMMER."));
    auto const wie = wie_hier({});
    if (!wie) return fail(wrong(wie.error()));
    if (options.grond.empty()) return fail(wrong("Geef met --grond waarom."));
    if (auto const fout = fout_in_tekst("--grond", options.grond, 500)) return fail(wrong(*fout));
    store::Vasthouding vast{.bericht = options.bericht,
                            .toewijzing = 0,
                            .aan = !options.los,
                            .moment_ms = system_clock(std::nullopt)().utc_ms,
                            .door = wie->wie,
                            .grond = options.grond};
    if (!options.toewijzing.empty()) {
        auto const zaak = store::toewijzing_van(options.toewijzing);
        if (!zaak) return fail(wrong("--toewijzing heeft de vorm GEMEENTE/DOMEIN/NUMMER, bijvoorbeeld 0344/wmo/1200."));
        vast.toewijzing = *zaak;
    }
    auto const store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    if (vast.bericht != 0) {
        auto const bericht = (*reader)->bericht(vast.bericht);
        if (!bericht) return fail(bericht.error());
        if (!*bericht) return fail({model::ErrorCode::not_found, "Er is geen bericht met dit nummer."});
    } else {
        auto const sleutel = store::toewijzing_sleutel(vast.toewijzing);
        auto const keten = (*reader)->keten(sleutel.gemeente, sleutel.domein, sleutel.nummer, std::nullopt);
        if (!keten) return fail(keten.error());
        if (!*keten) return fail({model::ErrorCode::not_found, "Van deze toewijzing is niets bekend."});
    }
    if (auto const done = (*store)->transact([&vast](store::Transaction& tx) { return tx.houd_vast(vast); }); !done) return fail(done.error());
    fmt::print("{} {}.\n", waarvan(vast), vast.aan ? "wordt vastgehouden" : "wordt niet meer vastgehouden");
    return exit_done;
}

} // namespace

void add_retention(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("retention", "Bewaartermijnen: wat weg mag en waarom, en wat vastgehouden wordt");
    command->require_subcommand(1);
    auto const common = [options](CLI::App* sub) {
        sub->add_option("--data", options->data, "Gegevensmap")->required();
        add_hoofdsleutel(*sub, options->hoofdsleutel);
    };
    auto const rules = [options](CLI::App* sub) {
        sub->add_option("--config", options->config, "TOML-bestand met instellingen, voor bewaartermijnen");
        sub->add_option("--termijnen", options->termijnen, "TOML-bestand met bewaartermijnen (gaat voor de instelling)");
        sub->add_option("--op", options->op, "Wat op deze dag weg mag (JJJJ-MM-DD); anders vandaag");
        sub->add_flag("--json", options->json, "Uitvoer als JSON");
    };
    auto* what = command->add_subcommand("plan", "Toon wat weg mag, volgens welke regel en vanaf welke dag; er verandert niets");
    common(what);
    rules(what);
    what->footer("Voorbeelden:\n"
                 "  ketenpoort retention plan --data ./gegevens\n"
                 "  ketenpoort retention plan --data ./gegevens --op 2042-01-01 --json");
    what->callback([options, &chosen] { chosen = [options] { return plan(*options); }; });

    auto* doit = command->add_subcommand("run", "Wis wat een plan zei, en niets anders; afgebroken gaat het verder waar het was");
    common(doit);
    rules(doit);
    doit->add_option("--plan", options->hash, "Het plan, zoals `retention plan` het noemt")->required();
    doit->add_option("--grond", options->grond, "Waarom, voor in het auditlog");
    doit->add_option("--releases", options->releases, releases_help);
    doit->footer("Voorbeeld:\n"
                 "  ketenpoort retention run --data ./gegevens --plan 0f3c...\n"
                 "Met dezelfde --op, --termijnen of --config als bij het plan. De daemon mag niet op dezelfde map draaien.");
    doit->callback([options, &chosen] { chosen = [options] { return run(*options); }; });

    auto* hold = command->add_subcommand("vasthouden", "Houd een bericht of een toewijzing vast, ook na de termijn; --los laat los");
    common(hold);
    hold->add_option("--bericht", options->bericht, "Nummer van het bericht")->check(CLI::PositiveNumber);
    hold->add_option("--toewijzing", options->toewijzing, "GEMEENTE/DOMEIN/NUMMER: alles wat ermee te maken heeft");
    hold->add_option("--grond", options->grond, "Waarom, bijvoorbeeld het nummer van een rechtszaak");
    hold->add_flag("--los", options->los, "Niet meer vasthouden");
    hold->callback([options, &chosen] { chosen = [options] { return houd_vast(*options); }; });

    auto* held = command->add_subcommand("vastgehouden", "Toon wat wordt vastgehouden, door wie en waarom");
    common(held);
    held->add_flag("--json", options->json, "Een JSON-regel per stuk");
    held->callback([options, &chosen] { chosen = [options] { return toon_vastgehouden(*options); }; });
}

} // namespace gateway::commands
