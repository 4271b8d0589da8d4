#pragma once

#include "gateway/tls/tls.hpp"
#include "store/outbox.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One HTTP request to a partner or to a daemon, on a connection of its own.
namespace gateway {

/// Where an address leads. A path in it belongs to the address.
struct HttpAdres {
    bool tls = false;
    std::string host;
    std::string poort;
    std::string pad; ///< begins with a slash

    /// Host, and port when it is not that of the scheme: for the header Host and for people.
    [[nodiscard]] std::string naam() const;
};
/// @returns what is wrong with it, Dutch. Pure.
[[nodiscard]] std::expected<HttpAdres, std::string> parse_http_adres(std::string_view url);

struct HttpVerzoek {
    HttpAdres adres;
    bool post = true; ///< else a GET, without body
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> kopregels;
    std::string body;
    std::uint64_t grootste_antwoord = std::uint64_t{1} << 20; ///< bytes
};

struct HttpAntwoord {
    unsigned status = 0;
    std::string content_type;
    std::string retry_after;
    std::string body;
};

/// Why there is no answer. `fout` is Dutch and names no content.
struct GeenAntwoord {
    store::outbox::Oorzaak oorzaak = store::outbox::Oorzaak::onbereikbaar;
    std::string fout;
};

/// Connections in use, so that a stop can end them. io thread only.
class Uitgaande {
public:
    void close_all();

private:
    friend class UitgaandeVerbinding;
    std::set<boost::beast::tcp_stream*> all_;
};

/// Sends it and waits for a whole answer; all of it within `limit`. An early answer (a refusal before all of
/// the body was read) counts. @param context for https; the name in the address must be the certificate's. nullptr: https is refused.
/// io thread.
[[nodiscard]] boost::asio::awaitable<std::expected<HttpAntwoord, GeenAntwoord>>
http_vraag(Uitgaande& uitgaande, HttpVerzoek const& verzoek, std::shared_ptr<tls::Context const> context, std::chrono::milliseconds limit);

} // namespace gateway
