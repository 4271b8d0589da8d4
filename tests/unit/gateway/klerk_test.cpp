#include "gateway/audit/klerk.hpp"

#include <doctest/doctest.h>

namespace {

using gateway::audit::moet_tekenen;
using gateway::audit::te_lang_ongetekend;
using namespace std::chrono_literals;

TEST_CASE("the log is signed within a minute after it grew, and every 1,000 leaves") {
    CHECK_FALSE(moet_tekenen({0, 24h}));
    CHECK_FALSE(moet_tekenen({1, 59'999ms}));
    CHECK(moet_tekenen({1, 60s}));
    CHECK_FALSE(moet_tekenen({999, 0ms}));
    CHECK(moet_tekenen({1000, 0ms}));
}

TEST_CASE("F31: after 180 s without a checkpoint nothing more is taken, and with all signed it never is so") {
    CHECK_FALSE(te_lang_ongetekend({1, 179'999ms}));
    CHECK(te_lang_ongetekend({1, 180s}));
    CHECK_FALSE(te_lang_ongetekend({0, 24h}));
}

} // namespace
