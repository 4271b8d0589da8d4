#include "gateway/budget_json.hpp"
#include "gateway/commands/command.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string gemeente;
    std::string aanbieder;
    std::int32_t jaar = 0;
    bool json = false;
};

BudgetVraag vraag(Options const& options) {
    BudgetVraag vraag;
    if (!options.gemeente.empty()) vraag.gemeente = options.gemeente;
    if (!options.aanbieder.empty()) vraag.aanbieder = options.aanbieder;
    if (options.jaar != 0) vraag.jaar = options.jaar;
    return vraag;
}

void print(Budgetpositie const& positie) {
    auto const& b = *positie.budget;
    auto const& stand = positie.stand.stand;
    auto const wie = !b.aanbieder.empty() ? b.aanbieder : !b.gemeente.empty() ? b.gemeente : std::string("regio");
    auto const gebruik = rules::contract::Budgetstand::basispunten(stand.beslag, positie.stand.bedrag);
    fmt::print("{} {} {} ({}): € {}\n", b.id, b.jaar, wie, positie.contract->label(), model::to_dutch(positie.stand.bedrag));
    fmt::print("    beslag € {} ({},{:02} %), vrij € {}\n", model::to_dutch(stand.beslag), gebruik / 100, gebruik % 100,
               model::to_dutch(positie.stand.vrij()));
    fmt::print("    vastgelegd € {}, toegekend € {}, gevraagd € {}, {} toewijzingen\n", model::to_dutch(stand.vastgelegd),
               model::to_dutch(stand.toegekend), model::to_dutch(stand.gevraagd), stand.toewijzingen);
    if (positie.ruimte) fmt::print("    bestedingsruimte: {}\n", rules::contract::name(positie.ruimte->toestand));
}

int run(Options const& options) {
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    auto const posities = Budgetten().posities(**reader, vraag(options));
    if (!posities) return fail(posities.error());
    if (options.json) {
        boost::json::array all;
        for (auto const& positie : *posities) all.push_back(to_json(positie));
        fmt::print("{}\n", boost::json::serialize(boost::json::object{{"budgetten", std::move(all)}}));
        return exit_done;
    }
    if (posities->empty()) fmt::print("Er zijn geen budgetten in de actieve contractbundels van {}.\n", options.data);
    for (auto const& positie : *posities) print(positie);
    return exit_done;
}

} // namespace

void add_budget(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("budget", "Toon wat er op de budgetten staat: bedrag, beslag en wat vrij is");
    command->add_option("--data", options->data, "Gegevensmap")->required();
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--gemeente", options->gemeente, "Alleen van deze gemeente (CBS-code)");
    command->add_option("--aanbieder", options->aanbieder, "Alleen van deze aanbieder (AGB-code)");
    command->add_option("--jaar", options->jaar, "Alleen van dit jaar");
    command->add_flag("--json", options->json, "Uitvoer als JSON");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
