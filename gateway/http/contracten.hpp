#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/verzoek.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace gateway::http {

/// GET /v1/contracten, /v1/contracten/{bundel} and /v1/contracten/{bundel}/verschillen. io thread.
[[nodiscard]] boost::asio::awaitable<Answer> contracten(Services& services, Verzoek const& verzoek);

/// What a 404 says.
inline constexpr std::string_view bundel_onbekend = "Deze contractbundel is er niet; op /v1/contracten staat welke er zijn.";

/// Hash, label (naam@versie), or a name: then the version of it that is active. Read thread.
[[nodiscard]] model::Result<std::optional<store::Bundel>> zoek_bundel(store::Reader& reader, std::string const& wat);

} // namespace gateway::http
