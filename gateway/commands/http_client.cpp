#include "gateway/commands/http_client.hpp"

#include "gateway/tls/stream.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace gateway::commands {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr std::uint64_t largest_answer = std::uint64_t{256} << 20;

/// The steps of one exchange, each started when the one before it is done; `error` is the first that failed.
struct Exchange {
    Exchange(asio::io_context& io, tls::Context const* tls)
        : resolver(io), stream(tls != nullptr ? tls::Stream(beast::tcp_stream(io), *tls) : tls::Stream(beast::tcp_stream(io))) {
        parser.body_limit(largest_answer);
    }

    void start(std::string const& host, std::string const& port) {
        resolver.async_resolve(host, port, [this](beast::error_code e, asio::ip::tcp::resolver::results_type const& found) {
            if (failed(e)) return;
            stream.tcp().async_connect(found, [this](beast::error_code connect_error, asio::ip::tcp::endpoint const&) {
                if (!failed(connect_error)) secure();
            });
        });
    }

    void secure() {
        if (stream.tls() == nullptr) return write();
        stream.tls()->async_handshake(asio::ssl::stream_base::client, [this](beast::error_code e) {
            if (!failed(e)) write();
        });
    }

    void write() {
        http::async_write(stream, request, [this](beast::error_code e, std::size_t) {
            // A daemon that refuses a large body answers before it has read all of it: look for the answer even so.
            write_error = e;
            read();
        });
    }

    void read() {
        http::async_read(stream, buffer, parser, [this](beast::error_code e, std::size_t) { failed(write_error && e ? write_error : e); });
    }

    bool failed(beast::error_code e) {
        error = e;
        return static_cast<bool>(e);
    }

    asio::ip::tcp::resolver resolver;
    tls::Stream stream;
    http::request<http::string_body> request;
    http::response_parser<http::string_body> parser;
    beast::flat_buffer buffer;
    beast::error_code write_error;
    beast::error_code error;
};

} // namespace

model::Result<HttpClient> HttpClient::for_url(std::string const& url, std::shared_ptr<tls::Context const> tls) {
    auto const parsed = boost::urls::parse_uri(url);
    bool const secured = parsed && parsed->scheme() == "https";
    if (!parsed || (parsed->scheme() != "http" && !secured) || parsed->host().empty())
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("\"{}\" is geen adres als http://127.0.0.1:8480", url)});
    if (secured && !tls)
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("\"{}\" vraagt om TLS: geef --ca, --cert en --key", url)});
    if (!secured) tls = nullptr;
    std::string base(parsed->encoded_path());
    while (base.ends_with('/')) base.pop_back();
    return HttpClient(parsed->host(), parsed->has_port() ? std::string(parsed->port()) : secured ? "443" : "80", base, std::move(tls));
}

std::string HttpClient::url_of(std::string_view target) const {
    return fmt::format("{}://{}{}{}", tls_ ? "https" : "http", authority(), base_, target);
}

std::string HttpClient::authority() const { return port_ == (tls_ ? "443" : "80") ? host_ : fmt::format("{}:{}", host_, port_); }

model::Result<HttpAntwoord> HttpClient::get(std::string_view target, std::chrono::seconds limit) const {
    return exchange(false, target, {}, limit);
}

model::Result<HttpAntwoord> HttpClient::post_xml(std::string_view target, std::string_view body, std::chrono::seconds limit) const {
    return exchange(true, target, body, limit);
}

model::Result<HttpAntwoord> HttpClient::exchange(bool post, std::string_view target, std::string_view body,
                                                 std::chrono::seconds limit) const {
    asio::io_context io;
    Exchange exchange(io, tls_.get());
    std::string const name = host_.starts_with('[') ? host_.substr(1, host_.size() - 2) : host_;
    if (tls_ && !tls::expect_server(exchange.stream.tls()->native_handle(), name))
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("{}: deze naam kan niet worden nagekeken", url_of({}))});
    auto& request = exchange.request;
    request.version(11);
    request.method(post ? http::verb::post : http::verb::get);
    request.target(fmt::format("{}{}", base_, target));
    request.set(http::field::host, authority());
    request.set(http::field::user_agent, "ketenpoort/" KETENPOORT_VERSION);
    request.keep_alive(false);
    if (post) {
        request.set(http::field::content_type, "application/xml");
        request.body() = body;
        request.prepare_payload();
    }
    exchange.start(host_, port_);
    io.run_for(limit);
    if (!io.stopped())
        return std::unexpected(model::Error{model::ErrorCode::overloaded,
                                            fmt::format("{} gaf binnen {} seconden geen antwoord", url_of(target), limit.count())});
    if (exchange.error)
        return std::unexpected(
            model::Error{model::ErrorCode::overloaded, fmt::format("{} is niet bereikbaar: {}", url_of(target), exchange.error.message())});
    auto response = exchange.parser.release();
    return HttpAntwoord{static_cast<int>(response.result_int()), std::string(response[http::field::content_type]),
                        std::move(response.body())};
}

} // namespace gateway::commands
