#pragma once

#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/datagram_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace gateway {

/// Tells the service manager how we do (the protocol of sd_notify(3)): ready, stopping, a line for `systemctl status`, and that the threads
/// nothing works without still come round. Started by something else than a service manager it tells nobody. io thread.
class Dienst {
public:
    /// @param plek NOTIFY_SOCKET: a path, or @ and an abstract name; empty: nobody listens  @param termijn WATCHDOG_USEC, within which a sign
    /// of life must come; 0: none is asked
    Dienst(boost::asio::io_context& io, Services& services, std::string_view plek, std::chrono::microseconds termijn);
    Dienst(Dienst const&) = delete;
    Dienst& operator=(Dienst const&) = delete;

    /// The store is open and the ports are taken. Before the io thread starts.
    void gereed();
    /// Tells whether messages are taken, and why not, when that became otherwise.
    void stand();
    /// Gives signs of life until stop(): each one says that this thread runs and that the store thread came round since the one before.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Tells that the end has begun. From here systemd counts by TimeoutStopSec.
    void stop();

private:
    void meld(std::string_view wat);

    Services& services_;
    boost::asio::local::datagram_protocol::socket socket_; ///< kept open, so that a lack of descriptors is no lack of life
    boost::asio::steady_timer timer_;
    std::chrono::microseconds const termijn_;
    std::string stand_; ///< as last told
};

/// A time in microseconds as systemd writes it in the environment; 0 when it is none.
[[nodiscard]] std::chrono::microseconds parse_waaktermijn(std::string_view text);

} // namespace gateway
