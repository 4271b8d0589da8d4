#pragma once

#include "gateway/config.hpp"
#include "store/checkpoint.hpp"
#include "store/logboek.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Signing the audit log: the key, what must hold before it signs on, and copies of what it signed.
namespace gateway::audit {

/// Where the key is: setting `audit_sleutel`, or `audit_sleutel.pem` in the folder of the store.
[[nodiscard]] std::filesystem::path sleutelbestand(Config const& config);

/// The key of the settings. Errors: not_found, wrong_use (not a key, readable by others).
[[nodiscard]] model::Result<store::audit::SigningKey> sleutel(Config const& config);

/// The same to sign this log with: made when there is none and nothing was signed yet. Errors as well: store_io, those of the store.
[[nodiscard]] model::Result<store::audit::SigningKey> sleutel(Config const& config, store::Logboek& log);

/// Whether the log goes on from what was signed: the last checkpoint, and the last copy of one in folder `kopie` (empty: none is kept), are
/// by this key and of the log as it is. @returns why not, one Dutch sentence that names it; empty: it does. Errors: of the store.
[[nodiscard]] model::Result<std::string> bezwaar(store::Logboek& log, store::audit::SigningKey const& sleutel,
                                                 std::filesystem::path const& kopie);

/// Signs the log as it ends in this transaction, when it grew, and stores the checkpoint. @param vorige leaves in the last one, 0: none
/// @returns nullopt: there is nothing to sign. Errors: store_busy when somebody else signed since; those of the store.
[[nodiscard]] model::Result<std::optional<store::Controlepunt>> onderteken(store::Transaction& tx, store::audit::SigningKey const& sleutel,
                                                                           std::uint64_t vorige, std::int64_t moment_ms);

/// Leaves in the last copy of a checkpoint in a folder; 0: there is none.
[[nodiscard]] std::uint64_t laatste_kopie(std::filesystem::path const& kopie);

/// Writes one file for each checkpoint, on disk when it returns and never over another. The folder is made when it is not there.
/// Errors: store_io.
[[nodiscard]] model::Result<void> kopieer(std::span<store::Controlepunt const> punten, std::filesystem::path const& kopie);

/// Checkpoints that are not copied yet, at most 1,000. @param na leaves in the last copy
[[nodiscard]] model::Result<std::vector<store::Controlepunt>> te_kopieren(store::Logboek& log, std::uint64_t na);

} // namespace gateway::audit
