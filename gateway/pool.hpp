#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gateway {

/// Threads of one name that run jobs in the order given. Who posts bounds the number of jobs (admission); the pool itself does not.
class Pool {
public:
    using Job = std::move_only_function<void()>;

    /// @pre threads > 0; the name has at most 15 bytes
    Pool(std::string name, std::size_t threads);
    ~Pool();
    Pool(Pool const&) = delete;
    Pool& operator=(Pool const&) = delete;

    /// A job must not throw. Any thread.
    void post(Job job);
    /// Finishes what was posted and joins.
    void stop();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace gateway
