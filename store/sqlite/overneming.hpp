#pragma once

#include "store/sqlite/bestand.hpp"

#include <filesystem>
#include <optional>

namespace store::sqlite {

/// Says on disk, beside a database, that pages of it are being written from its log. When the power goes meanwhile such a page may be half
/// the old one and half the new one, while the log has it whole; a page that is damaged at any other time is damage. One byte, 1 or 0.
/// Store thread.
class Overneming {
public:
    /// Before the first page is written; on disk when it returns. Errors: store_full, store_io.
    model::Result<void> begin(std::filesystem::path const& databank);
    /// All that was in the log is in the database, on disk. That it is told late does no harm, so it waits for nothing.
    model::Result<void> klaar();

    /// Whether it was going on when that was last told.
    [[nodiscard]] static bool bezig(std::filesystem::path const& databank);

private:
    std::optional<Bestand> bestand_;
    bool bezig_ = false;
};

} // namespace store::sqlite
