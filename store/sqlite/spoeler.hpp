#pragma once

#include "store/sqlite/bestand.hpp"
#include "xsd/model/error.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace store::sqlite {

/// Carries to the disk what the store thread wrote into the database, on a thread that may wait for the disk. A block at a time: the commits of
/// the store thread wait for whatever the disk has to do before them. It promises nothing of what is on disk, the sync of the checkpoint that
/// ends the work does; that one finds little left to do.
class Spoeler {
public:
    /// Asks for all that was written to the file until now. @pre nothing asked before is going on. Store thread.
    void vraag(std::shared_ptr<Bestand const> databank);
    /// How what was asked last went; nullopt: it goes on. Errors: store_io: what was written may be gone, and no sync may be trusted to say so
    /// again. Store thread.
    [[nodiscard]] std::optional<model::Result<void>> uitkomst() const;

    /// Waits until something is asked. @returns false: stop() was called. The other thread.
    bool wacht();
    /// Does what was asked, if anything was; ends early after stop(). The other thread.
    void spoel();
    /// Any thread.
    void stop();

private:
    [[nodiscard]] bool gestopt() const;

    mutable std::mutex mutex_; ///< guards all below
    std::condition_variable veranderd_;
    std::shared_ptr<Bestand const> gevraagd_; ///< nullptr: nothing is going on
    model::Result<void> uitkomst_;
    bool stop_ = false;
};

} // namespace store::sqlite
