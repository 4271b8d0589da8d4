#include "gateway/replay/achteraf.hpp"

#include <pthread.h>

#include <utility>

namespace gateway::replay {

namespace {

constexpr std::size_t meeste = 512;
constexpr std::size_t meeste_bytes = std::size_t{8} << 20;

} // namespace

Achteraf::Achteraf(std::function<void()> const& begin)
    : overdracht_(meeste, meeste_bytes), thread_([this, begin] {
          if (begin) begin();
          run();
      }) {
    pthread_setname_np(thread_.native_handle(), "replay-achteraf");
}

Achteraf::~Achteraf() {
    overdracht_.sluit();
    if (thread_.joinable()) thread_.join();
}

bool Achteraf::doe(Werk werk, std::size_t bytes) { return overdracht_.geef(std::move(werk), bytes); }

model::Result<void> Achteraf::klaar() {
    overdracht_.sluit();
    if (thread_.joinable()) thread_.join();
    // A bug is for who gave the work to meet.
    if (fault_) std::rethrow_exception(fault_);
    if (fout_) return std::unexpected(*fout_);
    return {};
}

void Achteraf::run() {
    try {
        while (auto werk = overdracht_.neem()) {
            if (auto done = (*werk)(); !done) {
                fout_ = std::move(done.error());
                break;
            }
        }
    } catch (...) {
        fault_ = std::current_exception();
    }
    overdracht_.stop();
}

} // namespace gateway::replay
