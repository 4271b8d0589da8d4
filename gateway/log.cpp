#include "gateway/log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace gateway {

namespace {

constexpr std::size_t queue_limit = 8192;

std::string_view name(LogNiveau niveau) {
    switch (niveau) {
    case LogNiveau::fout: return "fout";
    case LogNiveau::waarschuwing: return "waarschuwing";
    case LogNiveau::info: return "info";
    case LogNiveau::debug: return "debug";
    }
    return "info";
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\u{:04x}", byte);
        else out += c;
    }
    out += '"';
}

void write_all(int fd, std::string_view line) {
    while (!line.empty()) {
        auto const n = ::write(fd, line.data(), line.size());
        if (n > 0) line.remove_prefix(static_cast<std::size_t>(n));
        else if (errno != EINTR) return; // nobody to tell it to
    }
}

} // namespace

/// Shared with the writing thread, so that a reader who never reads cannot keep the program from ending.
struct Log::State {
    int fd = 2;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> lines;
    bool busy = false;
    bool stop = false;
    std::atomic<std::uint64_t> dropped = 0;

    void run() {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [&] { return stop || !lines.empty(); });
            if (lines.empty()) return;
            auto const line = std::move(lines.front());
            lines.pop_front();
            busy = true;
            lock.unlock();
            write_all(fd, line);
            lock.lock();
            busy = false;
            changed.notify_all();
        }
    }
};

LogNiveau parse_log_niveau(std::string_view text) {
    for (auto const niveau : {LogNiveau::fout, LogNiveau::waarschuwing, LogNiveau::debug})
        if (name(niveau) == text) return niveau;
    return LogNiveau::info;
}

Log::Log(int fd, LogNiveau niveau, LogVorm vorm) : state_(std::make_shared<State>()), niveau_(niveau), vorm_(vorm) {
    state_->fd = fd;
    std::thread thread([state = state_] { state->run(); });
    pthread_setname_np(thread.native_handle(), "log");
    thread.detach();
}

Log::~Log() {
    std::unique_lock lock(state_->mutex);
    state_->stop = true;
    state_->changed.notify_all();
    state_->changed.wait_for(lock, std::chrono::seconds(1), [&] { return state_->lines.empty() && !state_->busy; });
}

void Log::write(LogNiveau niveau, std::string_view gebeurtenis, std::initializer_list<Veld> velden) {
    if (niveau > niveau_) return;
    auto const now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    auto const seconds = std::chrono::system_clock::to_time_t(now);
    auto const tijd = fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(seconds), now.time_since_epoch().count() % 1000);
    std::string line;
    if (vorm_ == LogVorm::json) {
        line = fmt::format(R"({{"tijd":"{}","niveau":"{}","gebeurtenis":)", tijd, name(niveau));
        append_quoted(line, gebeurtenis);
        for (auto const& veld : velden) {
            line += ',';
            append_quoted(line, veld.naam);
            line += ':';
            if (auto const* getal = std::get_if<std::int64_t>(&veld.waarde)) line += fmt::format("{}", *getal);
            else append_quoted(line, std::get<std::string_view>(veld.waarde));
        }
        line += "}\n";
    } else {
        line = fmt::format("{} {:12} {}", tijd, name(niveau), gebeurtenis);
        for (auto const& veld : velden) {
            line += fmt::format(" {}=", veld.naam);
            if (auto const* getal = std::get_if<std::int64_t>(&veld.waarde)) line += fmt::format("{}", *getal);
            else append_quoted(line, std::get<std::string_view>(veld.waarde));
        }
        line += '\n';
    }
    {
        std::lock_guard const lock(state_->mutex);
        if (state_->lines.size() >= queue_limit) {
            state_->dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        state_->lines.push_back(std::move(line));
    }
    state_->changed.notify_all();
}

std::uint64_t Log::dropped() const noexcept { return state_->dropped.load(std::memory_order_relaxed); }

} // namespace gateway
