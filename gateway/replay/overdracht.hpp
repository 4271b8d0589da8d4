#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace gateway::replay {

/// What one thread hands to one other, in order and bounded. Hundreds at once: waking the other thread for each would cost more than what
/// it is handed for.
template <class T>
class Overdracht {
public:
    /// @param meeste how many may wait  @param meeste_bytes and how large they may be together; of both, as much again was taken
    Overdracht(std::size_t meeste, std::size_t meeste_bytes) : meeste_(meeste), meeste_bytes_(meeste_bytes) {}

    /// Waits for room. One that is larger than all of the room goes in alone. @returns false: nobody wants it any more
    bool geef(T stuk, std::size_t bytes) {
        std::unique_lock lock(mutex_);
        auto const past = [&] { return gestopt_ || klaar_.empty() || (klaar_.size() < meeste_ && bytes_ + bytes <= meeste_bytes_); };
        if (!past()) {
            vol_ = true;
            changed_.notify_all();
            changed_.wait(lock, past);
        }
        if (gestopt_) return false;
        bytes_ += bytes;
        klaar_.push_back(std::move(stuk));
        bool const wek = genoeg();
        lock.unlock();
        if (wek) changed_.notify_all();
        return true;
    }

    /// There is no more to come.
    void sluit() {
        {
            std::scoped_lock const lock(mutex_);
            gesloten_ = true;
        }
        changed_.notify_all();
    }

    /// Nobody takes any more.
    void stop() {
        {
            std::scoped_lock const lock(mutex_);
            gestopt_ = true;
        }
        changed_.notify_all();
    }

    /// The next one, waiting for it if need be; nullopt: there are no more.
    std::optional<T> neem() {
        if (genomen_.empty()) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return genoeg(); });
            if (klaar_.empty()) return std::nullopt;
            genomen_.swap(klaar_);
            bytes_ = 0;
            vol_ = false;
            lock.unlock();
            changed_.notify_all();
        }
        std::optional<T> stuk(std::move(genomen_.front()));
        genomen_.pop_front();
        return stuk;
    }

private:
    /// Whether there is enough to hand over. @pre mutex_ is held
    [[nodiscard]] bool genoeg() const { return gesloten_ || vol_ || klaar_.size() >= meeste_ / 2 || bytes_ >= meeste_bytes_ / 2; }

    std::size_t const meeste_;
    std::size_t const meeste_bytes_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<T> klaar_;
    std::deque<T> genomen_; ///< of the thread that takes, not under the mutex
    std::size_t bytes_ = 0; ///< in `klaar_`
    bool vol_ = false;      ///< the next does not fit before some are taken
    bool gesloten_ = false;
    bool gestopt_ = false;
};

} // namespace gateway::replay
