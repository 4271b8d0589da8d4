#pragma once

#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <string>

namespace gateway::http {

class Sessions;

/// One connection, as far as others need to reach it. Lives in the frame of run_session.
class Session {
public:
    explicit Session(Sessions& sessions);
    virtual ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    /// Closes the connection under whoever waits on it.
    virtual void close() = 0;
    /// Counts the connection as one of this party. @returns whether it stays within `limit`
    [[nodiscard]] bool belongs_to(std::string oin, std::int64_t limit);

    bool idle = true;                                                               ///< waiting for the peer to say something at all
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now(); ///< idle since

private:
    Sessions& sessions_;
    std::list<Session*>::iterator at_;
    std::string oin_;
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
    std::map<std::string, std::int64_t> per_oin_;
};

/// Serves requests on one connection until it ends. Throws only on a bug.
/// @param tls what the connection is to be secured with; nullptr: nothing, it came from the own system
boost::asio::awaitable<void> run_session(boost::asio::ip::tcp::socket socket, Services& services, Sessions& sessions,
                                         std::shared_ptr<tls::Context const> tls);

/// Answers 503 to a connection there is no room for, and ends it; with TLS it is just ended.
boost::asio::awaitable<void> turn_away(boost::asio::ip::tcp::socket socket, Services& services, Place place);

} // namespace gateway::http
