#include "gateway/http_uitgaand.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <thread>

using namespace gateway;
namespace asio = boost::asio;
using asio::ip::tcp;
using store::outbox::Oorzaak;

namespace {

/// A server of one connection that reads a request whole and sends these bytes.
class Server {
public:
    explicit Server(std::string answer) : acceptor_(io_, {asio::ip::address_v4::loopback(), 0}), answer_(std::move(answer)) {
        thread_ = std::thread([this] { serve(); });
    }
    ~Server() { thread_.join(); }
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    [[nodiscard]] std::string url() const { return fmt::format("http://127.0.0.1:{}/in?x=1", acceptor_.local_endpoint().port()); }
    std::string asked; ///< once the server is gone

private:
    void serve() {
        boost::system::error_code ec;
        tcp::socket socket(io_);
        acceptor_.accept(socket, ec);
        if (ec) return;
        asio::read_until(socket, asio::dynamic_buffer(asked), "</bericht>", ec);
        asio::write(socket, asio::buffer(answer_), ec);
        socket.shutdown(tcp::socket::shutdown_both, ec);
    }

    asio::io_context io_;
    tcp::acceptor acceptor_;
    std::string answer_;
    std::thread thread_;
};

struct Uitkomst {
    std::expected<HttpAntwoord, GeenAntwoord> antwoord = std::unexpected(GeenAntwoord{});
};

asio::awaitable<void> ask(Uitgaande& uitgaande, HttpVerzoek const& verzoek, std::chrono::milliseconds limit, Uitkomst& uitkomst) {
    uitkomst.antwoord = co_await http_vraag(uitgaande, verzoek, nullptr, limit);
}

std::expected<HttpAntwoord, GeenAntwoord> post(std::string const& url, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    asio::io_context io;
    Uitgaande uitgaande;
    HttpVerzoek verzoek;
    verzoek.adres = parse_http_adres(url).value();
    verzoek.content_type = "application/xml";
    verzoek.kopregels = {{"Referentienummer", "abc"}};
    verzoek.body = "<bericht>x</bericht>";
    Uitkomst uitkomst;
    asio::co_spawn(io, ask(uitgaande, verzoek, limit, uitkomst), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    io.run();
    return uitkomst.antwoord;
}

std::string const whole = "HTTP/1.1 202 Accepted\r\nRetry-After: 7\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<antwoord/>";

} // namespace

TEST_CASE("addresses of partners") {
    auto const plain = parse_http_adres("http://127.0.0.1:8480/v1/berichten");
    REQUIRE(plain);
    CHECK_FALSE(plain->tls);
    CHECK(plain->host == "127.0.0.1");
    CHECK(plain->poort == "8480");
    CHECK(plain->pad == "/v1/berichten");
    auto const secure = parse_http_adres("https://partner.example");
    REQUIRE(secure);
    CHECK(secure->tls);
    CHECK(secure->poort == "443");
    CHECK(secure->pad == "/");
    CHECK(parse_http_adres("http://h/p?q=1")->pad == "/p?q=1");
    for (auto const* wrong : {"", "partner.example", "ftp://partner.example/", "http://", "http://a b/", "http://u:p@h/", "http://h/#x"})
        CHECK_FALSE(parse_http_adres(wrong));
}

TEST_CASE("a whole answer is read, and the request has all it needs") {
    std::string asked;
    {
        Server server(whole);
        auto const antwoord = post(server.url());
        REQUIRE(antwoord);
        CHECK(antwoord->status == 202);
        CHECK(antwoord->body == "<antwoord/>");
        CHECK(antwoord->retry_after == "7");
        CHECK(antwoord->content_type == "text/xml");
        asked = server.asked;
    }
    CHECK(asked.starts_with("POST /in?x=1 HTTP/1.1\r\n"));
    CHECK(asked.find("Referentienummer: abc\r\n") != std::string::npos);
    CHECK(asked.find("Content-Length: 20\r\n") != std::string::npos);
    CHECK(asked.ends_with("\r\n\r\n<bericht>x</bericht>"));
}

TEST_CASE("an answer cut off at any byte is no answer: in doubt, so it is sent again") {
    for (std::size_t n = 0; n < whole.size(); ++n) {
        CAPTURE(n);
        Server const server(whole.substr(0, n));
        auto const antwoord = post(server.url());
        REQUIRE_FALSE(antwoord);
        CHECK(antwoord.error().oorzaak == Oorzaak::afgebroken);
    }
}

TEST_CASE("what is no HTTP, or too much of it, is a fault of the partner") {
    for (auto const& wrong : {std::string("SSH-2.0-OpenSSH_9.2\r\n\r\n"), std::string("HTTP/1.1 abc\r\n\r\n"),
                              "HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + std::string(2'000'000, 'x')}) {
        Server const server(wrong);
        auto const antwoord = post(server.url());
        REQUIRE_FALSE(antwoord);
        CHECK(antwoord.error().oorzaak == Oorzaak::storing);
    }
}

TEST_CASE("no listener, no such name and no certificate are told apart from an answer that does not come") {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    auto const url = fmt::format("http://127.0.0.1:{}/", acceptor.local_endpoint().port());
    // The kernel takes the connection, nobody answers.
    auto const silent = post(url, std::chrono::milliseconds(50));
    REQUIRE_FALSE(silent);
    CHECK(silent.error().oorzaak == Oorzaak::tijd_op);
    acceptor.close();
    auto const closed = post(url);
    REQUIRE_FALSE(closed);
    CHECK(closed.error().oorzaak == Oorzaak::onbereikbaar);
    auto const secure = post("https://127.0.0.1:1/");
    REQUIRE_FALSE(secure);
    CHECK(secure.error().oorzaak == Oorzaak::eigen);
}
