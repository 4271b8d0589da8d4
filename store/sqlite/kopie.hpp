#pragma once

#include "store/audit.hpp"
#include "xsd/model/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

/// Copies of a store while it is in use, and a store made of a copy and what was committed after it.
namespace store::sqlite {

/// What is in a copy.
struct Kopie {
    std::int64_t vorm = 0;     ///< of the store (user_version)
    std::uint64_t regels = 0;  ///< of the audit log
    audit::Hash wortel{};
};

/// Pages done and pages in all. An error ends the work.
using KopieStap = std::function<model::Result<void>(std::int64_t klaar, std::int64_t van)>;

/// Copies the store as it is at this moment into an empty directory: a database of its own and a side file, both on disk when it returns.
/// Nobody has to stop; the log of the store grows meanwhile, and beyond `meeste_log` bytes the copy gives up (store_full). About 300 MB a
/// second. Errors: not_found, store_version, store_corrupt, store_full, store_io. @param begonnen called when the moment of the copy is fixed
model::Result<Kopie> kopieer(std::filesystem::path const& data, std::filesystem::path const& naar, std::uint64_t meeste_log,
                             std::function<void()> const& begonnen, KopieStap const& stap);

/// What the store in a directory is, of which no process is in use; makes its side file say so. Errors: not_found, store_version,
/// store_corrupt, store_io.
model::Result<Kopie> leg_vast(std::filesystem::path const& map);

/// Lower-case hex of a whole file. Errors: not_found, store_io.
model::Result<std::string> sha256(std::filesystem::path const& file);

} // namespace store::sqlite
