#pragma once

#include "gateway/config.hpp"

#include <filesystem>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

/// The only place in gateway/ that knows TOML.
namespace gateway {

/// Reads a flat TOML file: key, value and line (1-based) of each setting, and a Dutch text for everything that is not text or a whole
/// number at top level.
[[nodiscard]] std::pair<std::vector<std::tuple<std::string, ConfigValue, std::uint32_t>>, std::vector<std::string>>
read_toml(std::filesystem::path const& file);

/// `sleutel = "text"`, or a list of texts, in a table of a file.
struct TomlVeld {
    std::string sleutel;
    std::variant<std::string, std::vector<std::string>> waarde;
    std::uint32_t lijn = 0;
};

/// One `[[naam]]` and what stands under it.
struct TomlTabel {
    std::string naam;
    std::uint32_t lijn = 0;
    std::vector<TomlVeld> velden;
};

/// Reads a TOML file of `[[naam]]` tables, in the order of the file, and a Dutch text "file:line: ..." for everything else it holds.
[[nodiscard]] std::pair<std::vector<TomlTabel>, std::vector<std::string>> read_toml_tables(std::filesystem::path const& file);

} // namespace gateway
