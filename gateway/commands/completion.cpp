#include "gateway/commands/command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::commands {

namespace {

/// Something that can be typed, and what it is for.
struct Woord {
    std::string woord;
    std::string uitleg;
};

/// What may follow the words that lead to a subcommand.
struct Plek {
    std::string pad; ///< "audit verify"; empty: the program itself
    std::vector<Woord> opdrachten;
    std::vector<Woord> opties;
};

void verzamel(CLI::App const& app, std::string const& pad, std::vector<Plek>& uit) {
    Plek plek{pad, {}, {}};
    for (auto const* option : app.get_options()) {
        for (auto const& kort : option->get_snames()) plek.opties.push_back({"-" + kort, option->get_description()});
        for (auto const& lang : option->get_lnames()) plek.opties.push_back({"--" + lang, option->get_description()});
    }
    auto const onder = app.get_subcommands([](CLI::App const*) { return true; });
    for (auto const* een : onder) plek.opdrachten.push_back({een->get_name(), een->get_description()});
    uit.push_back(std::move(plek));
    for (auto const* een : onder) verzamel(*een, pad.empty() ? een->get_name() : pad + " " + een->get_name(), uit);
}

/// In single quotes, as every shell here reads it; fish knows \\ and \' within them, the others neither.
std::string quoted(std::string_view text, bool fish) {
    std::string out = "'";
    for (char const c : text) {
        if (fish && (c == '\\' || c == '\'')) (out += '\\') += c;
        else if (c == '\'') out += "'\\''";
        else out += c;
    }
    return out + "'";
}

/// The lines of bash and zsh that find out in `plek` which subcommand the words lead to: every one there is, with the way to it.
std::string pad_zoeker(std::vector<Plek> const& plekken) {
    std::vector<std::string> bekend;
    for (auto const& plek : plekken)
        for (auto const& een : plek.opdrachten) bekend.push_back(quoted(plek.pad + " " + een.woord, false));
    return fmt::format("        case \"$plek $woord\" in\n            {}) plek=\"${{plek:+$plek }}$woord\" ;;\n        esac\n", fmt::join(bekend, "|"));
}

std::string bash(std::vector<Plek> const& plekken) {
    std::string out = "# bash completion for ketenpoort; made by `ketenpoort completion bash`\n"
                      "_ketenpoort() {\n"
                      "    local plek=\"\" woord woorden=\"\"\n"
                      "    for woord in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n";
    out += pad_zoeker(plekken);
    out += "    done\n    case \"$plek\" in\n";
    for (auto const& plek : plekken) {
        std::vector<std::string> woorden;
        for (auto const* soort : {&plek.opdrachten, &plek.opties})
            for (auto const& een : *soort) woorden.push_back(een.woord);
        out += fmt::format("        {}) woorden={} ;;\n", quoted(plek.pad, false), quoted(fmt::format("{}", fmt::join(woorden, " ")), false));
    }
    // Nothing fits: -o default gives file names.
    out += "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$woorden\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
           "}\n"
           "complete -o default -F _ketenpoort ketenpoort\n";
    return out;
}

std::string zsh(std::vector<Plek> const& plekken) {
    std::string out = "#compdef ketenpoort\n"
                      "# zsh completion for ketenpoort; made by `ketenpoort completion zsh`\n"
                      "_ketenpoort() {\n"
                      "    local plek=\"\" woord\n"
                      "    local -a opdrachten opties\n"
                      "    for woord in \"${(@)words[2,CURRENT-1]}\"; do\n";
    out += pad_zoeker(plekken);
    out += "    done\n    case \"$plek\" in\n";
    auto const lijst = [](std::vector<Woord> const& woorden) {
        std::string text;
        for (auto const& een : woorden) text += "\n            " + quoted(fmt::format("{}:{}", een.woord, een.uitleg), false);
        return text;
    };
    for (auto const& plek : plekken)
        out += fmt::format("        {})\n            opdrachten=({})\n            opties=({})\n            ;;\n", quoted(plek.pad, false),
                           lijst(plek.opdrachten), lijst(plek.opties));
    out += "    esac\n"
           "    if [[ \"$PREFIX\" == -* ]]; then\n"
           "        _describe -o optie opties\n"
           "    else\n"
           "        (( ${#opdrachten} )) && _describe opdracht opdrachten || _files\n"
           "    fi\n"
           "}\n"
           "compdef _ketenpoort ketenpoort\n";
    return out;
}

std::string fish(std::vector<Plek> const& plekken) {
    std::vector<std::string> bekend;
    for (auto const& plek : plekken)
        for (auto const& een : plek.opdrachten) bekend.push_back(quoted(plek.pad + " " + een.woord, true));
    std::string out = fmt::format("# fish completion for ketenpoort; made by `ketenpoort completion fish`\n"
                                  "function __ketenpoort_plek\n"
                                  "    set -l plek ''\n"
                                  "    for woord in (commandline -opc)[2..-1]\n"
                                  "        if contains -- \"$plek $woord\" {}\n"
                                  "            set plek (string trim -- \"$plek $woord\")\n"
                                  "        end\n"
                                  "    end\n"
                                  "    test \"$plek\" = \"$argv[1]\"\n"
                                  "end\n",
                                  fmt::join(bekend, " "));
    for (auto const& plek : plekken) {
        auto const bij = fmt::format("complete -c ketenpoort -n {}", quoted(fmt::format("__ketenpoort_plek \"{}\"", plek.pad), true));
        for (auto const& een : plek.opdrachten) out += fmt::format("{} -f -a {} -d {}\n", bij, een.woord, quoted(een.uitleg, true));
        for (auto const& een : plek.opties) {
            bool const lang = een.woord.starts_with("--");
            out += fmt::format("{} -{} {} -d {}\n", bij, lang ? 'l' : 's', een.woord.substr(lang ? 2 : 1), quoted(een.uitleg, true));
        }
    }
    return out;
}

} // namespace

void add_completion(CLI::App& app, Run& chosen) {
    auto* command = app.add_subcommand("completion", "Maak het bestand waarmee een shell opdrachten en opties aanvult");
    auto shell = std::make_shared<std::string>();
    command->add_option("shell", *shell, "bash, zsh of fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->callback([&app, &chosen, shell] {
        chosen = [&app, shell] {
            std::vector<Plek> plekken;
            verzamel(app, "", plekken);
            fmt::print("{}", *shell == "bash" ? bash(plekken) : *shell == "zsh" ? zsh(plekken) : fish(plekken));
            return exit_done;
        };
    });
}

} // namespace gateway::commands
