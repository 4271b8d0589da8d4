#include "rules/catalogue.hpp"
#include "rules/gedrag.hpp"
#include "tests/scenarios/door.hpp"
#include "xsd/read.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

/// Runs the scenario folders, in-process or against a daemon, and tells per case what differs. Exit 0: all as stated.
namespace scenarios {

namespace fs = std::filesystem;

namespace {

struct Options {
    fs::path root;
    std::string daemon;
    std::string only = "*";
    std::vector<std::string> update;
    bool coverage = false;
};

std::string shown(Bevinding const& b) { return fmt::format("{} {} {}", b.regel, b.retourcode, b.plaats); }

/// What is in one list and not in the other, as many times as it is.
void compare_findings(Step const& step, std::vector<Bevinding> const& found, std::vector<std::string>& faults) {
    auto stated = step.bevindingen;
    std::ranges::sort(stated);
    std::vector<Bevinding> missing;
    std::vector<Bevinding> extra;
    std::ranges::set_difference(stated, found, std::back_inserter(missing));
    std::ranges::set_difference(found, stated, std::back_inserter(extra));
    for (auto const& b : missing) faults.push_back(fmt::format("{}: stated, not found:  {}", step.nummer, shown(b)));
    for (auto const& b : extra) faults.push_back(fmt::format("{}: found, not stated:  {}", step.nummer, shown(b)));
}

void compare_text(Step const& step, std::string const& stated, std::string const& found, std::vector<std::string>& faults) {
    if (stated == found) return;
    std::size_t at = 0;
    std::size_t lijn = 1;
    while (at < std::min(stated.size(), found.size()) && stated[at] == found[at]) lijn += stated[at++] == '\n' ? 1 : 0;
    auto const line_of = [](std::string const& text, std::size_t where) {
        auto const begin = where == 0 ? 0 : text.rfind('\n', where - 1) + 1;
        auto const end = std::min(text.find_first_of("\r\n", where), text.size());
        return text.substr(begin, end - begin);
    };
    faults.push_back(fmt::format("{}-out.xml, line {}:\n      stated: {}\n      found:  {}", step.nummer, lijn, line_of(stated, at),
                                 line_of(found, at)));
}

class Runner {
public:
    Runner(Options const& options, std::shared_ptr<xsd::SchemaSet const> schemas) : options_(options), schemas_(std::move(schemas)) {}

    int run();
    [[nodiscard]] int coverage() const;

private:
    [[nodiscard]] std::vector<std::string> run_case(Case const& c, bool update);
    void check_retour(Case const& c, Step const& step, std::string const& retour, bool update, std::vector<std::string>& faults);
    [[nodiscard]] std::vector<fs::path> chosen() const;

