#include "gateway/aanmelden/gebruiker.hpp"
#include "gateway/aanmelden/wachtwoord.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/klok.hpp"
#include "gateway/wie.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>

namespace gateway::commands {

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string gebruiker;
    std::string naam;
    std::vector<std::string> rollen;
    std::vector<std::string> gemeenten;
    bool json = false;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

/// The terminal shows nothing that is typed for as long as this is there.
class ZonderEcho {
public:
    ZonderEcho() {
        if (::tcgetattr(STDIN_FILENO, &was_) != 0) return;
        auto without = was_;
        without.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &without) == 0;
    }
    ~ZonderEcho() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &was_);
    }
    ZonderEcho(ZonderEcho const&) = delete;
    ZonderEcho& operator=(ZonderEcho const&) = delete;

private:
    termios was_{};
    bool changed_ = false;
};

std::string regel(std::string_view vraag) {
    if (::isatty(STDIN_FILENO) != 0) fmt::print(stderr, "{}: ", vraag);
    std::string line;
    {
        ZonderEcho const quiet;
        std::getline(std::cin, line);
    }
    if (::isatty(STDIN_FILENO) != 0) fmt::print(stderr, "\n");
    return line;
}

/// From the terminal, twice, or one line of what is fed in: never from the command line, where every process can read it.
model::Result<std::string> vraag_wachtwoord(std::string const& gebruiker) {
    auto const given = regel("Wachtwoord");
    if (auto const fout = aanmelden::fout_in_wachtwoord(given, gebruiker)) return std::unexpected(wrong(*fout));
    if (::isatty(STDIN_FILENO) != 0 && regel("Nog eens") != given) return std::unexpected(wrong("De twee wachtwoorden zijn niet gelijk."));
    aanmelden::Zout zout{};
    auto const bytes = store::sqlite::random_nonce()();
    std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(zout.size()), zout.begin());
    return aanmelden::versleutel(given, zout);
}

/// Changes a user in the store. @param verander gets the user of now, or nobody, and gives the new one or why not
int wijzig(Options const& options, std::string_view wat,
           std::function<model::Result<store::Gebruiker>(std::optional<store::Gebruiker>)> const& verander) {
    auto const wie = wie_hier({});
    if (!wie) return fail(wrong(wie.error()));
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    auto const moment_ms = system_clock(std::nullopt)().utc_ms;
    store::Gebruiker nieuw;
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto known = tx.gebruiker(options.gebruiker);
        if (!known) return std::unexpected(known.error());
        auto changed = verander(std::move(*known));
        if (!changed) return std::unexpected(changed.error());
        nieuw = std::move(*changed);
        nieuw.moment_ms = moment_ms;
        if (auto const fout = aanmelden::fout_in_gebruiker(nieuw); !fout.empty()) return std::unexpected(wrong(fout));
        return tx.bewaar_gebruiker(nieuw, {moment_ms, wat, wie->wie});
    });
    if (!done) return fail(done.error());
    if (options.json) fmt::print("{}\n", boost::json::serialize(aanmelden::gebruiker_json(nieuw)));
    else fmt::print("Gebruiker {}: {}.\n", nieuw.gebruiker, wat);
    return exit_done;
}

std::unexpected<model::Error> onbekend(Options const& options) {
    return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("Er is geen gebruiker {}.", options.gebruiker)});
}

int add(Options const& options) {
    auto const rollen = aanmelden::lees_rollen(options.rollen);
    if (!rollen) return fail(wrong(rollen.error()));
    auto const gemeenten = aanmelden::lees_gemeenten(options.gemeenten);
    if (!gemeenten) return fail(wrong(gemeenten.error()));
    store::Gebruiker nieuw{options.gebruiker, options.naam.empty() ? options.gebruiker : options.naam, *rollen, *gemeenten, {}, 0};
    if (auto const fout = aanmelden::fout_in_gebruiker(nieuw); !fout.empty()) return fail(wrong(fout));
    auto wachtwoord = vraag_wachtwoord(options.gebruiker);
    if (!wachtwoord) return fail(wachtwoord.error());
    nieuw.wachtwoord = std::move(*wachtwoord);
    return wijzig(options, "toegevoegd", [&](std::optional<store::Gebruiker> known) -> model::Result<store::Gebruiker> {
        if (known) return std::unexpected(wrong(fmt::format("Gebruiker {} is er al.", options.gebruiker)));
        return nieuw;
    });
}

