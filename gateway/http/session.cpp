#include "gateway/http/session.hpp"

#include "gateway/http/aanmelding.hpp"
#include "gateway/http/answer.hpp"
#include "gateway/http/berichten.hpp"
#include "gateway/http/chunk_guard.hpp"
#include "gateway/http/gate.hpp"
#include "gateway/http/gebeurtenissen.hpp"
#include "gateway/http/handle.hpp"
#include "gateway/http/inzagelog.hpp"
#include "gateway/http/koppen.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/tls/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <variant>

namespace gateway::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::string_body>;
using boost::system::error_code;
using std::chrono::seconds;

/// A connection and what is known of who is at the other end.
struct Connection final : Session {
    Connection(tls::Stream opened, Sessions& sessions) : Session(sessions), stream(std::move(opened)) {}
    void close() override {
        closed = true;
        stream.tcp().close();
    }

    tls::Stream stream;
    beast::flat_buffer buffer;                        ///< read and not yet consumed
    std::shared_ptr<tls::Context const> tls;          ///< the set its certificate was checked with; nullptr: from the own system
    std::expected<std::string, std::string_view> oin; ///< of its certificate, or why it has none
    bool closed = false;                              ///< by us, from outside
    std::string vingerafdruk;                         ///< of its certificate
    std::chrono::steady_clock::time_point einde = std::chrono::steady_clock::time_point::max(); ///< of the whole connection
};

/// Errors come back as values.
constexpr auto checked = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t read_size = 16384;
/// A refused sender may still be sending; hearing it out this far lets it read the answer instead of a reset.
constexpr seconds linger_time{2};
constexpr std::size_t linger_bytes = std::size_t{64} * 1024 * 1024;

/// What became of reading a head or a body: go on, answer this and close, or the peer is gone. `ec` is set when it left, or was too
/// slow, in the middle of a request.
struct Gone {
    error_code ec;
};
template <class T>
using Read = std::variant<T, Answer, Gone>;

/// `base` seconds and one more per 1000 bytes, so that at 1000 bytes a second everybody makes it, within bounds.
seconds allowance(std::int64_t base, std::uint64_t bytes, Config const& config) {
    auto const extra = static_cast<std::int64_t>(std::min<std::uint64_t>(bytes / 1000, 1'000'000));
    return seconds(std::min(base + extra, std::max(base, config.termijn_body_max)));
}

std::string_view buffered(Connection const& session) {
    auto const data = session.buffer.data();
    return {static_cast<char const*>(data.data()), data.size()};
}

asio::awaitable<error_code> read_more(Connection& session) {
    auto [ec, n] = co_await session.stream.async_read_some(session.buffer.prepare(read_size), checked);
    session.buffer.commit(n);
    co_return ec;
}

/// Waits for a whole head. @returns its size in bytes; it stays in the buffer. Who is too slow finds the connection closed.
asio::awaitable<Read<std::size_t>> read_head(Connection& session, Services& services) {
    if (session.buffer.size() == 0) {
        session.idle = true;
        session.since = std::chrono::steady_clock::now();
        session.stream.tcp().expires_after(seconds(services.config.termijn_rust));
        error_code const ec = co_await read_more(session);
        session.idle = false;
        if (ec) co_return Gone{};
    }
    session.stream.tcp().expires_after(seconds(services.config.termijn_kop));
    for (;;) {
        auto const text = buffered(session);
        auto const end = text.substr(0, head_limit).find("\r\n\r\n");
        auto part = text.substr(0, std::min(end == std::string_view::npos ? head_limit : end + 4, text.size()));
        if (end == std::string_view::npos && part.ends_with('\r')) part.remove_suffix(1); // its LF may still come
        if (auto refusal = refuse_head(part)) co_return std::move(*refusal);
        if (end != std::string_view::npos) co_return end + 4;
        if (text.size() >= head_limit) {
            if (part.find('\n') == std::string_view::npos)
                co_return problem(414, fmt::format("De eerste regel mag hooguit {} bytes zijn.", head_limit));
            co_return problem(431, fmt::format("De kop van een verzoek mag hooguit {} bytes zijn.", head_limit));
        }
        error_code const ec = co_await read_more(session);
        if (ec) co_return Gone{ec};
    }
}

