#pragma once

#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>

namespace gateway::http {

class Sessions;

/// One connection, as far as others need to reach it. Lives in the frame of run_session.
class Session {
public:
    Session(boost::asio::ip::tcp::socket socket, Sessions& sessions);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    boost::beast::tcp_stream stream;
    boost::beast::flat_buffer buffer;                                               ///< read and not yet consumed
    bool idle = true;                                                               ///< waiting for the first byte of a request
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now(); ///< idle since

private:
    Sessions& sessions_;
    std::list<Session*>::iterator at_;
};

/// All open connections. io thread only.
class Sessions {
public:
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    /// Closes the connection that is idle longest; false when none is.
    bool close_longest_idle();
    void close_idle();
    void close_all();

    std::function<void()> on_empty; ///< called when the last one went

private:
    friend class Session;
    std::list<Session*> all_;
};

/// Serves requests on one connection until it ends. Throws only on a bug.
boost::asio::awaitable<void> run_session(boost::asio::ip::tcp::socket socket, Services& services, Sessions& sessions);

/// Answers 503 to a connection there is no room for, and ends it.
boost::asio::awaitable<void> turn_away(boost::asio::ip::tcp::socket socket, Services& services, Place place);

} // namespace gateway::http
