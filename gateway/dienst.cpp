#include "gateway/dienst.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>

namespace gateway {

namespace asio = boost::asio;

namespace {

constexpr auto checked = asio::as_tuple(asio::use_awaitable);
/// Signs of life within a term. A group of long messages may make the store thread miss one or two.
constexpr int tekens_per_termijn = 3;

} // namespace

std::chrono::microseconds parse_waaktermijn(std::string_view text) {
    std::int64_t usec = 0;
    auto const* const end = text.data() + text.size();
    auto const [at, wrong] = std::from_chars(text.data(), end, usec);
    return std::chrono::microseconds(wrong == std::errc() && at == end && usec > 0 ? usec : 0);
}

Dienst::Dienst(asio::io_context& io, Services& services, std::string_view plek, std::chrono::microseconds termijn)
    : services_(services), socket_(io), timer_(io), termijn_(termijn) {
    constexpr std::size_t longest = 107; // of a path in a socket address
    if (plek.size() < 2 || plek.size() > longest || (plek.front() != '/' && plek.front() != '@')) return;
    std::string path(plek);
    if (path.front() == '@') path.front() = '\0';
    boost::system::error_code wrong;
    socket_.connect(path, wrong);
    if (!wrong) socket_.non_blocking(true, wrong);
    if (wrong) services_.log.write(LogNiveau::waarschuwing, "dienst_hoort_niets", {{"fout", wrong.message()}});
}

void Dienst::meld(std::string_view wat) {
    boost::system::error_code unheard; // it will miss the signs of life by itself
    if (socket_.is_open()) socket_.send(asio::buffer(wat), 0, unheard);
}

void Dienst::gereed() {
    meld("READY=1");
    stand();
}

void Dienst::stand() {
    auto const* const waarom = services_.refuses();
    auto nu = waarom == nullptr ? std::string("STATUS=neemt berichten aan") : fmt::format("STATUS=neemt geen berichten aan: {}", waarom);
    if (nu == stand_) return;
    meld(nu);
    stand_ = std::move(nu);
}

asio::awaitable<void> Dienst::run() {
    if (termijn_.count() == 0 || !socket_.is_open()) co_return;
    std::optional<std::uint64_t> vorige;
    while (!services_.stopping) {
        auto const ronde = services_.store_thread.hartslag();
        if (ronde != vorige) meld("WATCHDOG=1");
        vorige = ronde;
        timer_.expires_after(termijn_ / tekens_per_termijn);
        co_await timer_.async_wait(checked);
    }
}

void Dienst::stop() {
    meld("STOPPING=1");
    stand();
    timer_.cancel();
}

} // namespace gateway
