#pragma once

#include "gateway/tls/tls.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace gateway::tls {

/// A connection with or without TLS, read and written in the same way. Costly to compile: for the few files that touch sockets.
/// One loop; its deadlines are those of tcp().
class Stream {
public:
    using executor_type = boost::beast::tcp_stream::executor_type;
    using Tls = boost::beast::ssl_stream<boost::beast::tcp_stream>;

    explicit Stream(boost::beast::tcp_stream tcp) : plain_(std::move(tcp)) {}
    /// With TLS; handshake first.
    Stream(boost::beast::tcp_stream tcp, Context const& context) {
        // Asio's context owns what it is given; OpenSSL counts the owners, and each connection is one.
        SSL_CTX_up_ref(context.handle());
        boost::asio::ssl::context borrowed(context.handle());
        tls_ = std::make_unique<Tls>(std::move(tcp), borrowed);
    }

    executor_type get_executor() noexcept { return tcp().get_executor(); }
    [[nodiscard]] boost::beast::tcp_stream& tcp() noexcept { return tls_ ? tls_->next_layer() : *plain_; }
    /// nullptr without TLS
    [[nodiscard]] Tls* tls() noexcept { return tls_.get(); }

    template <class Buffers, class Token>
    auto async_read_some(Buffers const& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, Buffers const& into) {
                if (tls_) tls_->async_read_some(into, std::move(handler));
                else plain_->async_read_some(into, std::move(handler));
            },
            token, buffers);
    }
    template <class Buffers, class Token>
    auto async_write_some(Buffers const& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, Buffers const& from) {
                if (tls_) tls_->async_write_some(from, std::move(handler));
                else plain_->async_write_some(from, std::move(handler));
            },
            token, buffers);
    }

private:
    std::optional<boost::beast::tcp_stream> plain_; ///< one of the two is there
    std::unique_ptr<Tls> tls_;
};

} // namespace gateway::tls
