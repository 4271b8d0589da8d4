#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/commands/verloop.hpp"
#include "gateway/omgeving.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/releases.hpp"
#include "gateway/text.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <memory>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string vandaag;
    std::string verloop;
    std::string releases;
    std::string out;
    std::vector<std::string> names;
    bool json = false;
    bool alle = false;
};

/// One input on its way: its bytes must stay alive until the decision.
struct Zaak {
    std::string name;
    std::string bytes;
    model::Result<Antwoord> antwoord = std::unexpected(model::Error{});
};

/// Decides messages in the order given, a group per commit, and tells of each.
class Processor {
public:
    Processor(Options const& options, std::shared_ptr<xsd::SchemaSet const> schemas, std::unique_ptr<store::Store> store,
              std::unique_ptr<store::Reader> reader, Klok klok, std::optional<Verloop> verloop)
        : options_(options), schemas_(std::move(schemas)), pipeline_(schemas_), store_(std::move(store)), reader_(std::move(reader)),
          klok_(std::move(klok)), verloop_(std::move(verloop)) {}

    int run(std::vector<std::string> const& names);

private:
    /// Enough to share one sync among small messages, little enough to keep memory flat when they are large.
    static constexpr std::size_t group_files = 64;
    static constexpr std::size_t group_bytes = std::size_t{4} << 20;

    [[nodiscard]] bool decide(std::vector<Zaak>& group);
    void report(Zaak const& zaak);
    [[nodiscard]] model::Result<std::string> write_retour(Zaak const& zaak, Antwoord const& antwoord);

    Options const& options_;
    std::shared_ptr<xsd::SchemaSet const> schemas_;
    Pipeline pipeline_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::Reader> reader_;
    Klok klok_;
    std::optional<Verloop> verloop_;
    bool rejected_ = false;
    bool undecided_ = false;
};

/// @returns false when the store can no longer be trusted and nothing more may be decided
bool Processor::decide(std::vector<Zaak>& group) {
    std::vector<Gelezen> gelezen;
    gelezen.reserve(group.size());
    for (auto& zaak : group) gelezen.push_back(pipeline_.read(std::as_bytes(std::span(zaak.bytes))));

    std::vector<store::Store::Work> work;
    work.reserve(group.size());
    for (std::size_t i = 0; i < group.size(); ++i)
        work.emplace_back([this, &zaak = group[i], &inhoud = gelezen[i]](store::Transaction& tx) -> model::Result<void> {
            zaak.antwoord = pipeline_.decide(tx, inhoud, verloop_ ? verloop_->moment(zaak.name) : klok_(), "cli", false);
            if (!zaak.antwoord) return std::unexpected(zaak.antwoord.error());
            return {};
        });
    auto const results = store_->transact(work);
    bool trusted = true;
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (results[i]) continue;
        group[i].antwoord = std::unexpected(results[i].error());
        trusted = trusted && results[i].error().effect() != model::Effect::stop;
    }
    if (auto const kept = store_->maintain(); !kept) {
        fail(kept.error());
        undecided_ = true;
        trusted = trusted && kept.error().effect() != model::Effect::stop;
    }
    return trusted;
}

/// Writes the answer under --out. @returns its path, empty when there is none to write
model::Result<std::string> Processor::write_retour(Zaak const& zaak, Antwoord const& antwoord) {
    if (options_.out.empty() || !antwoord.retour_soort) return std::string();
    std::string xml = antwoord.retour_xml;
    if (antwoord.herhaald) {
        auto stored = reader_->retour(antwoord.id);
        if (!stored) return std::unexpected(stored.error());
        xml = std::move(*stored).value_or(std::string());
    }
    auto const stem = zaak.name == "-" ? std::string("invoer") : std::filesystem::path(zaak.name).stem().string();
    auto const path = std::filesystem::path(options_.out) / fmt::format("{}.{}.xml", stem, model::to_string(*antwoord.retour_soort));
    if (auto const written = write_output(path, xml); !written) return std::unexpected(written.error());
    return path.string();
}

void Processor::report(Zaak const& zaak) {
    if (!zaak.antwoord) {
        undecided_ = true;
        auto error = zaak.antwoord.error();
        error.context = fmt::format("{}: niet beslist, niets opgeslagen: {}", zaak.name, error.context);
        fail(error);
        return;
    }
    auto const& antwoord = *zaak.antwoord;
    if (antwoord.uitkomst == model::Uitkomst::afgekeurd || antwoord.uitkomst == model::Uitkomst::deels) rejected_ = true;
    auto const pad = write_retour(zaak, antwoord);
    if (!pad) {
        undecided_ = true;
        fail(pad.error());
    }

    if (antwoord.gewist_ms) {
        auto const tekst = gewist_tekst(antwoord.id, *antwoord.gewist_ms);
        if (options_.json)
            fmt::print("{}\n", json::serialize(json::object{{"bestand", zaak.name}, {"id", antwoord.id}, {"herhaald", true}, {"gewist", tekst}}));
        else fmt::print("{}: {}\n", zaak.name, tekst);
        return;
    }
    auto besluit = json::parse(antwoord.besluit_json).as_object();
    if (antwoord.retour_soort) {
        auto& retour = besluit["retour"].as_object();
        retour.erase("href"); // there is no daemon to ask
        if (pad && !pad->empty()) retour["pad"] = *pad;
    }
    if (options_.json) {
        json::value retour;
        if (antwoord.retour_soort)
            retour = json::object{{"berichtsoort", model::to_string(*antwoord.retour_soort)},
                                  {"pad", pad && !pad->empty() ? json::value(*pad) : json::value(nullptr)}};
        fmt::print(R"({{"bestand":{},"berichtsoort":{},"uitkomst":{},"bevindingen":{},"id":{},"retour":{},"herhaald":{},"besluit":{}}})"
                   "\n",
                   json::serialize(json::value(zaak.name)), json::serialize(besluit["berichtsoort"]), json::serialize(besluit["uitkomst"]),
                   json::serialize(besluit["bevindingen"]), antwoord.id, json::serialize(retour), antwoord.herhaald, antwoord.besluit_json);
        return;
    }
    TekstOpties tekst;
    tekst.releases = schemas_->releases();
    if (options_.alle) tekst.maximum = besluit["bevindingen"].as_array().size();
    fmt::print("{}: {}{}", zaak.name, antwoord.herhaald ? "eerder ontvangen, dit is het antwoord van toen: " : "",
               besluit_tekst(besluit, tekst));
}