int password(Options const& options) {
    auto const wachtwoord = vraag_wachtwoord(options.gebruiker);
    if (!wachtwoord) return fail(wachtwoord.error());
    return wijzig(options, "wachtwoord", [&](std::optional<store::Gebruiker> known) -> model::Result<store::Gebruiker> {
        if (!known) return onbekend(options);
        known->wachtwoord = *wachtwoord;
        return std::move(*known);
    });
}

int rollen(Options const& options) {
    auto const nieuw = aanmelden::lees_rollen(options.rollen);
    if (!nieuw) return fail(wrong(nieuw.error()));
    return wijzig(options, "rollen", [&](std::optional<store::Gebruiker> known) -> model::Result<store::Gebruiker> {
        if (!known) return onbekend(options);
        known->rollen = *nieuw;
        if (options.gemeenten.empty()) return std::move(*known);
        auto gemeenten = aanmelden::lees_gemeenten(options.gemeenten);
        if (!gemeenten) return std::unexpected(wrong(gemeenten.error()));
        known->gemeenten = std::move(*gemeenten);
        return std::move(*known);
    });
}

int remove(Options const& options) {
    auto const wie = wie_hier({});
    if (!wie) return fail(wrong(wie.error()));
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return fail(store.error());
    store::Daad const daad{system_clock(std::nullopt)().utc_ms, "verwijderd", wie->wie};
    bool gone = false;
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const removed = tx.verwijder_gebruiker(options.gebruiker, daad);
        if (!removed) return std::unexpected(removed.error());
        gone = *removed;
        return {};
    });
    if (!done) return fail(done.error());
    if (!gone) return fail(onbekend(options).error());
    if (options.json) fmt::print("{}\n", boost::json::serialize(boost::json::object{{"gebruiker", options.gebruiker}, {"verwijderd", true}}));
    else fmt::print("Gebruiker {}: verwijderd.\n", options.gebruiker);
    return exit_done;
}

int list(Options const& options) {
    auto const reader = store::sqlite::open_reader(options.data, options.hoofdsleutel);
    if (!reader) return fail(reader.error());
    auto const all = (*reader)->gebruikers();
    if (!all) return fail(all.error());
    for (auto const& one : *all) {
        if (options.json) fmt::print("{}\n", boost::json::serialize(aanmelden::gebruiker_json(one)));
        else fmt::print("{}  {}  {}  gemeenten {}\n", one.gebruiker, one.naam, store::rollen_tekst(one.rollen), fmt::join(one.gemeenten, " "));
    }
    if (!options.json && all->empty()) fmt::print("Er zijn geen gebruikers.\n");
    return exit_done;
}

} // namespace

void add_user(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("user", "Gebruikers die zich met een wachtwoord aanmelden");
    command->require_subcommand(1);
    auto const sub = [&](char const* name, char const* help, int (*run)(Options const&), bool named) {
        auto* one = command->add_subcommand(name, help);
        one->add_option("--data", options->data, run == list ? "Gegevensmap" : "Gegevensmap; de daemon staat stil")->required();
        add_hoofdsleutel(*one, options->hoofdsleutel);
        one->add_flag("--json", options->json, "Als JSON");
        if (named) one->add_option("gebruiker", options->gebruiker, "Naam om mee aan te melden")->required();
        one->callback([options, &chosen, run] { chosen = [options, run] { return run(*options); }; });
        return one;
    };
    auto const rights = [&](CLI::App* one, bool required) {
        one->add_option("--rol", options->rollen, "backoffice, contractbeheer, auditor, toezicht of beheer; meer met een komma ertussen")
            ->delimiter(',')
            ->required();
        auto* gemeenten = one->add_option("--gemeente", options->gemeenten, "Gemeentecodes met een komma ertussen, of * voor alle")->delimiter(',');
        if (required) gemeenten->required();
    };
    auto* one = sub("add", "Voeg een gebruiker toe; het wachtwoord wordt gevraagd, of is de eerste regel van wat wordt ingevoerd", add, true);
    one->add_option("--naam", options->naam, "Naam voor mensen");
    rights(one, true);
    one->footer("Voorbeeld:\n  ketenpoort user add --data ./gegevens j.jansen --naam \"J. Jansen\" --rol backoffice --gemeente 0344");
    sub("list", "Toon de gebruikers", list, false);
    sub("password", "Geef een gebruiker een nieuw wachtwoord", password, true);
    rights(sub("rollen", "Geef een gebruiker andere rollen, en met --gemeente andere gemeenten", rollen, true), false);
    sub("remove", "Verwijder een gebruiker", remove, true);
}

} // namespace gateway::commands
