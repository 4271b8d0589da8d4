#pragma once

#include "gateway/http_uitgaand.hpp"
#include "xsd/model/error.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

/// A small blocking HTTP/1.1 client for one daemon: for `send` and for tests against a real process. One thread at a time.
namespace gateway::commands {

class HttpClient {
public:
    /// @param url "http://127.0.0.1:8480" or "https://..."; a path in it is put before every target
    /// @param tls for https: who we are and whom we trust
    /// Errors: wrong_use when it is no such URL, or https without `tls`.
    static model::Result<HttpClient> for_url(std::string const& url, std::shared_ptr<tls::Context const> tls = nullptr);

    /// One request on a connection of its own, at most `limit` for the whole exchange.
    /// Errors: overloaded when the daemon cannot be reached or does not answer in time.
    [[nodiscard]] model::Result<HttpAntwoord> get(std::string_view target, std::chrono::seconds limit = std::chrono::seconds(60)) const;
    [[nodiscard]] model::Result<HttpAntwoord> post_xml(std::string_view target, std::string_view body,
                                                       std::chrono::seconds limit = std::chrono::seconds(60)) const;
    /// The same of any content. @param verzoek without address
    [[nodiscard]] model::Result<HttpAntwoord> post(HttpVerzoek verzoek, std::string_view target,
                                                   std::chrono::seconds limit = std::chrono::seconds(60)) const {
        return exchange(std::move(verzoek), target, limit);
    }

    /// The URL of a target here, to show to a person.
    [[nodiscard]] std::string url_of(std::string_view target) const;

private:
    HttpClient(HttpAdres adres, std::shared_ptr<tls::Context const> tls) : adres_(std::move(adres)), tls_(std::move(tls)) {}
    [[nodiscard]] model::Result<HttpAntwoord> exchange(HttpVerzoek verzoek, std::string_view target, std::chrono::seconds limit) const;

    HttpAdres adres_; ///< its path without a slash at the end
    std::shared_ptr<tls::Context const> tls_;
};

} // namespace gateway::commands
