#include "gateway/commands/http_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <optional>

namespace gateway::commands {
namespace {

constexpr std::uint64_t largest_answer = std::uint64_t{256} << 20;

} // namespace

model::Result<HttpClient> HttpClient::for_url(std::string const& url, std::shared_ptr<tls::Context const> tls) {
    auto adres = parse_http_adres(url);
    if (!adres)
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("\"{}\" is geen adres als http://127.0.0.1:8480", url)});
    if (adres->tls && !tls)
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, fmt::format("\"{}\" vraagt om TLS: geef --ca, --cert en --key", url)});
    while (adres->pad.ends_with('/')) adres->pad.pop_back();
    return HttpClient(std::move(*adres), std::move(tls));
}

std::string HttpClient::url_of(std::string_view target) const {
    return fmt::format("{}://{}{}{}", adres_.tls ? "https" : "http", adres_.naam(), adres_.pad, target);
}

model::Result<HttpAntwoord> HttpClient::get(std::string_view target, std::chrono::seconds limit) const {
    HttpVerzoek verzoek;
    verzoek.post = false;
    return exchange(std::move(verzoek), target, limit);
}

model::Result<HttpAntwoord> HttpClient::post_xml(std::string_view target, std::string_view body, std::chrono::seconds limit) const {
    HttpVerzoek verzoek;
    verzoek.content_type = "application/xml";
    verzoek.body = body;
    return exchange(std::move(verzoek), target, limit);
}

model::Result<HttpAntwoord> HttpClient::exchange(HttpVerzoek verzoek, std::string_view target, std::chrono::seconds limit) const {
    verzoek.adres = adres_;
    verzoek.adres.pad += target;
    verzoek.grootste_antwoord = largest_answer;
    boost::asio::io_context io;
    Uitgaande uitgaande;
    std::optional<std::expected<HttpAntwoord, GeenAntwoord>> antwoord;
    boost::asio::co_spawn(io, http_vraag(uitgaande, verzoek, tls_, limit), [&](std::exception_ptr fault, auto result) {
        if (fault) std::rethrow_exception(fault);
        antwoord = std::move(result);
    });
    io.run();
    if (*antwoord) return std::move(**antwoord);
    auto const& geen = antwoord->error();
    if (geen.oorzaak == store::outbox::Oorzaak::tijd_op)
        return std::unexpected(model::Error{model::ErrorCode::overloaded,
                                            fmt::format("{} gaf binnen {} seconden geen antwoord", url_of(target), limit.count())});
    return std::unexpected(model::Error{model::ErrorCode::overloaded, fmt::format("{} is niet bereikbaar: {}", url_of(target), geen.fout)});
}

} // namespace gateway::commands
