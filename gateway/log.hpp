#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <variant>

namespace gateway {

enum class LogNiveau : std::uint8_t { fout, waarschuwing, info, debug };
enum class LogVorm : std::uint8_t { json, tekst };

/// "fout", "waarschuwing", "info", "debug"; anything else: info.
[[nodiscard]] LogNiveau parse_log_niveau(std::string_view text);

/// One named value of a log line. Never content of a message and never a BSN.
struct Veld {
    std::string_view naam;
    std::variant<std::int64_t, std::string_view> waarde;
};

/// Lines to a file descriptor, written by a thread of their own. Callers never wait: with a slow or blocked reader the queue fills up to
/// 8192 lines, then lines are dropped and counted. Any thread.
class Log {
public:
    Log(int fd, LogNiveau niveau, LogVorm vorm);
    /// Waits at most a second for the last lines.
    ~Log();
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;

    void write(LogNiveau niveau, std::string_view gebeurtenis, std::initializer_list<Veld> velden = {});
    [[nodiscard]] std::uint64_t dropped() const noexcept;

private:
    struct State;
    std::shared_ptr<State> state_;
    LogNiveau niveau_;
    LogVorm vorm_;
};

} // namespace gateway
