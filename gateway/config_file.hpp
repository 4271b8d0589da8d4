#pragma once

#include "gateway/config.hpp"

#include <filesystem>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace gateway {

/// Reads a flat TOML file: key, value and line (1-based) of each setting, and a Dutch text for everything that is not text or a whole
/// number at top level. The only place in gateway/ that knows TOML.
[[nodiscard]] std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>>
read_toml(std::filesystem::path const& file);

} // namespace gateway