/// Turns the head in the buffer into fields and takes it from the buffer.
std::optional<Answer> parse_head(Connection& session, Parser& parser, std::size_t size) {
    parser.header_limit(static_cast<std::uint32_t>(head_limit + 1));
    parser.body_limit(boost::none); // which limit holds depends on the route
    error_code ec;
    auto const used = parser.put(asio::buffer(buffered(session).data(), size), ec);
    if (ec == beast::http::error::bad_version) return problem(505, "Alleen HTTP/1.1 en HTTP/1.0 worden gesproken.");
    if (ec && ec != beast::http::error::need_more) return problem(400, "De kop van het verzoek is geen geldige HTTP.");
    if (!parser.is_header_done() || used != size) return problem(400, "De kop van het verzoek is geen geldige HTTP.");
    session.buffer.consume(used);
    return std::nullopt;
}

Answer house_full() {
    return try_again("Er zijn te veel grote berichten tegelijk. Er is niets opgeslagen; stuur het bericht zo opnieuw.", 2);
}

/// Reads the body into the parser's one buffer. `place` is that of a large body, taken when it is or becomes one.
asio::awaitable<Read<std::monostate>> read_body(Connection& session, Services& services, Parser& parser, Toegang const& toegang,
                                                Place& place) {
    if (toegang.length > Services::groot) {
        place = Place(services.grote_berichten);
        if (!place) co_return house_full();
    }
    parser.body_limit(toegang.body_limit);
    ChunkGuard guard;
    parser.on_chunk_header(guard);
    session.stream.tcp().expires_after(
        allowance(services.config.termijn_body, toegang.chunked ? toegang.body_limit : toegang.length, services.config));
    if (toegang.expects_continue && session.buffer.size() == 0) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        auto [ec, n] = co_await asio::async_write(session.stream, asio::buffer(go_on), checked);
        if (ec) co_return Gone{ec};
    }
    auto const fields = std::distance(parser.get().begin(), parser.get().end());
    std::uint64_t wire = 0;
    while (!parser.is_done()) {
        auto [ec, n] = co_await beast::http::async_read_some(session.stream, session.buffer, parser, checked);
        wire += n;
        if (ec == beast::http::error::body_limit || wire > toegang.body_limit + toegang.body_limit / 10)
            co_return too_large(toegang.body_limit);
        if (ec == beast::http::error::partial_message || ec == beast::http::error::end_of_stream) co_return Gone{ec};
        if (ec && ec.category() == make_error_code(beast::http::error::bad_chunk).category())
            co_return problem(400, "De inhoud is geen geldige HTTP: de indeling in chunks klopt niet.");
        if (ec) co_return Gone{ec};
        if (!place && parser.get().body().size() > Services::groot) {
            place = Place(services.grote_berichten);
            if (!place) co_return house_full();
        }
    }
    if (std::distance(parser.get().begin(), parser.get().end()) != fields)
        co_return problem(400, "Kopregels na de inhoud worden niet aangenomen.");
    co_return std::monostate{};
}

template <class Response>
void set_header(Response& response, std::string_view field, std::string_view value) {
    if (!header_safe(field) || !header_safe(value)) throw std::logic_error("control character in a header");
    response.set(beast::string_view(field.data(), field.size()), beast::string_view(value.data(), value.size()));
}

