#include "gateway/besluit_json.hpp"
#include "gateway/bundel.hpp"
#include "gateway/bundel_json.hpp"
#include "gateway/bundel_tekst.hpp"
#include "gateway/bundel_verschil.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/config.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/wie.hpp"
#include "rules/contract/load.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace gateway::commands {

namespace json = boost::json;

namespace {

using rules::contract::Files;

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string bundle;
    std::string other; ///< diff: the newer one
    std::string config;
    bool voorstel = false;
    bool json = false;
};

struct Loaded {
    Files files;
    model::Contract contract;
};

json::object fout_json(rules::contract::Fout const& fout) {
    return {{"bestand", fout.bestand}, {"lijn", fout.lijn},         {"kolom", fout.kolom},
            {"waarde", fout.waarde},   {"verwacht", fout.verwacht}, {"melding", fout.melding}};
}

void print_faults(std::string const& name, std::vector<rules::contract::Fout> const& fouten, bool as_json) {
    if (as_json) {
        json::array all;
        for (auto const& fout : fouten) all.push_back(fout_json(fout));
        fmt::print("{}\n", json::serialize(json::object{{"bundel", name}, {"in_orde", false}, {"fouten", std::move(all)}}));
        return;
    }
    for (auto const& fout : fouten) {
        fmt::print("{}", fout.bestand);
        if (fout.lijn != 0) fmt::print(":{}", fout.lijn);
        if (fout.lijn != 0 && fout.kolom != 0) fmt::print(":{}", fout.kolom);
        fmt::print(": {}\n", fout.melding);
        if (!fout.waarde.empty()) fmt::print("    Er staat:  {}\n", fout.waarde);
        if (!fout.verwacht.empty()) fmt::print("    Verwacht:  {}\n", fout.verwacht);
    }
    fmt::print("{}: {} {}; de bundel wordt niet gebruikt.\n", name, fouten.size(), fouten.size() == 1 ? "fout" : "fouten");
}

void print_summary(model::Contract const& c) {
    fmt::print("{}: in orde. {} gemeenten, {} producten, {} tarieven, {}.\n", c.label(), c.gemeenten.size(), c.producten.size(),
               c.tarieven.size(), geldigheid(c.geldig));
    if (c.heeft_afspraken())
        fmt::print("{} percelen, {} overeenkomsten, {} budgetten, {} afspraken over plekken.\n", c.percelen.size(), c.overeenkomsten.size(),
                   c.budgetten.size(), c.capaciteit.size());
    fmt::print("Hash: {}\n", c.hash);
}

/// Reads and checks a bundle directory; tells what is wrong. @returns the bundle, or the exit code
std::expected<Loaded, int> load_directory(Options const& options) {
    auto files = rules::contract::read_directory(options.bundle);
    if (!files) return std::unexpected(fail(files.error()));
    auto contract = rules::contract::load(*files);
    if (!contract) {
        print_faults(options.bundle, contract.error(), options.json);
        return std::unexpected(exit_rejected);
    }
    return Loaded{std::move(*files), std::move(*contract)};
}

int check(Options const& options) {
    auto const loaded = load_directory(options);
    if (!loaded) return loaded.error();
    if (options.json) fmt::print("{}\n", json::serialize(summary_json(loaded->contract)));
    else print_summary(loaded->contract);
    return exit_done;
}

std::string terugwerkend_tekst(model::Date van) { return fmt::format("Geldt met terugwerkende kracht, vanaf {}.", model::to_dutch(van)); }

/// Whether a bundle is to wait for a second person; nullopt: what is wrong with the settings was told.
std::optional<bool> vier_ogen(Options const& options) {
    if (options.config.empty()) return options.voorstel;
    auto const [config, fouten] = read_config(options.config);
    for (auto const& fout : fouten) fmt::print(stderr, "ketenpoort: {}\n", fout);
    if (!fouten.empty()) return std::nullopt;
    return options.voorstel || config.vier_ogen == "ja";
}

int import(Options const& options) {
    auto const wacht = vier_ogen(options);
    auto const wie = wie_hier({});
    if (!wacht || !wie) return exit_failed;
    auto loaded = load_directory(options);
    if (!loaded) return loaded.error();
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const moment = system_clock(std::nullopt)();
    auto bundel = stored_form(loaded->contract, std::move(loaded->files), moment.utc_ms);
    if (*wacht) bundel.voorgesteld_door = wie->wie;
    auto const fouten = importeer(**store, loaded->contract, bundel, moment.vandaag);
    if (!fouten) return fail(fouten.error());
    if (!fouten->empty()) {
        print_faults(options.bundle, *fouten, options.json);
        return exit_rejected;
    }
    if (options.json) {
        auto summary = summary_json(loaded->contract);
        summary["terugwerkend"] = bundel.terugwerkend;
        summary["staat"] = *wacht ? "voorgesteld" : "actief";
        fmt::print("{}\n", json::serialize(summary));
        return exit_done;
    }
    print_summary(loaded->contract);
    if (bundel.terugwerkend) fmt::print("{}\n", terugwerkend_tekst(loaded->contract.geldig.van));
    fmt::print("{} in {} voor gemeenten {}.\n", *wacht ? "Voorgesteld, en actief als een ander dat beslist," : "Actief", options.data,
               fmt::join(bundel.gemeenten, ", "));
    return exit_done;
}

