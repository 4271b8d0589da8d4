#pragma once

#include <filesystem>
#include <string>

namespace scenarios {

/// docs/rules.md: every rule of the standard and every one of our own, what it demands or what we do with it, and the scenarios that
/// show it. Made here and not by the program, which knows nothing of its tests.
std::string rules_page(std::filesystem::path const& root);

} // namespace scenarios
