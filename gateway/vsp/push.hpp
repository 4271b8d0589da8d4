#pragma once

#include "gateway/config.hpp"
#include "gateway/http_uitgaand.hpp"
#include "gateway/vsp/metadata.hpp"
#include "store/uit.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

/// A message on its way out over VSP. Pure.
namespace gateway::vsp {

/// What goes with an outgoing row. traceerId is its referentienummer; what answers a message that came in an envelope has the number of
/// that as conversatieId and alsAntwoordOp, else the conversation begins with it.
[[nodiscard]] Metadata metadata_van(store::Uit const& uit, std::optional<std::string> const& antwoord_op, Config const& config);

/// The payload as the settings want it: in a zip named after the number, or bare.
[[nodiscard]] std::string payload_van(store::Uit const& uit, std::string xml, Config const& config);

/// The POST of it: the same bytes at every attempt. @returns why it cannot be made, Dutch
[[nodiscard]] std::expected<HttpVerzoek, std::string> push_verzoek(store::Uit const& uit, std::string_view url,
                                                                   std::optional<std::string> const& antwoord_op, std::string xml,
                                                                   Config const& config);

} // namespace gateway::vsp