template <class Response>
void fill(Response& response, Answer const& answer, bool keep_alive) {
    response.result(answer.status);
    auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    set_header(response, "Date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now)));
    set_header(response, "API-Version", "1.0.0");
    if (!answer.type.empty()) set_header(response, "Content-Type", answer.type);
    for (auto const& [field, value] : vaste_koppen) set_header(response, field, value);
    for (auto const& [field, value] : answer.headers) {
        if (field == "Set-Cookie" && header_safe(value)) response.insert(field, value); // one for each cookie
        else set_header(response, field, value);
    }
    response.keep_alive(keep_alive);
    if (answer.status != 204 && answer.status != 304) response.content_length(answer.body.size()); // RFC 9110: a 204 has none
}

/// @returns whether it went out whole
asio::awaitable<bool> send(Connection& session, Services& services, Answer answer, bool head, bool keep_alive) {
    Place place;
    if (answer.body.size() > Services::groot && !head) {
        place = Place(services.grote_antwoorden);
        if (!place) {
            // The decision stands; asking again gives it.
            answer = try_again("Er worden te veel grote antwoorden tegelijk opgehaald; probeer het zo opnieuw.", 2);
        }
    }
    session.stream.tcp().expires_after(allowance(services.config.termijn_antwoord, answer.body.size(), services.config));
    if (head) {
        beast::http::response<beast::http::empty_body> response;
        fill(response, answer, keep_alive);
        auto [ec, n] = co_await beast::http::async_write(session.stream, response, checked);
        co_return !ec;
    }
    beast::http::response<beast::http::string_body> response;
    fill(response, answer, keep_alive);
    response.body() = std::move(answer.body);
    auto [ec, n] = co_await beast::http::async_write(session.stream, response, checked);
    co_return !ec;
}

/// The head of an answer that tells what happens, and then what happens.
asio::awaitable<void> tell_events(Connection& session, Services& services, std::string_view last_event_id,
                                  std::shared_ptr<aanmelden::Sessie const> sessie) {
    Answer const answer{200, "text/event-stream", {}, {}, false};
    beast::http::response<beast::http::empty_body> response;
    fill(response, answer, false);
    response.content_length(boost::none); // it ends with the connection
    session.stream.tcp().expires_after(seconds(services.config.termijn_antwoord));
    auto [ec, n] = co_await beast::http::async_write(session.stream, response, checked);
    if (ec && ec != beast::http::error::end_of_stream) co_return;
    auto const over = [&] {
        return services.stopping || session.closed || std::chrono::steady_clock::now() >= session.einde ||
               (sessie && !sessie->geldig(services.klok().utc_ms));
    };
    co_await vertel(session.stream, services, gehoord(last_event_id), sessie ? &sessie->wie : nullptr, over);
}

/// Ends a connection so that the peer can still read the answer.
asio::awaitable<void> linger(tls::Stream& secured) {
    auto& stream = secured.tcp();
    if (secured.tls() != nullptr) {
        // Says that this was all; what the peer says to that does not matter.
        stream.expires_after(linger_time);
        co_await secured.tls()->async_shutdown(checked);
    }
    error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream.expires_after(linger_time);
    std::array<char, 8192> sink{};
    for (std::size_t total = 0; total < linger_bytes;) {
        auto [ec, n] = co_await stream.async_read_some(asio::buffer(sink), checked);
        if (ec) break;
        total += n;
    }
    stream.socket().close(ignored);
}

/// @returns false: the connection does not go on
bool broken_off(Services& services, Gone const& gone) {
    if (gone.ec) services.log.write(LogNiveau::info, "verzoek_afgebroken", {{"fout", gone.ec.message()}});
    return false;
}

/// The snapshot of the partner book that a request sees, and who in it sends the request.
Peer peer_of(Connection const& session, Services const& services) {
    Peer peer{services.partners, nullptr, {}};
    if (session.tls == nullptr || !session.oin) return peer;
    peer.partner = peer.boek->by_oin(*session.oin, services.klok().vandaag);
    if (peer.partner != nullptr) peer.oin = *session.oin;
    return peer;
}

/// 403 for who came by TLS and may not come here: no party in the book by its certificate, or a route for others.
std::optional<Answer> refuse_peer(Connection const& session, Services& services, Peer const& peer, Route route) {
    if (session.tls == nullptr) return std::nullopt;
    if (peer.partner == nullptr) {
        services.security(session.oin ? "partner_onbekend" : session.oin.error(), {}, session.vingerafdruk);
        return problem(403, "Met dit certificaat is niemand bekend: het serienummer moet het OIN zijn van een partner in het partnerboek.");
    }
    if (deur(route) == Deur::partner || peer.partner->heeft_rol("beheer")) return std::nullopt;
    services.security("adres_niet_toegestaan", peer.oin, name(route));
    return problem(403, "Dit adres is alleen voor het beheer.");
}

/// The address at the other end; behind a proxy on the own system the one that it says it asks for.
std::string vanwaar(Connection& session, Toegang const& toegang) {
    error_code ec;
    auto const end = session.stream.tcp().socket().remote_endpoint(ec);
    if (ec) return "onbekend";
    if (!end.address().is_loopback()) return end.address().to_string();
    auto last = std::string_view(toegang.doorgestuurd_voor);
    last.remove_prefix(std::min(last.size(), last.find_last_of(", ") + 1));
    auto const asked = asio::ip::make_address(last, ec);
    return ec ? end.address().to_string() : asked.to_string();
}

/// The handshake, within its time. @returns whether there is a secured connection
asio::awaitable<bool> shake_hands(Connection& session, Services& services) {
    session.stream.tcp().expires_after(seconds(services.config.termijn_handdruk));
    auto& stream = *session.stream.tls();
    auto [ec] = co_await stream.async_handshake(asio::ssl::stream_base::server, checked);
    SSL* const connection = stream.native_handle();
    std::unique_ptr<X509, decltype(&X509_free)> const certificate(SSL_get1_peer_certificate(connection), &X509_free);
    session.vingerafdruk = tls::fingerprint(certificate.get());
    if (ec) {
        bool const openssl = ec.category() == asio::error::get_ssl_category();
        if (!session.closed)
            services.security(ec == beast::error::timeout ? "handdruk_te_traag"
                              : openssl                   ? tls::why_refused(connection, static_cast<unsigned long>(ec.value()))
                                                          : "handdruk_afgebroken",
                              {}, session.vingerafdruk);
        co_return false;
    }
    session.oin = tls::oin_of(certificate.get(), services.config.test_oin == "toestaan");
    if (session.oin)
        services.partner_certificaten.zie(*services.partners, *session.oin,
                                          {tls::geldig_tot(certificate.get()), session.vingerafdruk, services.klok().utc_ms});
    session.einde = std::chrono::steady_clock::now() + seconds(services.config.termijn_verbinding);
    co_return true;
}

/// One request: head, gate, body, answer. @returns whether the connection goes on
asio::awaitable<bool> serve_request(Connection& session, Services& services) {
    Read<std::size_t> const head = co_await read_head(session, services);
    if (auto const* gone = std::get_if<Gone>(&head)) co_return broken_off(services, *gone);
    auto const start = std::chrono::steady_clock::now();

    std::optional<Answer> answer;
    std::optional<Toegang> toegang;
    bool keep_alive = false;
    Place large;
    Peer const peer = peer_of(session, services);
    {
        Parser parser;
        if (auto const* refusal = std::get_if<Answer>(&head)) answer = *refusal;
        else answer = parse_head(session, parser, std::get<std::size_t>(head));
        if (!answer) {
            auto admitted = admit(parser.get().base(), static_cast<std::uint64_t>(services.config.max_bericht) * 1024 * 1024);
            if (admitted) toegang = *admitted;
            else answer = std::move(admitted.error());
        }
        std::expected<Wie, Answer> wie;
        Toelating toelating;
        std::string const van = toegang ? vanwaar(session, *toegang) : std::string();
        if (toegang && !answer) {
            answer = refuse_peer(session, services, peer, toegang->doel.route);
            if (!answer) toelating = laat_toe(services, *toegang, session.tls != nullptr);
            answer = answer ? std::move(answer) : std::move(toelating.weigering);
            wie = wie_vraagt(*toegang, peer, toelating.sessie.get(), van);
            if (!answer && !wie) answer = wie.error();
            if (answer && wie) {
                Verzoek const geweigerd{.doel = toegang->doel, .peer = peer, .content_type = {}, .soap_action = {}, .body = {}, .wie = *wie};
                Answer refused = co_await leg_vast(services, geweigerd, std::move(*answer));
                answer = std::move(refused);
            }
        }
        if (toegang && !answer && toegang->body_limit > 0) {
            answer = refuse_message(services);
            if (!answer) {
                Read<std::monostate> body = co_await read_body(session, services, parser, *toegang, large);
                if (auto const* gone = std::get_if<Gone>(&body)) co_return broken_off(services, *gone);
                if (auto* refusal = std::get_if<Answer>(&body)) answer = std::move(*refusal);
            }
        }
        if (!answer) {
            // What came behind the request is not read as a next one: no resynchronising after doubt.
            keep_alive = parser.get().keep_alive() && session.buffer.size() == 0;
            session.stream.tcp().expires_never(); // deciding is not the peer's time
            auto body = std::move(parser.get().body());
            if (toelating.sessie) teken(toegang->doel.route, *toelating.sessie, body);
            Verzoek const verzoek{toegang->doel, peer, toegang->content_type, toegang->soap_action, std::move(body),
                                  toegang->accept, toegang->if_match, toegang->if_none_match, *wie, toegang->accept_encoding, toelating.sessie,
                                  std::string(koekje(toegang->cookie).value_or("")), van,
                                  std::string(koekje(toegang->cookie, oidc_koekje).value_or(""))};
            if (toegang->doel.route == Route::gebeurtenissen && !toegang->head) {
                Place const place(services.luisteraars);
                services.metrics.answered(name(toegang->doel.route), place ? 200 : 503, {});
                if (place) {
                    co_await tell_events(session, services, toegang->last_event_id, toelating.sessie);
                    co_return false;
                }
                answer = try_again("Er wordt al door te veel programma's geluisterd; probeer het later opnieuw.", 30);
            } else {
                answer = vraagt_reden(services, verzoek);
            }
            if (!answer) {
                std::optional<Answer> buiten = co_await buiten_bereik(services, verzoek);
                answer = std::move(buiten);
            }
            if (!answer) {
                Answer handled = co_await handle(services, verzoek);
                answer = std::move(handled);
                scherm_af(verzoek, *answer);
                if (heeft_etag(verzoek.doel.route)) geef_etag(*answer, verzoek.if_none_match);
            }
            Answer recorded = co_await leg_vast(services, verzoek, std::move(*answer));
            answer = std::move(recorded);
        }
    }
    large = Place();
    // Who was let in by certificates or a CRL that were replaced since comes in anew.
    keep_alive = keep_alive && !answer->close && !services.stopping && session.tls == (session.tls ? services.tls : nullptr) &&
                 std::chrono::steady_clock::now() < session.einde;

    auto const route = toegang ? name(toegang->doel.route) : std::string_view("geen");
    auto const status = answer->status;
    bool const is_head = toegang && toegang->head;
    Answer out = std::move(*answer);
    bool const sent = co_await send(session, services, std::move(out), is_head, keep_alive);
    auto const took = std::chrono::steady_clock::now() - start;
    services.metrics.answered(route, status, took);
    services.log.write(status >= 500   ? LogNiveau::waarschuwing
                       : status >= 400 ? LogNiveau::info
                                       : LogNiveau::debug,
                       "verzoek_beantwoord",
                       {{"route", route},
                        {"status", std::int64_t{status}},
                        {"oin", peer.oin},
                        {"microseconden", std::chrono::duration_cast<std::chrono::microseconds>(took).count()}});
    co_return sent&& keep_alive;
}

} // namespace

