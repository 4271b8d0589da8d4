#include "gateway/log.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <string>

using namespace gateway;

namespace {

std::string read_all(int fd) {
    std::string out;
    std::array<char, 4096> part{};
    for (ssize_t n = 0; (n = ::read(fd, part.data(), part.size())) > 0;) out.append(part.data(), static_cast<std::size_t>(n));
    return out;
}

} // namespace

TEST_CASE("a line is one JSON object, and nothing in a value can break out of it") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    {
        Log log(ends[1], LogNiveau::info, LogVorm::json);
        log.write(LogNiveau::info, "proef", {{"getal", std::int64_t{-3}}, {"tekst", "a\"b\\c\r\nd"}});
        log.write(LogNiveau::debug, "te_stil");
    }
    ::close(ends[1]);
    auto const text = read_all(ends[0]);
    ::close(ends[0]);
    CHECK(text.find(R"("gebeurtenis":"proef","getal":-3,"tekst":"a\"b\\c\u000d\u000ad"})") != std::string::npos);
    CHECK(text.find("te_stil") == std::string::npos);
    CHECK(text.find('\n') == text.size() - 1);
}

TEST_CASE("a reader who does not read holds nobody up; what did not fit is counted") {
    std::signal(SIGPIPE, SIG_IGN); // as the daemon does
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    auto const start = std::chrono::steady_clock::now();
    {
        Log log(ends[1], LogNiveau::info, LogVorm::json);
        std::string const big(1000, 'x');
        for (int i = 0; i < 20000; ++i) log.write(LogNiveau::info, "vol", {{"tekst", big}});
        CHECK(log.dropped() > 0);
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
    // Lets the writing thread, which outlives its log, come to its end.
    ::close(ends[0]);
}
