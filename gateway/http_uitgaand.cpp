#include "gateway/http_uitgaand.hpp"

#include "gateway/tls/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <optional>

namespace gateway {

/// Known to those who may end it, as long as it lives.
class UitgaandeVerbinding {
public:
    UitgaandeVerbinding(Uitgaande& all, boost::beast::tcp_stream& stream) : all_(all), at_(all.all_.insert(&stream).first) {}
    ~UitgaandeVerbinding() { all_.all_.erase(at_); }
    UitgaandeVerbinding(UitgaandeVerbinding const&) = delete;
    UitgaandeVerbinding& operator=(UitgaandeVerbinding const&) = delete;

private:
    Uitgaande& all_;
    std::set<boost::beast::tcp_stream*>::iterator at_;
};

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using store::outbox::Oorzaak;
using Result = std::expected<HttpAntwoord, GeenAntwoord>;

constexpr auto checked = asio::as_tuple(asio::use_awaitable);

std::unexpected<GeenAntwoord> none(Oorzaak oorzaak, std::string fout) { return std::unexpected(GeenAntwoord{oorzaak, std::move(fout)}); }

/// What an error after the connection was made means: some of the request may have arrived.
std::unexpected<GeenAntwoord> broken(error_code ec, std::chrono::milliseconds limit) {
    if (ec == beast::error::timeout) return none(Oorzaak::tijd_op, fmt::format("geen antwoord binnen {} ms", limit.count()));
    return none(Oorzaak::afgebroken, fmt::format("de verbinding brak af voor er een heel antwoord was ({})", ec.message()));
}

/// Why no connection could be made; nullopt: it is there.
asio::awaitable<std::optional<std::string>> connect(tls::Stream& stream, HttpAdres const& adres) {
    tcp::resolver resolver(stream.get_executor());
    auto [resolve_ec, found] = co_await resolver.async_resolve(adres.host, adres.poort, checked);
    if (resolve_ec) co_return fmt::format("het adres is niet te vinden ({})", resolve_ec.message());
    auto [ec, endpoint] = co_await stream.tcp().async_connect(found, checked);
    if (ec) co_return fmt::format("er is geen verbinding te maken ({})", ec.message());
    error_code ignored;
    stream.tcp().socket().set_option(tcp::no_delay(true), ignored);
    if (stream.tls() == nullptr) co_return std::nullopt;
    if (!tls::expect_server(stream.tls()->native_handle(), adres.host))
        co_return std::string("de naam in het adres is geen naam voor een certificaat");
    auto [shake_ec] = co_await stream.tls()->async_handshake(asio::ssl::stream_base::client, checked);
    if (shake_ec) co_return fmt::format("de versleutelde verbinding komt niet tot stand ({})", shake_ec.message());
    co_return std::nullopt;
}

} // namespace

void Uitgaande::close_all() {
    for (auto* stream : all_) stream->close();
}

std::expected<HttpAdres, std::string> parse_http_adres(std::string_view url) {
    auto const parsed = boost::urls::parse_uri(boost::urls::string_view(url.data(), url.size()));
    if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https") || parsed->host().empty() || parsed->has_userinfo() ||
        parsed->has_fragment())
        return std::unexpected("het adres van de verbinding is geen adres als https://partner.example/pad");
    HttpAdres adres;
    adres.tls = parsed->scheme() == "https";
    adres.host = parsed->host_address();
    adres.poort = parsed->has_port() ? std::string(parsed->port()) : adres.tls ? "443" : "80";
    adres.pad = std::string(parsed->encoded_path());
    if (adres.pad.empty()) adres.pad = "/";
    if (parsed->has_query()) adres.pad += "?" + std::string(parsed->encoded_query());
    return adres;
}

std::string HttpAdres::naam() const {
    auto const name = host.find(':') == std::string::npos ? host : fmt::format("[{}]", host);
    return poort == (tls ? "443" : "80") ? name : fmt::format("{}:{}", name, poort);
}

asio::awaitable<Result> http_vraag(Uitgaande& uitgaande, HttpVerzoek const& verzoek, std::shared_ptr<tls::Context const> context,
                                   std::chrono::milliseconds limit) {
    auto const executor = co_await asio::this_coro::executor;
    if (verzoek.adres.tls && !context) co_return none(Oorzaak::eigen, "er is geen certificaat ingesteld voor https");
    std::optional<tls::Stream> made;
    if (verzoek.adres.tls) made.emplace(beast::tcp_stream(executor), *context);
    else made.emplace(beast::tcp_stream(executor));
    tls::Stream& stream = *made;
    UitgaandeVerbinding const known(uitgaande, stream.tcp());
    stream.tcp().expires_after(limit);
    std::optional<std::string> const unreachable = co_await connect(stream, verzoek.adres);
    if (unreachable) co_return none(Oorzaak::onbereikbaar, *unreachable);

    beast::http::request<beast::http::span_body<char const>> request;
    request.version(11);
    request.method(verzoek.post ? beast::http::verb::post : beast::http::verb::get);
    request.target(verzoek.adres.pad);
    request.set(beast::http::field::host, verzoek.adres.naam());
    request.set(beast::http::field::user_agent, "ketenpoort/" KETENPOORT_VERSION);
    if (verzoek.post) request.set(beast::http::field::content_type, verzoek.content_type);
    for (auto const& [naam, waarde] : verzoek.kopregels) request.set(naam, waarde);
    request.keep_alive(false);
    if (verzoek.post) {
        request.body() = boost::beast::span<char const>(verzoek.body.data(), verzoek.body.size());
        request.prepare_payload();
    }
    auto [write_ec, written] = co_await beast::http::async_write(stream, request, checked);

    // A partner that refuses a large body answers before it has read all of it: look for the answer even so.
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(verzoek.grootste_antwoord);
    beast::flat_buffer buffer;
    auto [read_ec, read] = co_await beast::http::async_read(stream, buffer, parser, checked);
    if (read_ec == beast::http::error::body_limit || read_ec == beast::http::error::header_limit)
        co_return none(Oorzaak::storing, "het antwoord is te groot");
    if (read_ec && read_ec != beast::http::error::end_of_stream && read_ec != beast::http::error::partial_message &&
        read_ec.category() == make_error_code(beast::http::error::bad_method).category())
        co_return none(Oorzaak::storing, "het antwoord is geen HTTP");
    if (read_ec) co_return broken(write_ec && read_ec != beast::error::timeout ? write_ec : read_ec, limit);
    auto const& response = parser.get();
    HttpAntwoord antwoord;
    antwoord.status = response.result_int();
    antwoord.content_type = std::string(response[beast::http::field::content_type]);
    antwoord.retry_after = std::string(response[beast::http::field::retry_after]);
    antwoord.body = std::move(parser.get().body());
    co_return antwoord;
}

} // namespace gateway
