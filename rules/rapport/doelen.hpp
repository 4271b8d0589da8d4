#pragma once

#include "xsd/model/date.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// A register of goals that depend on each other (P22, C28).
namespace rules::rapport {

struct Doel {
    std::string nummer; ///< "8.2"
    std::string niveau; ///< "input", "throughput", "output", "outcome", "impact"
    std::optional<model::Date> datum;
    std::vector<std::string> hangt_af_van;
};

/// What does not fit in a register.
struct Doelfouten {
    std::vector<std::vector<std::string>> kringen; ///< goals that wait for each other, each circle once, from its first number on
    std::vector<std::pair<std::string, std::string>> zonder_doel; ///< (goal, number it depends on that is not there)
    std::vector<std::string> te_laat;                             ///< open on a day after their date
};

/// Checks all of them. @param gehaald numbers of goals that are reached; @param vandaag the day to judge lateness on
[[nodiscard]] Doelfouten controleer(std::span<Doel const> doelen, std::span<std::string const> gehaald, model::Date vandaag);

} // namespace rules::rapport
