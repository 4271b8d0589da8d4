#pragma once

#include "gateway/pipeline.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace gateway {

/// A moment before which no machine runs this program: its clock is wrong.
constexpr std::int64_t vroegst_ms = 1'577'836'800'000; // 2020-01-01T00:00:00Z

/// The same clock, but it never goes back: what was decided later never has an earlier moment. Any thread.
/// @param stil milliseconds of a clock that nobody sets
/// @param meld told of each step of more than a minute, in milliseconds, forward or back; on the thread that asked the time
[[nodiscard]] Klok niet_terug(Klok klok, std::function<std::int64_t()> stil, std::function<void(std::int64_t)> meld);

/// Steps of the clock that are not in the audit log yet. Any thread.
class Sprongen {
public:
    void meld(std::int64_t sprong_ms) {
        std::scoped_lock const lock(mutex_);
        sprongen_.push_back(sprong_ms);
    }
    [[nodiscard]] std::vector<std::int64_t> neem() {
        std::scoped_lock const lock(mutex_);
        return std::exchange(sprongen_, {});
    }

private:
    std::mutex mutex_;
    std::vector<std::int64_t> sprongen_;
};

} // namespace gateway
