#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/spoeler.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <vector>

namespace store::sqlite {

/// Has the log of the database taken up in rounds in which the store thread hardly waits for the disk. A checkpoint of a whole log copies it,
/// syncs, and lets the log begin anew, all at once: after a copy of the store, which holds the log up, that took seconds.
///
/// A round: a read transaction of our own, the guard, begins when the log has grown; after a next commit a checkpoint copies up to where the
/// guard stands, and since that is not all, SQLite neither syncs the database nor lets the log begin anew; a Spoeler carries what was copied
/// to the disk meanwhile; then the guard goes, and the usual checkpoint copies the rest and syncs. While somebody holds the log up more guards
/// come behind it, so that what piled up is copied in as many parts, with time for messages in between.
///
/// Nothing that is promised hangs on it: until that last checkpoint the log has everything, and whatever a checkpoint says was all of the log
/// was synced by SQLite. Without a Spoeler, and when the guard cannot be had, only that last checkpoint is left. Store thread.
class Bijwerker {
public:
    /// @param databank the file, for a guard  @param bestand the same, open: see Connection::houd_open()
    Bijwerker(std::filesystem::path databank, std::shared_ptr<Bestand const> bestand)
        : databank_(std::move(databank)), bestand_(std::move(bestand)) {}

    /// @param spoeler nullptr: none, from here on  @param vanaf pages in the log from which it is taken up
    void gebruik(Spoeler* spoeler, std::int64_t vanaf);

    enum class Stap : std::uint8_t {
        niets,
        kopieer, ///< a checkpoint, after which gekopieerd() is called
        rond_af, ///< end(), and a checkpoint
    };
    /// What to do now. @param pages in the log after the last commit, 0: none since the last checkpoint. Errors: store_io, when what was copied
    /// did not come to the disk.
    model::Result<Stap> stap(std::int64_t pages);
    /// @param frames of the log that the database has
    void gekopieerd(std::int64_t frames);
    /// Whether a round is going on that stap() ends before long, also when nothing more is committed.
    [[nodiscard]] bool bezig() const noexcept { return !wachters_.empty() && (gevraagd_ || laatste_ > wachters_.front().merk); }
    /// Lets the log go. Nothing happens when there is no round.
    void los() noexcept;

private:
    /// A read transaction that began where the log ended then, so that no checkpoint goes further.
    struct Wachter {
        std::unique_ptr<Connection> db;
        std::int64_t merk = 0; ///< pages in the log
    };
    /// One more, at the end of the log. @returns whether there is
    bool zet_wachter();
    void ontsla_eerste() noexcept;

    std::filesystem::path const databank_;
    std::shared_ptr<Bestand const> const bestand_;
    Spoeler* spoeler_ = nullptr;
    std::int64_t vanaf_ = 0;

    std::deque<Wachter> wachters_;                   ///< in the order of the log
    std::vector<std::unique_ptr<Connection>> rustend_; ///< stay open for a next round
    bool gevraagd_ = false;                          ///< of the Spoeler: up to the first guard
    std::int64_t begin_ = 0;                         ///< pages in the log that were taken up before the first guard came
    std::int64_t laatste_ = 0;                       ///< pages in the log, as last told
};

} // namespace store::sqlite
