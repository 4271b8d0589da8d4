#include "gateway/besluit_json.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/releases.hpp"
#include "gateway/text.hpp"
#include "rules/judge.hpp"
#include "xsd/read.hpp"
#include "xsd/recognise.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::vector<std::string> names;
    std::string releases;
    bool json = false;
    bool alle = false;
};

/// One line of `check --json`: {"bestand", "berichtsoort", "release", "uitkomst", "bevindingen"}.
std::string line(std::string const& name, std::optional<xsd::Herkend> const& herkend, model::Findings const& findings) {
    auto const soort = herkend ? std::optional(herkend->soort) : std::nullopt;
    auto out =
        fmt::format(R"({{"bestand":{},"berichtsoort":{},"release":{},"uitkomst":"{}","bevindingen":)",
                    boost::json::serialize(boost::json::value(name)), soort ? fmt::format("\"{}\"", model::to_string(*soort)) : "null",
                    herkend ? fmt::format("\"{}\"", herkend->release->versie) : "null", findings.empty() ? "goedgekeurd" : "afgekeurd");
    append_bevindingen(out, findings, soort);
    out += '}';
    return out;
}

int run(Options const& options) {
    auto const schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());

    int exit = exit_done;
    std::vector<model::Error> unreadable;
    auto const names = expand(options.names);
    Progress progress(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const bytes = read_input(names[i]);
        if (!bytes) {
            unreadable.push_back(bytes.error());
            continue;
        }
        auto const payload = std::as_bytes(std::span(*bytes));
        auto const message = xsd::read(**schemas, payload);
        auto const herkend = message ? std::optional(xsd::Herkend{message->soort, message->release}) : xsd::recognise(**schemas, payload);
        auto const findings = message ? rules::judge_within(*message) : message.error();
        if (!findings.empty()) exit = exit_rejected;

        auto const json = line(names[i], herkend, findings);
        if (options.json) {
            fmt::print("{}\n", json);
        } else {
            TekstOpties tekst;
            if (options.alle) tekst.maximum = findings.size();
            tekst.releases = (*schemas)->releases();
            progress.clear();
            fmt::print("{}: {}", names[i], besluit_tekst(boost::json::parse(json).as_object(), tekst));
        }
        progress.step(i + 1, names[i]);
    }
    progress.clear();
    std::fflush(stdout);
    for (auto const& error : unreadable) exit = fail(error);
    return exit;
}

} // namespace

void add_check(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("check", "Controleer berichten op niveau 1 (schema) en 2 (binnen het bericht), zonder opslag");
    command->add_option("bestanden", options->names, "Bestanden, mappen (alle *.xml daaronder) of - voor standaardinvoer")->required();
    command->add_option("--releases", options->releases, releases_help);
    command->add_flag("--json", options->json, "Een JSON-regel per bestand");
    command->add_flag("--alle", options->alle, "Toon alle bevindingen, ook als het er veel zijn");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort check declaratie.xml\n"
                    "  ketenpoort check --json berichten/ | jq .uitkomst\n"
                    "  cat declaratie.xml | ketenpoort check -\n"
                    "Afsluitcode: 0 alles goed, 1 bevindingen, 2 een bestand was niet te lezen.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
