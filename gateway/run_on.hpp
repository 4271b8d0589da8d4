#pragma once

#include "gateway/pool.hpp"
#include "gateway/store_thread.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <functional>
#include <type_traits>
#include <utility>

/// The only hop between threads: a plain function runs elsewhere, and the coroutine goes on where it was.
namespace gateway {

namespace detail {

template <class R>
using Resume = std::move_only_function<void(std::exception_ptr, R)>;

/// Calls start(resume) and suspends; resume(error, result), called once on any thread, continues the coroutine on its own loop.
template <class R>
boost::asio::awaitable<R> suspend_until(std::move_only_function<void(Resume<R>)> start) {
    namespace asio = boost::asio;
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(std::exception_ptr, R)>(
        [](auto handler, std::move_only_function<void(Resume<R>)> start_) {
            // The guard keeps the loop alive while the work is elsewhere.
            auto guard = asio::make_work_guard(handler);
            start_([handler = std::move(handler), guard = std::move(guard)](std::exception_ptr error, R result) mutable {
                asio::post(guard.get_executor(),
                           [handler = std::move(handler), error = std::move(error), result = std::move(result)]() mutable {
                               std::move(handler)(std::move(error), std::move(result));
                           });
            });
        },
        asio::use_awaitable, std::move(start));
}

} // namespace detail

/// Runs `job` on a thread of the pool. What it throws is thrown here. @pre its result is default-constructible
template <class Job, class R = std::invoke_result_t<Job&>>
boost::asio::awaitable<R> run_on(Pool& pool, Job job) {
    return detail::suspend_until<R>([&pool, job = std::move(job)](detail::Resume<R> resume) mutable {
        pool.post([job = std::move(job), resume = std::move(resume)]() mutable {
            std::exception_ptr error;
            R result{};
            try {
                result = job();
            } catch (...) {
                error = std::current_exception();
            }
            resume(error, std::move(result));
        });
    });
}

/// Runs `work` in a transaction on the store thread; the result is there after the commit.
inline boost::asio::awaitable<model::Result<void>> run_on(StoreThread& store, store::Store::Work work,
                                                          StoreThread::Commit commit = StoreThread::Commit::shared) {
    return detail::suspend_until<model::Result<void>>(
        [&store, work = std::move(work), commit](detail::Resume<model::Result<void>> resume) mutable {
            store.submit(
                std::move(work), [resume = std::move(resume)](model::Result<void> result) mutable { resume(nullptr, std::move(result)); },
                commit);
        });
}

} // namespace gateway
