#include "gateway/commands/dutch.hpp"

#include <fmt/format.h>

#include <memory>
#include <string_view>
#include <vector>

namespace gateway::commands {

namespace {

/// `text` up to `mark`; all of it when the mark is not there.
std::string_view before(std::string_view text, std::string_view mark) { return text.substr(0, text.find(mark)); }

/// `text` after `mark`; all of it when the mark is not there.
std::string_view after(std::string_view text, std::string_view mark) {
    auto const at = text.find(mark);
    return at == std::string_view::npos ? text : text.substr(at + mark.size());
}

std::string sentence(CLI::Error const& error) {
    std::string_view const what = error.what();
    std::string const kind = error.get_name();
    if (kind == "RequiredError" && what.ends_with(" is required"))
        return fmt::format("{} ontbreekt en is verplicht.", before(what, " is required"));
    if (what.find("not expected: ") != std::string_view::npos) return fmt::format("{} is onbekend.", after(what, "not expected: "));
    if (kind == "ExcludesError") return fmt::format("{} en {} gaan niet samen.", before(what, " excludes "), after(what, " excludes "));
    if (kind == "ArgumentMismatch" || (what.find(" required ") != std::string_view::npos && what.ends_with(" missing")))
        return fmt::format("{}: er hoort precies een waarde bij.", before(what, ":"));
    if (kind == "ValidationError" && what.find("does not exist") != std::string_view::npos)
        return fmt::format("{}: {} bestaat niet.", before(what, ":"), after(what, "does not exist: "));
    return std::string(what);
}

/// The standard layout; group names are no labels to CLI11, so they are translated here.
class DutchFormatter final : public CLI::Formatter {
public:
    std::string make_group(std::string group, bool is_positional, std::vector<CLI::Option const*> options) const override {
        return Formatter::make_group(group == "Options" ? "Opties" : group, is_positional, std::move(options));
    }
    std::string make_subcommands(CLI::App const* app, CLI::AppFormatMode mode) const override {
        auto text = Formatter::make_subcommands(app, mode);
        constexpr std::string_view english = "Subcommands:";
        if (auto const at = text.find(english); at != std::string::npos) text.replace(at, english.size(), "Opdrachten:");
        return text;
    }
    std::string make_footer(CLI::App const* app) const override {
        auto text = Formatter::make_footer(app);
        return text.ends_with('\n') ? text : text + '\n';
    }
};

/// The words that would have to be typed to reach a subcommand.
std::string path_of(CLI::App const* app) {
    std::string path;
    for (; app->get_parent() != nullptr; app = app->get_parent()) path = app->get_name() + (path.empty() ? "" : " ") + path;
    return path;
}

} // namespace

std::string dutch_complaint(CLI::App const* app, CLI::Error const& error) {
    while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
    auto const path = path_of(app);
    return fmt::format("ketenpoort: {}\n  Hulp: ketenpoort {}{}--help\n", sentence(error), path, path.empty() ? "" : " ");
}

void speak_dutch(CLI::App& app) {
    auto const formatter = std::make_shared<DutchFormatter>();
    formatter->label("Usage", "Gebruik");
    formatter->label("OPTIONS", "OPTIES");
    formatter->label("SUBCOMMAND", "OPDRACHT");
    formatter->label("SUBCOMMANDS", "OPDRACHT");
    formatter->label("Positionals", "Argumenten");
    formatter->label("REQUIRED", "(verplicht)");
    formatter->label("Excludes", "niet samen met");
    formatter->label("TEXT", "");
    formatter->label("TEXT:DIR", "");
    app.formatter(formatter);
    app.failure_message(dutch_complaint);
}

} // namespace gateway::commands