/// Whether a stored bundle was valid from before the day it was imported.
bool terugwerkend_opgeslagen(store::Bundel const& bundel) {
    auto const contract = rules::contract::load(bundel.bestanden);
    return contract && terugwerkend(*contract, dutch_day(bundel.moment_ms));
}

int list(Options const& options) {
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    auto bundels = (*reader)->bundels();
    if (!bundels) return fail(bundels.error());
    for (auto& b : *bundels) {
        auto const whole = (*reader)->bundel(b.hash);
        if (!whole) return fail(whole.error());
        b.terugwerkend = *whole && terugwerkend_opgeslagen(**whole);
    }
    if (options.json) {
        json::array all;
        for (auto const& b : *bundels) {
            auto o = bundel_json(b);
            o["terugwerkend"] = b.terugwerkend;
            all.push_back(std::move(o));
        }
        fmt::print("{}\n", json::serialize(all));
        return exit_done;
    }
    if (bundels->empty())
        fmt::print("Geen contractbundels in {}. Laad er een met: ketenpoort contract import --data {} MAP\n", options.data, options.data);
    for (auto const& b : *bundels)
        fmt::print("{}@{}  {}  geladen {}{}  gemeenten {}  {}\n", b.naam, b.versie, b.actief ? "actief" : b.voorgesteld_door.empty() ? "vervangen" : "voorgesteld",
                   utc_text(b.moment_ms), b.terugwerkend ? " met terugwerkende kracht" : "", fmt::join(b.gemeenten, ", "),
                   b.hash.substr(0, 12));
    return exit_done;
}

/// A stored bundle by label ("noorderdal@2026-1"), by hash, or by name alone: then its active version.
model::Result<store::Bundel> find_stored(std::string const& data, std::string const& hoofdsleutel, std::string wanted) {
    auto store = open_opslag(data, hoofdsleutel);
    if (!store) return std::unexpected(store.error());
    auto reader = (*store)->reader();
    if (!reader) return std::unexpected(reader.error());
    auto const asked = wanted;
    if (wanted.find('@') == std::string::npos) {
        auto const bundels = (*reader)->bundels();
        if (!bundels) return std::unexpected(bundels.error());
        auto const named = std::ranges::find_if(*bundels, [&](auto const& b) { return b.naam == wanted && b.actief; });
        if (named != bundels->end()) wanted = named->hash;
    }
    auto bundel = (*reader)->bundel(wanted);
    if (!bundel) return std::unexpected(bundel.error());
    if (!*bundel)
        return std::unexpected(model::Error{
            model::ErrorCode::not_found,
            fmt::format("{} kent geen contractbundel \"{}\". `ketenpoort contract list --data {}` toont ze.", data, asked, data)});
    return std::move(**bundel);
}

/// A bundle in the data directory, or without one a directory; tells what is wrong. @returns the contract, or the exit code
std::expected<model::Contract, int> find(Options const& options, std::string const& naam, bool stored, bool& retroactive) {
    Files files;
    if (stored) {
        auto bundel = find_stored(options.data, options.hoofdsleutel, naam);
        if (!bundel) return std::unexpected(fail(bundel.error()));
        retroactive = terugwerkend_opgeslagen(*bundel);
        files = std::move(bundel->bestanden);
    } else {
        auto from_directory = rules::contract::read_directory(naam);
        if (!from_directory) return std::unexpected(fail(from_directory.error()));
        files = std::move(*from_directory);
    }
    auto contract = rules::contract::load(files);
    if (contract) return std::move(*contract);
    print_faults(naam, contract.error(), options.json);
    return std::unexpected(exit_rejected);
}

int show(Options const& options) {
    bool retroactive = false;
    auto const contract = find(options, options.bundle, !options.data.empty(), retroactive);
    if (!contract) return contract.error();
    if (options.json) {
        auto o = contract_json(*contract);
        if (!options.data.empty()) o["terugwerkend"] = retroactive;
        fmt::print("{}\n", json::serialize(o));
    } else {
        fmt::print("{}", bundel_tekst(*contract));
        if (retroactive) fmt::print("\n{}\n", terugwerkend_tekst(contract->geldig.van));
    }
    return exit_done;
}

