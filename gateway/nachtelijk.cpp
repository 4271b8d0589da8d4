#include "gateway/nachtelijk.hpp"

#include "gateway/pipeline.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace gateway {

namespace {

constexpr std::int64_t minuut_ms = 60'000;
constexpr std::int64_t dag_ms = 24 * 60 * minuut_ms;

std::int64_t deel(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

} // namespace

bool tijd_verstreken(std::int64_t minuten, std::int64_t vorige_ms, std::int64_t nu_ms) {
    // Days that begin at that time.
    auto const dag = [minuten](std::int64_t ms) { return deel(dutch_local_ms(ms) - minuten * minuut_ms, dag_ms); };
    return nu_ms > vorige_ms && dag(nu_ms) > dag(vorige_ms);
}

void wijk() {
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 19));
    // IOPRIO_CLASS_IDLE, of linux/ioprio.h: the C library has no name for it.
    constexpr int alleen_deze_draad = 1;
    constexpr int rust = 3 << 13;
    static_cast<void>(::syscall(SYS_ioprio_set, alleen_deze_draad, 0, rust));
}

} // namespace gateway
