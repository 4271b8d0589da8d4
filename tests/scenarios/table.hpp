#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace scenarios {

/// The rows below the header of a file whose fields stand apart by `|`; there is no quoting, so that no field holds one.
/// Throws std::runtime_error, naming file and line, when the header is another or a row has another number of fields.
std::vector<std::vector<std::string>> read_table(std::filesystem::path const& file, std::string const& header);

} // namespace scenarios