Session::Session(Sessions& sessions) : sessions_(sessions) { at_ = sessions_.all_.insert(sessions_.all_.end(), this); }

Session::~Session() {
    if (!oin_.empty() && --sessions_.per_oin_[oin_] == 0) sessions_.per_oin_.erase(oin_);
    sessions_.all_.erase(at_);
    if (sessions_.all_.empty() && sessions_.on_empty) sessions_.on_empty();
}

bool Session::belongs_to(std::string oin, std::int64_t limit) {
    oin_ = std::move(oin);
    return ++sessions_.per_oin_[oin_] <= limit;
}

bool Sessions::close_longest_idle() {
    Session* longest = nullptr;
    for (auto* session : all_)
        if (session->idle && (longest == nullptr || session->since < longest->since)) longest = session;
    if (longest == nullptr) return false;
    longest->idle = false; // chosen once
    longest->close();
    return true;
}

void Sessions::close_idle() {
    for (auto* session : all_)
        if (session->idle) session->close();
}

void Sessions::close_all() {
    for (auto* session : all_) session->close();
}

asio::awaitable<void> run_session(asio::ip::tcp::socket socket, Services& services, Sessions& sessions,
                                  std::shared_ptr<tls::Context const> tls) {
    error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    beast::tcp_stream tcp(std::move(socket));
    Connection session(tls ? tls::Stream(std::move(tcp), *tls) : tls::Stream(std::move(tcp)), sessions);
    session.tls = std::move(tls);
    services.metrics.verbindingen(static_cast<std::int64_t>(sessions.size()));
    bool more = true;
    if (session.tls) more = co_await shake_hands(session, services);
    if (more && session.oin && !session.oin->empty() && !session.belongs_to(*session.oin, services.config.verbindingen_per_partner)) {
        services.security("te_veel_verbindingen", {}, session.vingerafdruk);
        auto answer = try_again("Deze partner heeft te veel verbindingen tegelijk; probeer het zo opnieuw.", 1);
        more = co_await send(session, services, std::move(answer), false, false);
        more = false;
    }
    while (more) more = co_await serve_request(session, services);
    co_await linger(session.stream);
    services.metrics.verbindingen(static_cast<std::int64_t>(sessions.size()) - 1);
}

asio::awaitable<void> turn_away(asio::ip::tcp::socket socket, Services& services, Place) {
    tls::Stream stream{beast::tcp_stream(std::move(socket))};
    stream.tcp().expires_after(linger_time);
    auto answer = try_again("Er zijn te veel verbindingen; probeer het zo opnieuw.", 1);
    beast::http::response<beast::http::string_body> response;
    fill(response, answer, false);
    response.body() = std::move(answer.body);
    auto [ec, n] = co_await beast::http::async_write(stream, response, checked);
    services.metrics.answered("geen", answer.status, {});
    if (!ec) co_await linger(stream);
}

} // namespace gateway::http
