#pragma once

#include "gateway/http_uitgaand.hpp"
#include "gateway/partners.hpp"
#include "gateway/services.hpp"
#include "store/outbox.hpp"
#include "store/uit.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// From the outbox to the partner. docs/aflevering.md tells what is promised.
namespace gateway {

/// What came of one attempt.
struct Uitslag {
    store::outbox::Poging poging;
    std::string fout; ///< Dutch, without content of the message; empty when it was delivered
};

/// What the answer to a POST of a bare message or a multipart means: 2xx delivered, 503, 429 and 408 later, other 5xx a fault of the
/// partner, the rest refused. @param retry_after the header, seconds or nothing we read. Pure.
[[nodiscard]] Uitslag uitslag_van(unsigned status, std::string_view retry_after);

/// Whether we go to the partner; the others come and fetch.
[[nodiscard]] bool wordt_gebracht(Protocol protocol);

/// The bare message of an outgoing row; nullopt: it has none (a fo01), or it is not kept.
[[nodiscard]] model::Result<std::optional<std::string>> inhoud_van(store::Reader& reader, store::Uit const& uit);

/// An outgoing row and the link it goes over.
struct TeSturen {
    store::Uit uit;
    Link const* link = nullptr;
};

/// Of the heads of all conversations those to send now: with a link that we bring to, of each partner at most one, in order. What has no
/// link waits for one. Pure.
[[nodiscard]] std::vector<TeSturen> te_sturen(std::vector<store::Uit> koppen, Partners const& boek, model::Date dag,
                                              std::set<std::string, std::less<>> const& bezig, std::int64_t moment_ms);

/// Writes down how an attempt ended; nothing when the row does not wait any more. In a transaction of the store thread.
/// @param toeval any number, evenly spread
[[nodiscard]] model::Result<void> noteer(store::Transaction& tx, store::UitId id, std::string_view verbinding, Uitslag const& uitslag,
                                         std::int64_t moment_ms, std::uint32_t toeval, store::outbox::Beleid const& beleid = {});

/// Sends what is in the outbox, as long as the daemon runs. io thread.
class Delivery {
public:
    /// @param toeval evenly spread numbers
    Delivery(boost::asio::io_context& io, Services& services, std::function<std::uint32_t()> toeval);
    Delivery(Delivery const&) = delete;
    Delivery& operator=(Delivery const&) = delete;

    /// Until stop(); sends in hand may then still end.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Starts no more; what is in hand gets the time that requests get, then its connections are closed.
    void stop();

private:
    struct Bezig;

    /// One look at the outbox. @returns whether anything was started
    [[nodiscard]] boost::asio::awaitable<bool> ronde();
    [[nodiscard]] boost::asio::awaitable<void> bezorg(store::Uit uit, Link link, std::unique_ptr<Bezig> bezig);
    [[nodiscard]] boost::asio::awaitable<Uitslag> stuur(store::Uit const& uit, Link const& link);
    [[nodiscard]] boost::asio::awaitable<Uitslag> stuur_envelop(store::Uit const& uit, Link const& link);
    [[nodiscard]] boost::asio::awaitable<void> schrijf_op(store::Uit const& uit, Link const& link, Uitslag const& uitslag);
    [[nodiscard]] boost::asio::awaitable<void> ververs_certificaat();

    boost::asio::io_context& io_;
    Services& services_;
    std::function<std::uint32_t()> toeval_;
    store::outbox::Beleid beleid_;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer stop_timer_;
    bool stopping_ = false;
    std::set<std::string, std::less<>> bezig_; ///< partners that are being sent to
    Places grote_;
    Uitgaande verbindingen_;
    std::shared_ptr<Partners const> boek_;            ///< the book that certificaat_ was loaded with
    std::shared_ptr<tls::Context const> certificaat_; ///< ours, as a client; nullptr: none
};

} // namespace gateway
