#pragma once

#include "xsd/model/csv.hpp"
#include "xsd/model/release.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A release as files: `release.csv` (its version), `regels.csv`, `codelijsten/*.csv`, `iwmo/*.xsd` and `ijw/*.xsd`.
/// Format: xsd/releases/README.md.
namespace xsd {

/// Bytes by place below the directory of the release ("iwmo/wmo301.xsd").
using ReleaseFiles = std::map<std::string, std::string, std::less<>>;

/// The files of the release that the program carries.
[[nodiscard]] ReleaseFiles built_in_release_files();

/// Reads the directory of one release. What is no part of a release is reported as a Fout; schemas nobody reads are skipped.
[[nodiscard]] ReleaseFiles read_release_directory(std::filesystem::path const& directory, std::vector<model::Fout>& fouten);

/// The line `sleutel` of release.csv; empty when there is none.
[[nodiscard]] std::string release_waarde(ReleaseFiles const& files, std::string_view sleutel);

/// Version, code lists and rules of a release, with a hash over all its files. Appends every fault it finds; what comes back then is
/// not to be used. `map` stands before the names of files in faults. Pure.
[[nodiscard]] model::Release make_release(std::string const& map, ReleaseFiles const& files, std::vector<model::Fout>& fouten);

/// Version, code lists and rules of the built-in release, without its schemas. Loaded once; any thread.
[[nodiscard]] std::shared_ptr<model::Release const> built_in_release();

} // namespace xsd
