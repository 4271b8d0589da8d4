#include "gateway/commands/command.hpp"
#include "gateway/commands/inzage_log.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/inzage.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/rapport/maak.hpp"
#include "gateway/rapport/opmaak.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string naam;
    std::string data;
    std::string hoofdsleutel;
    std::string van, tot, op, gemeente, aanbieder, bundel;
    std::int64_t bericht = 0;
    std::vector<std::string> stel;
    std::vector<std::string> invoer;
    std::string formaat;
    std::string uit;
    bool lijst = false;
    bool uitleg = false;
    bool herkomst = false;
    bool json = false;
    std::string reden;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

std::optional<std::string> gegeven(std::string const& tekst) { return tekst.empty() ? std::nullopt : std::optional(tekst); }

model::Result<rapport::Verzoek> verzoek(Options const& options) {
    rapport::Verzoek uit{.naam = options.naam,
                         .van = gegeven(options.van),
                         .tot = gegeven(options.tot),
                         .op = gegeven(options.op),
                         .gemeente = gegeven(options.gemeente),
                         .aanbieder = gegeven(options.aanbieder),
                         .bundel = gegeven(options.bundel),
                         .bericht = options.bericht == 0 ? std::nullopt : std::optional(options.bericht),
                         .instellingen = {},
                         .invoer = {}};
    for (auto const& een : options.stel) {
        auto const is = een.find('=');
        if (is == std::string::npos || is == 0)
            return std::unexpected(wrong(fmt::format("--stel heeft de vorm NAAM=WAARDE, niet {}.", een)));
        uit.instellingen.emplace_back(een.substr(0, is), een.substr(is + 1));
    }
    for (auto const& een : options.invoer) {
        auto const is = een.find('=');
        if (is == std::string::npos || is == 0)
            return std::unexpected(wrong(fmt::format("--invoer heeft de vorm NAAM=BESTAND.csv, niet {}.", een)));
        auto bytes = read_input(een.substr(is + 1));
        if (!bytes) return std::unexpected(bytes.error());
        uit.invoer.push_back({een.substr(0, is), std::filesystem::path(een.substr(is + 1)).filename().string(), std::move(*bytes)});
    }
    return uit;
}

int toon_fouten(std::vector<model::Fout> const& fouten) {
    for (auto const& fout : fouten) {
        fmt::print(stderr, "{}", fout.bestand);
        if (fout.lijn != 0) fmt::print(stderr, ":{}:{}", fout.lijn, fout.kolom);
        fmt::print(stderr, ": {}\n", fout.melding);
        if (!fout.verwacht.empty()) fmt::print(stderr, "    Verwacht:  {}\n", fout.verwacht);
    }
    fmt::print(stderr, "{} {}; er is geen rapport gemaakt.\n", fouten.size(), fouten.size() == 1 ? "fout" : "fouten");
    return exit_rejected;
}

std::string opgemaakt(Options const& options, rules::rapport::Rapport const& gemaakt) {
    auto const formaat = options.json ? std::string("json") : options.formaat;
    if (formaat == "json") return boost::json::serialize(rapport::als_json(gemaakt, options.herkomst)) + "\n";
    if (formaat == "csv") return rapport::als_csv(gemaakt);
    if (formaat == "html") return rapport::als_html(gemaakt, options.herkomst, "");
    return rapport::als_tekst(gemaakt, options.herkomst);
}

