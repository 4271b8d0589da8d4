#pragma once

#include "gateway/log.hpp"
#include "gateway/metrics.hpp"
#include "store/store.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace gateway {

/// The one writer. Work that waits is committed together (group commit): one sync for many decisions, each answered after it.
class StoreThread {
public:
    using Done = std::move_only_function<void(model::Result<void>)>;
    /// Told once, on the store thread, when the store is no longer to be trusted: the process must end.
    using Distrust = std::move_only_function<void(model::Error const&)>;

    /// @pre group > 0; store, metrics and log outlive this
    StoreThread(store::Store& store, std::size_t group, Metrics& metrics, Log& log, Distrust distrust);
    ~StoreThread();
    StoreThread(StoreThread const&) = delete;
    StoreThread& operator=(StoreThread const&) = delete;

    /// Whether work may share a commit. In a group the store keeps a copy in memory of every page that one piece of work touches, so
    /// that it can undo that piece alone; a long message, committed by itself, needs none.
    enum class Commit : bool { shared, alone };

    /// Queues work; `done` is called on the store thread after the commit, or with the error. Who submits bounds the number. Any thread.
    void submit(store::Store::Work work, Done done, Commit commit = Commit::shared);
    /// Wakes the store thread for a round. @returns how many rounds it began so far: the same number as the time before means that it
    /// did not come round since. Any thread.
    std::uint64_t hartslag();
    /// Finishes the queue and joins.
    void stop();

private:
    struct Job {
        store::Store::Work work;
        Done done;
        Commit commit = Commit::shared;
    };

    void run();
    /// The next jobs that are committed together. @pre the queue is not empty, mutex_ is held
    std::deque<Job> next_group();
    void run_group(std::deque<Job> group);
    void note(model::Error const& error);
    void maintain();

    store::Store& store_;
    std::size_t const group_;
    Metrics& metrics_;
    Log& log_;
    Distrust distrust_;
    std::optional<model::Error> distrusted_; ///< store thread only

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    bool geroepen_ = false;
    std::uint64_t rondes_ = 0;
    std::thread thread_;
};

} // namespace gateway
