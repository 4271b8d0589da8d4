#pragma once

#include "tests/scenarios/case.hpp"
#include "xsd/model/soort.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The whole standard beside what we show of it: what coverage checks and the rules page prints.
namespace scenarios {

/// One rule as the standard lists it (regels.csv).
struct Regel {
    std::string id;
    std::string niveau; ///< "1".."4"; empty for OP, IV and UP
    std::string domein; ///< "beide", "wmo" or "jw"
    std::string berichten;
    std::string retourcode;
};

/// What a receiver does with a rule that is no check of its own (gedrag.csv).
struct Gedrag {
    std::string regel;
    std::string bewijs; ///< a scenario folder, or the path of a test; empty: not for a gateway, `gedrag` says why
    std::string gedrag; ///< a Dutch sentence
};

/// A scenario as evidence for its rule.
struct Bewijs {
    Case scenario;
    bool faalt = false; ///< its last step has a finding of its rule, or of the schema when that is what keeps the rule
    std::optional<model::BerichtSoort> laatste{}; ///< what its last message is
};

struct Standard {
    std::vector<Regel> regels;
    std::vector<Gedrag> gedrag;
    std::map<std::string, std::vector<Bewijs>, std::less<>> bewijs; ///< by rule, in order of name
};

/// Everything below `root`. Throws std::runtime_error for a file that cannot be read or is no table or case.
Standard read_standard(std::filesystem::path const& root);

} // namespace scenarios