int maak(Options const& options) {
    auto const* soort = rules::rapport::vind_soort(options.naam);
    if (soort == nullptr)
        return fail(
            {model::ErrorCode::not_found, fmt::format("Rapport {} bestaat niet; ketenpoort report --list noemt ze.", options.naam)});
    if (options.uitleg) {
        fmt::print("{}", rapport::uitleg_tekst(*soort));
        return exit_done;
    }
    if (options.data.empty()) return fail(wrong("Geef --data MAP: de gegevensmap waar het rapport over gaat."));
    auto const gevraagd = verzoek(options);
    if (!gevraagd) return fail(gevraagd.error());
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    Budgetten contracten;
    auto const start = std::chrono::steady_clock::now();
    bool getoond = false;
    auto const gemaakt = rapport::maak(contracten, **reader, *gevraagd, system_clock(std::nullopt)().vandaag, [&](std::int64_t rijen) {
        if (isatty(STDERR_FILENO) != 1 || std::chrono::steady_clock::now() - start < std::chrono::seconds(1)) return;
        fmt::print(stderr, "\r\033[K{} rijen gelezen", rijen);
        getoond = true;
    });
    if (getoond) fmt::print(stderr, "\r\033[K");
    if (!gemaakt) {
        if (auto const* fouten = std::get_if<std::vector<model::Fout>>(&gemaakt.error())) return toon_fouten(*fouten);
        return fail(std::get<model::Error>(gemaakt.error()));
    }
    if (auto const done = leg_vast(**store, "report", gezien_in(*gemaakt), options.reden); !done) return fail(done.error());
    auto const tekst = opgemaakt(options, *gemaakt);
    if (options.uit.empty()) {
        fmt::print("{}", tekst);
        return exit_done;
    }
    if (auto done = write_output(options.uit, tekst); !done) return fail(done.error());
    for (auto const& waarschuwing : gemaakt->waarschuwingen) fmt::print(stderr, "let op: {}\n", waarschuwing);
    return exit_done;
}

int run(Options const& options) {
    if (!options.lijst && options.naam.empty()) return fail(wrong("Noem een rapport, of geef --list."));
    if (!options.lijst) return maak(options);
    if (options.json || options.formaat == "json")
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"rapporten", rapport::lijst_json()}}));
    else fmt::print("{}", rapport::lijst_tekst());
    return exit_done;
}

} // namespace

void add_report(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("report", "Maak een rapport: afrekening, benutting, jaarafsluiting, kostenverdeling en meer");
    command->add_option("RAPPORT", options->naam, "Naam van het rapport");
    command->add_flag("--list", options->lijst, "Noem alle rapporten");
    command->add_flag("--uitleg", options->uitleg, "Toon de instellingen en de invoer van het rapport");
    command->add_option("--data", options->data, "Gegevensmap");
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--van", options->van, "Eerste dag (JJJJ-MM-DD); anders 1 januari van dit jaar");
    command->add_option("--tot", options->tot, "Laatste dag (JJJJ-MM-DD); anders 31 december van dat jaar");
    command->add_option("--op", options->op, "Zoals bekend op deze dag (JJJJ-MM-DD); anders vandaag");
    command->add_option("--gemeente", options->gemeente, "Alleen deze gemeente (CBS-code)");
    command->add_option("--aanbieder", options->aanbieder, "Alleen deze aanbieder (AGB-code)");
    command->add_option("--bundel", options->bundel, "Alleen deze contractbundel (naam)");
    command->add_option("--bericht", options->bericht, "Alleen deze declaratie (nummer van het bericht); voor rapport regels")
        ->check(CLI::PositiveNumber);
    command->add_option("--stel", options->stel, "NAAM=WAARDE: een instelling van het rapport; mag vaker");
    command->add_option("--invoer", options->invoer, "NAAM=BESTAND.csv: wat ketenpoort niet kan weten; mag vaker");
    command->add_option("--format", options->formaat, "text, json, csv of html")
        ->default_val("text")
        ->check(CLI::IsMember({"text", "json", "csv", "html"}));
    command->add_option("--uit", options->uit, "Schrijf naar dit bestand");
    command->add_flag("--lineage", options->herkomst, "Toon bij elke rij de berichten en regels waar zij van gemaakt is");
    add_reden(*command, options->reden);
    command->add_flag("--json", options->json, "Uitvoer als JSON");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort report --list\n"
                    "  ketenpoort report benutting --data ./gegevens --van 2026-01-01 --tot 2026-12-31\n"
                    "  ketenpoort report afrekening --data ./gegevens --invoer voorschot=voorschot.csv --stel bandbreedte_bp=500 --format "
                    "html --uit afrekening.html");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
