#include "gateway/http/gebeurtenissen.hpp"

#include "gateway/http/rechten.hpp"
#include "gateway/run_on.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <chrono>
#include <memory>

namespace gateway::http {

namespace {

namespace asio = boost::asio;
using std::chrono::seconds;

/// Whether the peer said that it sends nothing any more, seen without reading.
bool hung_up(tls::Stream& stream) {
    char next = 0;
    return ::recv(stream.tcp().socket().native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/// What of it is of their gemeenten. What goes out is counted for all together, so for them it is not.
model::Result<store::Gebeurd> begrens(store::Reader& reader, aanmelden::Aangemeld const& wie, store::Gebeurd gebeurd) {
    std::vector<store::Beslist> besluiten;
    for (auto& besluit : gebeurd.besluiten) {
        auto const record = reader.bericht(besluit.bericht);
        if (!record) return std::unexpected(record.error());
        if (*record && binnen_bereik(wie, std::array{(*record)->afzender, (*record)->ontvanger})) besluiten.push_back(std::move(besluit));
    }
    std::vector<std::int64_t> open;
    for (auto const id : gebeurd.werk) {
        auto const werk = reader.werk(id);
        if (!werk) return std::unexpected(werk.error());
        if (*werk && wie.mag((*werk)->gemeente)) open.push_back(id);
    }
    gebeurd.besluiten = std::move(besluiten);
    gebeurd.werk = std::move(open);
    gebeurd.uit_wacht = gebeurd.uit_opgegeven = 0;
    return gebeurd;
}

} // namespace

std::optional<store::Gehoord> gehoord(std::string_view last_event_id) {
    store::Gehoord out;
    auto const* at = last_event_id.data();
    auto const* const end = at + last_event_id.size();
    std::array<std::int64_t*, 4> const parts{&out.bericht, &out.afdoening, &out.werk, &out.werk_besluit};
    for (auto* part : parts) {
        if (part != parts.front() && (at == end || *at++ != '.')) return std::nullopt;
        auto const [stop, ec] = std::from_chars(at, end, *part);
        if (ec != std::errc() || *part < 0) return std::nullopt;
        at = stop;
    }
    return at == end ? std::optional(out) : std::nullopt;
}

std::string event(store::Gebeurd const& gebeurd) {
    boost::json::array besluiten;
    for (auto const& b : gebeurd.besluiten)
        besluiten.push_back(boost::json::object{{"bericht", b.bericht},
                                                {"berichtsoort", b.soort.empty() ? boost::json::value(nullptr) : boost::json::value(b.soort)},
                                                {"uitkomst", b.uitkomst}});
    boost::json::object data;
    data["besluiten"] = std::move(besluiten);
    data["werk"] = boost::json::value_from(gebeurd.werk);
    data["uit"] = {{"wacht", gebeurd.uit_wacht}, {"opgegeven", gebeurd.uit_opgegeven}};
    auto const& tot = gebeurd.tot;
    return fmt::format("id: {}.{}.{}.{}\nevent: gebeurd\ndata: {}\n\n", tot.bericht, tot.afdoening, tot.werk, tot.werk_besluit,
                       boost::json::serialize(data));
}

boost::asio::awaitable<void> vertel(tls::Stream& stream, Services& services, std::optional<store::Gehoord> heard,
                                     aanmelden::Aangemeld const* wie, std::function<bool()> over) {
    constexpr seconds heartbeat{15};
    constexpr std::int64_t at_once = 200;
    using Looked = std::unique_ptr<model::Result<store::Gebeurd>>;
    asio::steady_timer timer(co_await asio::this_coro::executor);
    std::string out = "retry: 2000\n\n"; // how long a browser waits before it comes back
    std::optional<std::pair<std::int64_t, std::int64_t>> uit;
    auto last = std::chrono::steady_clock::now();
    while (!over() && !hung_up(stream)) {
        auto look = [&] {
            auto seen = services.reader->gebeurd(heard, at_once);
            if (seen && wie != nullptr && !wie->alle()) seen = begrens(*services.reader, *wie, std::move(*seen));
            return std::make_unique<model::Result<store::Gebeurd>>(std::move(seen));
        };
        Looked const looked = co_await run_on(services.read, std::move(look));
        if (!*looked) co_return; // the store cannot be read now; the peer comes back
        auto const& gebeurd = **looked;
        std::pair const stand(gebeurd.uit_wacht, gebeurd.uit_opgegeven);
        bool const more = heard && gebeurd.tot != *heard;
        if (more || uit != stand) out += event(gebeurd);
        else if (std::chrono::steady_clock::now() - last >= heartbeat) out += ":\n\n";
        heard = gebeurd.tot;
        uit = stand;
        if (!out.empty()) {
            stream.tcp().expires_after(seconds(services.config.termijn_antwoord));
            auto [ec, n] = co_await asio::async_write(stream, asio::buffer(out), asio::as_tuple(asio::use_awaitable));
            if (ec) co_return;
            stream.tcp().expires_never();
            out.clear();
            last = std::chrono::steady_clock::now();
        }
        if (more && std::ssize(gebeurd.besluiten) >= at_once) continue;
        timer.expires_after(seconds(1));
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace gateway::http
