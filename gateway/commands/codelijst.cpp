#include "gateway/commands/command.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/releases.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string naam;
    std::string release;
    std::string releases;
    bool json = false;
};

std::string dag(std::optional<model::Date> datum) { return datum ? model::to_string(*datum) : std::string(); }

std::string_view domein(model::CodeRegel const& regel) { return regel.domein ? model::name(*regel.domein) : std::string_view{}; }

json::object lijst_json(model::Codelijst const& lijst, std::string const& versie) {
    json::array codes;
    for (auto const& regel : lijst.regels)
        codes.push_back(json::object{{"code", regel.code},
                                     {"domein", text_or_null(domein(regel))},
                                     {"van", text_or_null(dag(regel.van))},
                                     {"tot", text_or_null(dag(regel.tot))},
                                     {"omschrijving", regel.omschrijving}});
    return {{"release", versie}, {"naam", lijst.naam}, {"codes", std::move(codes)}};
}

void print_names(model::Release const& release, bool as_json) {
    json::array all;
    for (auto const& lijst : release.codelijsten) {
        all.push_back(json::object{{"release", release.versie}, {"naam", lijst.naam}, {"aantal", lijst.regels.size()}});
        if (!as_json) fmt::print("{:<32} {:>4} codes\n", lijst.naam, lijst.regels.size());
    }
    if (as_json) fmt::print("{}\n", json::serialize(all));
}

void print_list(model::Codelijst const& lijst) {
    for (auto const& regel : lijst.regels) {
        auto const geldig = regel.van || regel.tot ? fmt::format("  (geldig {} t/m {})", regel.van ? dag(regel.van) : "van oudsher",
                                                                 regel.tot ? dag(regel.tot) : "heden")
                                                   : std::string();
        fmt::print("{:<6} {:<4} {}{}\n", regel.code, domein(regel), regel.omschrijving, geldig);
    }
}

int run(Options const& options) {
    auto const schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto const release = find_release(**schemas, options.release);
    if (!release) return fail(release.error());
    if (options.naam.empty()) {
        print_names(**release, options.json);
        return exit_done;
    }
    auto const* lijst = (*release)->codelijst(options.naam);
    if (lijst == nullptr)
        return fail(
            {model::ErrorCode::not_found, fmt::format("Release {} heeft geen codelijst {}; `ketenpoort codelijst` toont ze allemaal.",
                                                      (*release)->versie, options.naam)});
    if (options.json) fmt::print("{}\n", json::serialize(lijst_json(*lijst, (*release)->versie)));
    else print_list(*lijst);
    return exit_done;
}

} // namespace

void add_codelijst(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("codelijst", "Toon de codelijsten van een release: code, domein, geldigheid, betekenis");
    command->add_option("naam", options->naam, "Naam van de lijst; zonder naam: welke lijsten er zijn");
    command->add_option("--release", options->release, "Versie van de release; anders de nieuwste");
    command->add_option("--releases", options->releases, releases_help);
    command->add_flag("--json", options->json, "Als JSON");
    command->footer("Voorbeelden:\n"
                    "  ketenpoort codelijst\n"
                    "  ketenpoort codelijst productcategorieen\n"
                    "  ketenpoort codelijst gemeenten --json | jq '.codes[] | select(.code == \"0384\")'");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
