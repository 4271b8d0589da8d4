#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <expected>
#include <string>

namespace gateway::http {

/// Which messages are counted. Without days: the thirty up to and including today. Errors: Dutch, naming the parameter. Pure.
[[nodiscard]] std::expected<store::TelVraag, std::string> tel_vraag(Doel const& doel, model::Date vandaag);

/// Which findings. Without days as tel_vraag(). Errors: Dutch, naming the parameter. Pure.
[[nodiscard]] std::expected<store::BevindingFilter, std::string> bevinding_filter(Doel const& doel, model::Date vandaag);

/// GET /v1/vandaag, /v1/tellingen, /v1/afkeur (findings by rule, partner, product) and /v1/bevindingen (one by one). io thread.
[[nodiscard]] boost::asio::awaitable<Answer> afkeur(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
