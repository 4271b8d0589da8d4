#pragma once

#include "store/audit.hpp"
#include "store/sqlite/bestand.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/wal.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

/// What the store had on disk when it last answered, in a small file beside the database: so that a start knows whether anything is gone.
/// It is written after each commit and before its answers, and never says more than what is on disk.
namespace store::sqlite {

/// What was committed.
struct Vastgelegd {
    std::uint64_t regels = 0; ///< of the audit log
    audit::Hash wortel{};
    std::uint64_t zout = 0;   ///< the write-ahead log that was in use
    std::uint64_t frames = 0; ///< of it that the database does not have yet; 0: none
    friend bool operator==(Vastgelegd const&, Vastgelegd const&) = default;
};

/// The file's bytes: lines that people can read, always as many, the last one a checksum.
[[nodiscard]] std::string tekst(Vastgelegd const& stand);
/// nullopt unless tekst() makes exactly these bytes.
[[nodiscard]] std::optional<Vastgelegd> ontleed(std::string_view bytes);

/// The name of the file in the directory of a store.
constexpr char const* standnaam = "ketenpoort.stand";

/// Keeps the file true while the store is in use. Store thread.
class Vastlegger {
public:
    /// Makes the file when it is not there, on disk with its name. @param stand what it says at first. Errors: store_full, store_io.
    static model::Result<Vastlegger> open(std::filesystem::path const& map, std::optional<Vastgelegd> const& stand);
    /// After a commit. @param frames in the log of the database. Errors: as of Bestand.
    model::Result<void> vastgelegd(audit::Frontier const& boom, std::int64_t frames);
    /// The database has all that is in the log, which may go once this succeeded. Errors: as of Bestand.
    model::Result<void> overgenomen(audit::Frontier const& boom);

private:
    Vastlegger(Bestand bestand, std::filesystem::path log) : bestand_(std::move(bestand)), log_pad_(std::move(log)) {}
    model::Result<void> schrijf(audit::Frontier const& boom, std::uint64_t frames);

    Bestand bestand_;
    std::filesystem::path log_pad_;
    std::optional<Bestand> log_;
    Vastgelegd stand_;
};

/// What the file says; nullopt: there is none. Errors: store_corrupt, when it is damaged; store_io.
model::Result<std::optional<Vastgelegd>> lees_stand(std::filesystem::path const& map);

/// Nothing that was committed may be gone from the log of the database. Errors: store_corrupt, with what to do.
/// @param stand nullopt: there is no file, which is an error as well
/// @param log as it was before SQLite opened it
model::Result<void> vergelijk(std::optional<Vastgelegd> const& stand, wal::Stand const& log);

/// The audit log must begin with the one that was. Errors: store_corrupt, with what to do.
model::Result<void> vergelijk(Vastgelegd const& stand, Connection& db, audit::Frontier const& boom);

} // namespace store::sqlite