int Processor::run(std::vector<std::string> const& names) {
    Progress progress(names.size());
    std::vector<model::Error> unreadable;
    std::size_t next = 0;
    bool trusted = true;
    while (trusted && next < names.size()) {
        std::vector<Zaak> group;
        std::size_t bytes = 0;
        for (; next < names.size() && group.size() < group_files && bytes < group_bytes; ++next) {
            auto content = read_input(names[next]);
            if (!content) {
                unreadable.push_back(content.error());
                continue;
            }
            bytes += content->size();
            group.push_back({names[next], std::move(*content)});
        }
        if (!group.empty()) trusted = decide(group);
        progress.clear();
        for (auto const& zaak : group) report(zaak);
        if (!group.empty()) progress.step(next, group.back().name);
    }
    progress.clear();
    std::fflush(stdout);
    for (auto const& error : unreadable) fail(error);
    if (next < names.size()) fmt::print(stderr, "ketenpoort: gestopt; {} bestanden zijn niet behandeld.\n", names.size() - next);
    if (undecided_ || !unreadable.empty() || next < names.size()) return exit_failed;
    return rejected_ ? exit_rejected : exit_done;
}

/// Two inputs whose answers would get the same name.
model::Result<void> check_names(std::vector<std::string> const& names) {
    std::map<std::string, std::string> by_stem;
    for (auto const& name : names) {
        auto const [it, fresh] = by_stem.emplace(std::filesystem::path(name).stem().string(), name);
        if (!fresh && it->second != name)
            return std::unexpected(model::Error{
                model::ErrorCode::wrong_use,
                fmt::format("{} en {} zouden hun antwoord in hetzelfde bestand schrijven. Verwerk ze apart, elk met een eigen --out.",
                            it->second, name)});
    }
    return {};
}

int run(Options const& options) {
    std::optional<model::Date> vandaag;
    if (!options.vandaag.empty()) {
        vandaag = model::parse_date(options.vandaag);
        if (!vandaag) return fail({model::ErrorCode::wrong_use, fmt::format("--today: \"{}\" is geen datum JJJJ-MM-DD", options.vandaag)});
    }
    auto names = expand(options.names);
    std::optional<Verloop> verloop;
    if (!options.verloop.empty()) {
        if (vandaag) return fail({model::ErrorCode::wrong_use, "--today en --verloop gaan niet samen."});
        auto gelezen = lees_verloop(options.verloop);
        if (!gelezen) return fail(gelezen.error());
        if (auto const geordend = gelezen->orden(names); !geordend) return fail(geordend.error());
        verloop = std::move(*gelezen);
    }
    if (!options.out.empty()) {
        if (auto const distinct = check_names(names); !distinct) return fail(distinct.error());
        std::error_code error;
        std::filesystem::create_directories(options.out, error);
        if (error) return fail({model::ErrorCode::store_io, fmt::format("--out: map {} is niet te maken", options.out)});
    }
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    auto const instellingen = to_json(omgeving(default_config(), Partners(), **schemas));
    auto const noted = (*store)->transact(
        [&](store::Transaction& tx) { return tx.omgeving(instellingen, system_clock(vandaag)().utc_ms); });
    if (!noted) return fail(noted.error());
    return Processor(options, std::move(*schemas), std::move(*store), std::move(*reader), system_clock(vandaag),
                     std::move(verloop))
        .run(names);
}

} // namespace

void add_process(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("process", "Verwerk berichten helemaal, zonder netwerk: beslis, sla op, maak het antwoord");
    command->add_option("--data", options->data, "Gegevensmap; wordt gemaakt als hij er niet is")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--today", options->vandaag, "Beslis alsof het deze dag is (JJJJ-MM-DD)");
    command->add_option("--verloop", options->verloop, "Lijst van `generate`: in die volgorde, elk bericht op zijn eigen dag");
    command->add_option("--releases", options->releases, releases_help);
    command->add_option("--out", options->out, "Schrijf elk antwoord hier als <naam>.<SOORT>.xml");
    command->add_flag("--json", options->json, "Een JSON-regel per bericht");
    command->add_flag("--alle", options->alle, "Toon alle bevindingen, ook als het er veel zijn");
    command->add_option("bestanden", options->names, "Bestanden, mappen (alle *.xml daaronder) of - voor standaardinvoer")->required();
    command->footer(
        "Voorbeelden:\n"
        "  ketenpoort process --data ./gegevens toewijzing.xml declaratie.xml\n"
        "  ketenpoort process --data ./gegevens --out ./antwoorden --json berichten/\n"
        "Berichten worden in de gegeven volgorde beslist; een bestand met dezelfde bytes krijgt het antwoord van de eerste keer.\n"
        "Afsluitcode: 0 alles goedgekeurd, 1 iets afgekeurd, 2 iets kon niet worden beslist.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
