#include "gateway/store_thread.hpp"

#include <pthread.h>

#include <chrono>
#include <exception>
#include <new>
#include <vector>

namespace gateway {

namespace {

/// How long the queue is empty before housekeeping is looked at without new work.
constexpr std::chrono::seconds idle_period{5};

/// A fault in one piece of work spoils that piece only; the store rolls it back like any other failure.
store::Store::Work guarded(store::Store::Work work) {
    return [work = std::move(work)](store::Transaction& tx) -> model::Result<void> {
        try {
            return work(tx);
        } catch (std::bad_alloc const&) {
            return std::unexpected(model::Error{model::ErrorCode::overloaded, "onvoldoende geheugen"});
        } catch (std::exception const&) {
            // what() may quote the message, so it stays here
            return std::unexpected(model::Error{model::ErrorCode::internal, "uitzondering tijdens het beslissen"});
        }
    };
}

} // namespace

StoreThread::StoreThread(store::Store& store, std::size_t group, Metrics& metrics, Log& log, Distrust distrust)
    : store_(store), group_(group), metrics_(metrics), log_(log), distrust_(std::move(distrust)), thread_([this] { run(); }) {
    pthread_setname_np(thread_.native_handle(), "store");
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::submit(store::Store::Work work, Done done, Commit commit) {
    {
        std::lock_guard const lock(mutex_);
        jobs_.push_back({guarded(std::move(work)), std::move(done), commit});
    }
    changed_.notify_one();
}

std::uint64_t StoreThread::hartslag() {
    std::uint64_t rondes = 0;
    {
        std::lock_guard const lock(mutex_);
        geroepen_ = true;
        rondes = rondes_;
    }
    changed_.notify_one();
    return rondes;
}

void StoreThread::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void StoreThread::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait_for(lock, idle_period, [&] { return stopping_ || geroepen_ || !jobs_.empty(); });
        geroepen_ = false;
        ++rondes_;
        if (jobs_.empty()) {
            if (stopping_) return;
            lock.unlock();
            maintain();
            lock.lock();
            continue;
        }
        auto group = next_group();
        lock.unlock();
        run_group(std::move(group));
        maintain();
        lock.lock();
    }
}

std::deque<StoreThread::Job> StoreThread::next_group() {
    std::deque<Job> group;
    do {
        group.push_back(std::move(jobs_.front()));
        jobs_.pop_front();
    } while (group.back().commit == Commit::shared && !jobs_.empty() && jobs_.front().commit == Commit::shared && group.size() < group_);
    return group;
}

void StoreThread::run_group(std::deque<Job> group) {
    std::vector<model::Result<void>> results;
    if (distrusted_) {
        results.assign(group.size(), std::unexpected(*distrusted_));
    } else {
        std::vector<store::Store::Work> work;
        work.reserve(group.size());
        for (auto& job : group) work.push_back(std::move(job.work));
        auto const start = std::chrono::steady_clock::now();
        try {
            results = store_.transact(std::span<store::Store::Work const>(work));
        } catch (std::exception const&) {
            // Thrown out of the store itself, so whether the commit happened is unknown.
            results.assign(group.size(), std::unexpected(model::Error{model::ErrorCode::store_io, "uitzondering in de opslag"}));
        }
        metrics_.committed(group.size(), std::chrono::steady_clock::now() - start);
        for (auto const& result : results)
            if (!result) note(result.error());
    }
    for (std::size_t i = 0; i < group.size(); ++i) group[i].done(std::move(results[i]));
}

void StoreThread::maintain() {
    if (distrusted_) return;
    try {
        if (auto const result = store_.maintain(); !result) note(result.error());
    } catch (std::exception const&) {
        note({model::ErrorCode::store_io, "uitzondering bij het onderhoud van de opslag"});
    }
}

void StoreThread::note(model::Error const& error) {
    log_.write(LogNiveau::fout, "opslag_faalt", {{"fout", model::name(error.code)}, {"toelichting", error.context}});
    if (error.effect() != model::Effect::stop || distrusted_) return;
    distrusted_ = error;
    distrust_(error);
}

} // namespace gateway
