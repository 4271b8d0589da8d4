#include "gateway/run_on.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace gateway;
namespace asio = boost::asio;

namespace {

struct Seen {
    std::thread::id job;
    std::thread::id after;
    std::string result;
    std::exception_ptr error;
};

asio::awaitable<void> hop(Pool& pool, Seen& seen) {
    seen.result = co_await run_on(pool, [&seen] {
        seen.job = std::this_thread::get_id();
        return std::string("gedaan");
    });
    seen.after = std::this_thread::get_id();
}

asio::awaitable<void> hop_and_throw(Pool& pool) {
    co_await run_on(pool, []() -> int { throw std::runtime_error("fout"); });
}

} // namespace

TEST_CASE("a job runs on the pool and the coroutine goes on where it was") {
    Pool pool("proef", 2);
    asio::io_context io;
    std::vector<Seen> seen(50);
    for (auto& one : seen) asio::co_spawn(io, hop(pool, one), [&one](std::exception_ptr error) { one.error = error; });
    io.run(); // comes back only when all hops did
    for (auto const& one : seen) {
        CHECK(one.result == "gedaan");
        CHECK(one.after == std::this_thread::get_id());
        CHECK(one.job != one.after);
        CHECK_FALSE(one.error);
    }
}

TEST_CASE("what a job throws arrives at the coroutine") {
    Pool pool("proef", 1);
    asio::io_context io;
    std::exception_ptr error;
    asio::co_spawn(io, hop_and_throw(pool), [&error](std::exception_ptr thrown) { error = thrown; });
    io.run();
    CHECK_THROWS_WITH_AS(std::rethrow_exception(error), "fout", std::runtime_error);
}
