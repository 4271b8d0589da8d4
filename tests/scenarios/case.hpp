#pragma once

#include "xsd/model/date.hpp"

#include <compare>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

/// A scenario folder as data; the format is in README.md beside this.
namespace scenarios {

/// A finding as a case states it: what a domain expert checks.
struct Bevinding {
    std::string regel;
    std::string retourcode; ///< "-" when none is carried
    std::string plaats;     ///< XPath
    friend auto operator<=>(Bevinding const&, Bevinding const&) = default;
};

struct Step {
    std::string nummer; ///< "01"
    std::string uitkomst;
    std::string zelfde_als; ///< number of the step whose stored answer must come again, or empty
    std::vector<Bevinding> bevindingen;
};

struct Case {
    std::filesystem::path directory;
    std::string regel;
    model::Date vandaag;
    std::string bundel;              ///< empty: none
    bool test_bsn_weigeren = false; ///< the setting `test_bsn` of the daemon
    std::vector<Step> steps;

    [[nodiscard]] std::string name() const { return directory.filename().string(); }
    /// What the region knows beside the messages, before the first step; the file need not exist.
    [[nodiscard]] std::filesystem::path registraties() const { return directory / "registraties.csv"; }
    [[nodiscard]] std::filesystem::path in(Step const& step) const { return directory / (step.nummer + "-in.xml"); }
    [[nodiscard]] std::filesystem::path out(Step const& step) const { return directory / (step.nummer + "-out.xml"); }
};

/// Reads `case.txt`. @returns the case, or every fault of the file, each with its line
std::expected<Case, std::vector<std::string>> read_case(std::filesystem::path const& directory);

/// The folders that hold a case.txt, sorted; names starting with "_" are no cases.
std::vector<std::filesystem::path> find_cases(std::filesystem::path const& root);

/// The bytes of a file; throws std::runtime_error naming it when it cannot be read.
std::string slurp(std::filesystem::path const& file);

} // namespace scenarios