int diff(Options const& options) {
    bool ignored = false;
    auto const stored = [&](std::string const& naam) { return !options.data.empty() && !std::filesystem::is_directory(naam); };
    auto const oud = find(options, options.bundle, stored(options.bundle), ignored);
    if (!oud) return oud.error();
    auto const nieuw = find(options, options.other, stored(options.other), ignored);
    if (!nieuw) return nieuw.error();
    auto const changes = verschil(*oud, *nieuw);
    if (options.json) {
        json::array all;
        for (auto const& v : changes) all.push_back(json::object{{"soort", v.soort}, {"sleutel", v.sleutel}, {"tekst", v.tekst}});
        fmt::print("{}\n",
                   json::serialize(json::object{{"oud", oud->label()}, {"nieuw", nieuw->label()}, {"verschillen", std::move(all)}}));
        return exit_done;
    }
    fmt::print("Van {} naar {}: {} {}.\n", oud->label(), nieuw->label(), changes.size(), changes.size() == 1 ? "verschil" : "verschillen");
    for (auto const& v : changes) fmt::print("  {}\n", v.tekst);
    return exit_done;
}

CLI::App* add(CLI::App& parent, Run& chosen, std::string const& name, std::string const& help, std::string const& footer,
              std::shared_ptr<Options> const& options, int (*run)(Options const&)) {
    auto* command = parent.add_subcommand(name, help);
    command->add_flag("--json", options->json, "Als JSON");
    command->footer(footer);
    command->callback([options, &chosen, run] { chosen = [options, run] { return run(*options); }; });
    return command;
}

} // namespace

void add_contract(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* contract = app.add_subcommand("contract", "Contractbundels: controleren, laden, tonen, vergelijken");
    contract->footer("Voorbeelden:\n"
                     "  ketenpoort contract check deploy/contracts/noorderdal\n"
                     "  ketenpoort contract import --data ./gegevens deploy/contracts/noorderdal");

    auto* c = add(*contract, chosen, "check", "Controleer een bundel zonder hem te laden",
                  "Voorbeeld: ketenpoort contract check deploy/contracts/noorderdal\n"
                  "Afsluitcode: 0 in orde, 1 fouten in de bundel, 2 niet te lezen.",
                  options, check);
    c->add_option("map", options->bundle, "Map van de bundel")->required();

    c = add(*contract, chosen, "import", "Controleer een bundel en maak hem actief in een gegevensmap",
            "Voorbeeld: ketenpoort contract import --data ./gegevens deploy/contracts/noorderdal\n"
            "Een bundel wordt helemaal geladen of helemaal niet. Dezelfde bundel nog eens laden verandert niets.",
            options, import);
    c->add_option("--data", options->data, "Gegevensmap; wordt gemaakt als hij er niet is")->required();
    c->add_option("--config", options->config, "TOML-bestand met instellingen, voor vier_ogen");
    c->add_flag("--voorstel", options->voorstel, "Nog niet actief: een ander beslist dat, aangemeld met de rol contractbeheer");
    add_hoofdsleutel(*c, options->hoofdsleutel);
    c->add_option("map", options->bundle, "Map van de bundel")->required();

    c = add(*contract, chosen, "list", "Toon de bundels in een gegevensmap", "Voorbeeld: ketenpoort contract list --data ./gegevens",
            options, list);
    c->add_option("--data", options->data, "Gegevensmap")->required()->check(CLI::ExistingDirectory);
    add_hoofdsleutel(*c, options->hoofdsleutel);

    c = add(*contract, chosen, "show", "Toon een bundel in gewoon Nederlands",
            "Voorbeelden:\n"
            "  ketenpoort contract show deploy/contracts/noorderdal\n"
            "  ketenpoort contract show --data ./gegevens noorderdal\n"
            "  ketenpoort contract show --data ./gegevens noorderdal@2026-1",
            options, show);
    c->add_option("--data", options->data, "Gegevensmap; zonder deze is NAAM een map")->check(CLI::ExistingDirectory);
    add_hoofdsleutel(*c, options->hoofdsleutel);
    c->add_option("naam", options->bundle, "Naam, naam@versie of hash in de gegevensmap; of de map van een bundel")->required();

    c = add(*contract, chosen, "diff", "Vergelijk twee bundels in gewoon Nederlands",
            "Voorbeelden:\n"
            "  ketenpoort contract diff deploy/contracts/noorderdal ./noorderdal-2027\n"
            "  ketenpoort contract diff --data ./gegevens noorderdal@2026-1 noorderdal@2027-1\n"
            "  ketenpoort contract diff --data ./gegevens noorderdal ./noorderdal-2027",
            options, diff);
    c->add_option("--data", options->data, "Gegevensmap, voor bundels die geen map zijn")->check(CLI::ExistingDirectory);
    add_hoofdsleutel(*c, options->hoofdsleutel);
    c->add_option("oud", options->bundle, "Map, naam, naam@versie of hash")->required();
    c->add_option("nieuw", options->other, "Map, naam, naam@versie of hash")->required();
}

} // namespace gateway::commands
