#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::http {

/// A page of the work list as the query asks for it.
struct WerkVraag {
    store::WerkFilter filter;
    std::optional<store::WerkCursor> na;
    std::int64_t aantal = 50;
};

/// @returns why the query is not understood, Dutch, naming the parameter and the expected form. Pure.
[[nodiscard]] std::expected<WerkVraag, std::string> werk_vraag(Doel const& doel);

/// The address of the next page: the same query behind this item. Pure.
[[nodiscard]] std::string next_page(Doel const& doel, store::Werk const& last);

/// GET /v1/werkvoorraad, GET /v1/werkvoorraad/{id}, POST /v1/werkvoorraad/{id}/besluit. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> werkvoorraad(Services& services, Verzoek const& verzoek);

} // namespace gateway::http