    Options const& options_;
    std::shared_ptr<xsd::SchemaSet const> schemas_;
};

std::vector<fs::path> Runner::chosen() const {
    std::vector<fs::path> directories;
    for (fs::path directory : options_.update) directories.push_back(directory.has_filename() ? directory : directory.parent_path());
    if (directories.empty()) directories = find_cases(options_.root);
    std::erase_if(directories, [&](fs::path const& d) { return fnmatch(options_.only.c_str(), d.filename().c_str(), 0) != 0; });
    return directories;
}

void Runner::check_retour(Case const& c, Step const& step, std::string const& retour, bool update, std::vector<std::string>& faults) {
    for (auto const& fault : retour.empty() ? model::Findings{} : xsd::validate(*schemas_, std::as_bytes(std::span(retour))))
        faults.push_back(
            fmt::format("{}: the answer does not pass its schema: {}:{} {}", step.nummer, fault.lijn, fault.kolom, fault.melding));
    auto const path = c.out(step);
    if (update) {
        if (retour.empty()) fs::remove(path);
        else std::ofstream(path, std::ios::binary) << retour;
        return;
    }
    bool const stated = fs::exists(path);
    if (stated && retour.empty()) faults.push_back(fmt::format("{}: {} is stated, no answer came", step.nummer, path.filename().string()));
    else if (!stated && !retour.empty())
        faults.push_back(
            fmt::format("{}: an answer came, {} does not exist (make it with --update)", step.nummer, path.filename().string()));
    else if (stated) compare_text(step, slurp(path), retour, faults);
}

std::vector<std::string> Runner::run_case(Case const& c, bool update) {
    std::vector<std::string> faults;
    auto const door = options_.daemon.empty() ? open_in_process(c, schemas_) : open_daemon(c, options_.daemon);
    std::map<std::string, Reply> replies;
    for (auto const& step : c.steps) {
        auto const reply = door->send(slurp(c.in(step)));
        if (reply.uitkomst != step.uitkomst)
            faults.push_back(fmt::format("{}: stated {}, found {}", step.nummer, step.uitkomst, reply.uitkomst));
        if (!step.zelfde_als.empty()) {
            auto const& first = replies.at(step.zelfde_als);
            if (reply.id != first.id || reply.besluit != first.besluit || reply.retour != first.retour)
                faults.push_back(fmt::format("{}: not the stored answer of step {}", step.nummer, step.zelfde_als));
        } else {
            auto const known = std::ranges::find(replies, reply.id, [](auto const& r) { return r.second.id; });
            if (known != replies.end()) faults.push_back(fmt::format("{}: got the stored answer of step {}", step.nummer, known->first));
            compare_findings(step, reply.bevindingen, faults);
            check_retour(c, step, reply.retour, update, faults);
        }
        replies.emplace(step.nummer, reply);
    }
    return faults;
}

int Runner::run() {
    auto const directories = chosen();
    std::size_t failed = 0;
    for (auto const& directory : directories) {
        std::vector<std::string> faults;
        try {
            auto const c = read_case(directory);
            faults = c ? run_case(*c, !options_.update.empty()) : c.error();
        } catch (std::exception const& e) {
            faults.emplace_back(e.what());
        }
        if (faults.empty()) continue;
        ++failed;
        fmt::print("{}\n", directory.filename().string());
        for (auto const& fault : faults) fmt::print("    {}\n", fault);
    }
    fmt::print("{} scenarios, {} failed\n", directories.size(), failed);
    if (directories.empty()) fmt::print("no scenario matches \"{}\" in {}\n", options_.only, options_.root.string());
    return failed == 0 && !directories.empty() ? 0 : 1;
}

/// Every rule with a check must have a case that breaks it and one that keeps it; every gedragsregel the case it names.
int Runner::coverage() const {
    std::set<std::string, std::less<>> passing;
    std::set<std::string, std::less<>> failing;
    std::vector<std::string> faults;
    for (auto const& directory : find_cases(options_.root)) {
        auto const c = read_case(directory);
        if (!c) {
            faults.push_back(fmt::format("{}: {}", directory.filename().string(), c.error().front()));
            continue;
        }
        auto const fails = std::ranges::any_of(c->steps.back().bevindingen, [&](Bevinding const& b) { return b.regel == c->regel; });
        (fails ? failing : passing).insert(c->regel);
    }
    std::size_t checked = 0;
    for (auto const* rule : rules::catalogue()) {
        if (std::holds_alternative<std::monostate>(rule->check)) continue;
        ++checked;
        if (!passing.contains(rule->id)) faults.push_back(fmt::format("{} has no passing scenario", rule->id));
        if (!failing.contains(rule->id)) faults.push_back(fmt::format("{} has no failing scenario", rule->id));
    }
    for (auto const& gedrag : rules::gedragsregels())
        if (!gedrag.scenario.empty() && !fs::exists(options_.root / gedrag.scenario / "case.txt"))
            faults.push_back(fmt::format("{} names a scenario that does not exist: {}", gedrag.regel, gedrag.scenario));
    for (auto const& fault : faults) fmt::print("{}\n", fault);
    fmt::print("{} rules with a check, {} faults\n", checked, faults.size());
    return faults.empty() && checked > 0 ? 0 : 1;
}

} // namespace

} // namespace scenarios

int main(int argc, char** argv) {
    scenarios::Options options;
    CLI::App app{"Runs the scenario folders of tests/scenarios."};
    app.add_option("root", options.root, "The directory that holds the scenario folders")->default_val(SCENARIOS_ROOT);
    app.add_option("--daemon", options.daemon, "Send over HTTP to this ketenpoort program instead of deciding in-process");
    app.add_option("--only", options.only, "Only folders whose name matches this pattern, TR332*");
    app.add_option("--update", options.update, "Write NN-out.xml of these folders anew");
    app.add_flag("--coverage", options.coverage, "Only check that every rule has a passing and a failing folder");
    CLI11_PARSE(app, argc, argv);

    auto schemas = xsd::SchemaSet::built_in();
    if (!schemas) {
        fmt::print(stderr, "{}\n", schemas.error().context);
        return 2;
    }
    scenarios::Runner runner(options, std::move(*schemas));
    return options.coverage ? runner.coverage() : runner.run();
}
