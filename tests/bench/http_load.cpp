#include "gateway/tls/stream.hpp"
#include "tests/bench/berichten.hpp"
#include "tests/bench/common.hpp"
#include "tests/bench/gemengd.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Sends small messages to a running daemon and prints one JSON line. Used by run.py.
///
///   bench_http declaraties PORT FIRST COUNT CONNECTIONS RATE [CA CERTIFICATE KEY]
///   bench_http gemengd PORT REEKS COUNT CONNECTIONS RATE [CA CERTIFICATE KEY]
///   bench_http enveloppen PORT REEKS COUNT CONNECTIONS RATE [CA CERTIFICATE KEY]
///
/// COUNT declaraties of one prestatie for the toewijzingen from FIRST on, or COUNT messages of seven kinds (gemengd.hpp), bare or each in
/// its StUF envelope, over CONNECTIONS connections that stay open. RATE 0: each connection sends its
/// next message when the last one was answered. Otherwise RATE messages a second on a fixed timetable, and a message's time counts
/// from when it was due, so that a slow answer also counts against those that had to wait for it. With the three PEM files the same over
/// TLS, with a certificate of our own; the handshakes are before the first message.
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using bench::Clock;
using bench::number;

namespace tls = gateway::tls;

struct Load {
    std::shared_ptr<tls::Context const> secured; ///< nullptr: plain HTTP
    asio::ip::tcp::endpoint daemon;
    std::vector<std::string> messages;
    std::size_t rate = 0;
    bool enveloppen = false;

    Clock::time_point start;
    std::size_t shaking = 0; ///< connections that do not have their TLS yet
    std::size_t next = 0;
    std::vector<double> milliseconds;
    std::string first_failure;
    std::exception_ptr error;
};

asio::awaitable<void> run_connection(asio::io_context& io, Load& load) {
    beast::tcp_stream tcp(io);
    co_await tcp.async_connect(load.daemon, asio::use_awaitable);
    tcp.socket().set_option(asio::ip::tcp::no_delay(true));
    tls::Stream stream = load.secured ? tls::Stream(std::move(tcp), *load.secured) : tls::Stream(std::move(tcp));
    if (load.secured) {
        if (!tls::expect_server(stream.tls()->native_handle(), load.daemon.address().to_string()))
            throw std::runtime_error("no such server name");
        co_await stream.tls()->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        if (load.shaking > 0 && --load.shaking == 0) load.start = Clock::now();
    }
    while (load.shaking > 0) {
        asio::steady_timer pause(io, std::chrono::milliseconds(1));
        co_await pause.async_wait(asio::use_awaitable);
    }
    asio::steady_timer timer(io);
    beast::flat_buffer buffer;
    while (load.next < load.messages.size()) {
        auto const n = load.next++;
        auto due = Clock::now();
        if (load.rate != 0) {
            due = load.start + std::chrono::nanoseconds(1'000'000'000 / load.rate) * n;
            timer.expires_at(due);
            co_await timer.async_wait(asio::use_awaitable);
        }
        http::request<http::string_body> request(http::verb::post, load.enveloppen ? "/soap/ggk0210" : "/v1/berichten", 11,
                                                 load.messages[n]);
        request.set(http::field::host, "127.0.0.1");
        request.set(http::field::content_type, load.enveloppen ? "text/xml; charset=utf-8" : "application/xml");
        if (load.enveloppen) request.set("SOAPAction", "\"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01\"");
        request.prepare_payload();
        stream.tcp().expires_after(std::chrono::seconds(60));
        co_await http::async_write(stream, request, asio::use_awaitable);
        http::response<http::string_body> response;
        co_await http::async_read(stream, buffer, response, asio::use_awaitable);
        load.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
        bool const approved =
            load.enveloppen ? response.body().find("Bv03Bericht") != std::string::npos
                            : response.result() == http::status::created && response.body().find("\"goedgekeurd\"") != std::string::npos;
        if (!approved && load.first_failure.empty())
            load.first_failure = fmt::format("status {}: {}", response.result_int(), response.body().substr(0, 500));
    }
}

int run(std::vector<std::string> const& arguments) {
    if (arguments.size() != 6 && arguments.size() != 9)
        throw std::runtime_error("usage: declaraties|gemengd|enveloppen PORT FIRST|REEKS COUNT CONNECTIONS RATE [CA CERTIFICATE KEY]");
    Load load;
    if (arguments.size() == 9) {
        load.secured = bench::need(tls::Context::client({arguments[7], arguments[8], arguments[6], {}}));
        load.shaking = number(arguments[4]);
    }
    load.daemon = {asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(number(arguments[1]))};
    auto const first = number(arguments[2]);
    auto const count = number(arguments[3]);
    load.rate = number(arguments[5]);
    load.enveloppen = arguments[0] == "enveloppen";
    if (arguments[0] != "declaraties") load.messages = bench::gemengd(*bench::need(xsd::SchemaSet::built_in()), count, first);
    else
        for (std::size_t k = 0; k < count; ++k) load.messages.push_back(bench::declaratie(first + k, 1, 100'000 + first + k));
    if (load.enveloppen) {
        gateway::Pipeline const pipeline(bench::need(xsd::SchemaSet::built_in()));
        auto n = first * 1'000'000;
        for (auto& message : load.messages) message = bench::envelop(pipeline, message, ++n);
    }
    load.milliseconds.reserve(count);

    asio::io_context io(1);
    load.start = Clock::now();
    for (std::size_t i = 0; i < number(arguments[4]); ++i)
        asio::co_spawn(io, run_connection(io, load), [&load](std::exception_ptr error) {
            if (error && !load.error) load.error = error;
        });
    io.run();
    auto const seconds = std::chrono::duration<double>(Clock::now() - load.start).count();
    if (load.error) std::rethrow_exception(load.error);
    if (!load.first_failure.empty()) throw std::runtime_error("not approved: " + load.first_failure);

    std::ranges::sort(load.milliseconds);
    auto const percentile = [&](std::size_t p) { return load.milliseconds[(load.milliseconds.size() - 1) * p / 100]; };
    fmt::print("{{\"messages\":{},\"per_second\":{:.1f},\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},\"max_ms\":{:.3f}}}\n",
               load.milliseconds.size(), static_cast<double>(load.milliseconds.size()) / seconds, percentile(50), percentile(99),
               load.milliseconds.back());
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (std::exception const& error) {
        fmt::print(stderr, "bench_http: {}\n", error.what());
        return 1;
    }
}
