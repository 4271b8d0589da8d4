#include "tests/scenarios/coverage.hpp"
#include "tests/scenarios/door.hpp"
#include "tests/scenarios/rules_page.hpp"
#include "tests/support/retour.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

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
    bool replay = false;
    bool rules_page = false;
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

/// What stands in the Bsn elements of a message, well-formed or not.
std::set<std::string> bsns_of(std::string const& xml) {
    std::set<std::string> found;
    constexpr std::string_view open = "Bsn>";
    for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        auto const begin = at + open.size();
        auto const text = xml.substr(begin, xml.find('<', begin) - begin);
        // Between an end tag and the next start tag there is only space.
        if (text.find_first_of("0123456789") != std::string::npos) found.insert(text);
    }
    return found;
}

class Runner {
public:
    Runner(Options const& options, std::shared_ptr<xsd::SchemaSet const> schemas) : options_(options), schemas_(std::move(schemas)) {}

    int run();

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
    if (!retour.empty())
        for (auto const& fault : support::faults_of(*schemas_, retour)) faults.push_back(fmt::format("{}: {}", step.nummer, fault));
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
    auto const door = options_.daemon.empty() ? open_in_process(c, schemas_) : open_daemon(c, options_.daemon, schemas_);
    std::map<std::string, Reply> replies;
    std::set<std::string> bsns;
    for (auto const& step : c.steps) {
        auto const bytes = slurp(c.in(step));
        auto const reply = door->send(bytes);
        bsns.merge(bsns_of(bytes));
        for (auto const& bsn : bsns)
            if (reply.besluit.contains(bsn)) faults.push_back(fmt::format("{}: a Bsn is in the decision record", step.nummer));
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
    if (options_.replay) std::ranges::move(door->replay(), std::back_inserter(faults));
    auto const log = door->log();
    for (auto const& bsn : bsns)
        if (log.contains(bsn)) faults.push_back("a Bsn is in the log");
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

/// @returns the exit code
int coverage(fs::path const& root) {
    auto const found = gaps(root, fs::path(REPOSITORY_ROOT));
    for (auto const& gap : found) fmt::print("{}\n", gap);
    fmt::print("{} gaps\n", found.size());
    return found.empty() ? 0 : 1;
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
    app.add_flag("--coverage", options.coverage, "Only check that the folders show the whole standard");
    app.add_flag("--replay", options.replay, "Then decide everything again, beside what decided it, and say what is not the same");
    app.add_flag("--rules-page", options.rules_page, "Only print docs/rules.md");
    CLI11_PARSE(app, argc, argv);
    if (options.coverage) return scenarios::coverage(options.root);
    if (options.rules_page) {
        fmt::print("{}", scenarios::rules_page(options.root));
        return 0;
    }

    auto schemas = xsd::SchemaSet::built_in();
    if (!schemas) {
        fmt::print(stderr, "{}\n", schemas.error().context);
        return 2;
    }
    scenarios::Runner runner(options, std::move(*schemas));
    return runner.run();
}
