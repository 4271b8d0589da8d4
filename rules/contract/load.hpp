#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/csv.hpp"
#include "xsd/model/error.hpp"

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace rules::contract {

/// Name and bytes of each file of a bundle, sorted by name.
using Files = std::vector<std::pair<std::string, std::string>>;

/// One thing wrong in a bundle.
using Fout = model::Fout;

/// Reads the files of a bundle directory: `bundel.toml` and the CSVs it knows; anything else is refused by name.
/// Errors: not_found, wrong_use.
model::Result<Files> read_directory(std::filesystem::path const& directory);

/// Checks and builds a bundle, all or nothing. Reports every fault at once: unknown keys and columns, wrong values, overlapping
/// validity of the same tarief, references to what is not there. Pure.
std::expected<model::Contract, std::vector<Fout>> load(Files const& files);

/// SHA-256 over names and bytes in order, lower-case hex.
std::string hash(Files const& files);

} // namespace rules::contract
