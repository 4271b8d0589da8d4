#pragma once

#include "gateway/map_uitwisseling.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <string>

namespace gateway {

/// Takes files out of the in-folder (setting `map_in`) and decides them like any other message: whole ones only, each once, moved away with
/// the decision beside it. What cannot be decided now stays where it is. io thread.
class MapInvoer {
public:
    MapInvoer(boost::asio::io_context& io, Services& services) : services_(services), timer_(io) {}
    MapInvoer(MapInvoer const&) = delete;
    MapInvoer& operator=(MapInvoer const&) = delete;

    /// Until stop(); at once without an in-folder.
    [[nodiscard]] boost::asio::awaitable<void> run();
    void stop() {
        stopping_ = true;
        timer_.cancel();
    }

private:
    [[nodiscard]] boost::asio::awaitable<void> ronde();
    [[nodiscard]] boost::asio::awaitable<void> neem(std::string naam, BestandStand gezien);

    Services& services_;
    boost::asio::steady_timer timer_;
    Blik vorige_;
    std::string gemeld_; ///< what was last told of the folder itself
    bool stopping_ = false;
};

} // namespace gateway
