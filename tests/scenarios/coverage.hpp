#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace scenarios {

/// What the scenarios do not show of the standard, one line a gap; empty when all is shown:
/// - every TR, CD and CS of regels.csv is in the catalogue, at its level, with its retourcode and its messages;
/// - every rule with a check has a scenario that breaks it and one that keeps it, and those of domeinen.csv in the domain named;
/// - every OP, IV, UP and RS says in gedrag.csv what is done, with a scenario or test that exists, or why nothing is;
/// - every row of overgangen.csv and invoer.csv has its evidence.
/// `repository`: where the tests that rows name are looked up.
std::vector<std::string> gaps(std::filesystem::path const& root, std::filesystem::path const& repository);

} // namespace scenarios
