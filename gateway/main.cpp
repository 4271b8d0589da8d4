#include "gateway/commands/command.hpp"
#include "gateway/commands/dutch.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    namespace commands = gateway::commands;
    try {
        CLI::App app{"Ketenpoort: poort van de keten voor iWmo- en iJw-berichten (3.2).", "ketenpoort"};
        commands::speak_dutch(app);
        app.set_version_flag("--version", "ketenpoort " KETENPOORT_VERSION, "Toon de versie");
        app.set_help_flag("-h,--help", "Toon deze hulp");
        app.footer("Afsluitcode: 0 gedaan of goedgekeurd, 1 afgekeurd of controle niet gehaald, 2 verkeerd gebruik of niet te beslissen.\n"
                   "Hulp bij een opdracht: ketenpoort OPDRACHT --help");

        commands::Run chosen;
        commands::add_check(app, chosen);
        commands::add_process(app, chosen);
        commands::add_send(app, chosen);
        commands::add_contract(app, chosen);
        commands::add_rules(app, chosen);
        commands::add_codelijst(app, chosen);
        commands::add_keten(app, chosen);
        commands::add_inzage(app, chosen);
        commands::add_retention(app, chosen);
        commands::add_budget(app, chosen);
        commands::add_registratie(app, chosen);
        commands::add_sleutel(app, chosen);
        commands::add_wis(app, chosen);
        commands::add_report(app, chosen);
        commands::add_replay(app, chosen);
        commands::add_whatif(app, chosen);
        commands::add_generate(app, chosen);
        commands::add_werkvoorraad(app, chosen);
        commands::add_uit(app, chosen);
        commands::add_user(app, chosen);
        commands::add_audit(app, chosen);
        commands::add_backup(app, chosen);
        commands::add_restore(app, chosen);
        commands::add_serve(app, chosen);
        commands::add_config(app, chosen);
        commands::add_completion(app, chosen);
        try {
            app.parse(argc, argv);
        } catch (CLI::ParseError const& e) {
            // CLI11 has a number of its own per kind of mistake; for us all of them are wrong use.
            return app.exit(e) == 0 ? commands::exit_done : commands::exit_failed;
        }
        if (!chosen) {
            fmt::print(stderr, "{}", commands::dutch_complaint(&app, CLI::RequiredError("Een opdracht")));
            return commands::exit_failed;
        }
        return chosen();
    } catch (std::exception const& e) {
        fmt::print(stderr, "ketenpoort: onverwachte fout: {}\n", e.what());
        return commands::exit_failed;
    }
}
