#pragma once

#include "gateway/config.hpp"
#include "gateway/http_uitgaand.hpp"
#include "gateway/vsp/metadata.hpp"
#include "store/envelop.hpp"
#include "store/uit.hpp"

#include <expected>
#include <string>
#include <string_view>

/// A message on its way out over VSP. Pure.
namespace gateway::vsp {

/// What goes with an outgoing row. traceerId is its referentienummer; what answers a message has the number of that as alsAntwoordOp, and
/// is in its conversation (that number too, when it came in an envelope of StUF); else the conversation begins with it.
[[nodiscard]] Metadata metadata_van(store::Uit const& uit, store::EnvelopUit const& gegevens, Config const& config);

/// The payload as the settings want it: in a zip named after the number, or bare.
[[nodiscard]] std::string payload_van(store::Uit const& uit, std::string xml, Config const& config);

/// The POST of it: the same bytes at every attempt. @returns why it cannot be made, Dutch
[[nodiscard]] std::expected<HttpVerzoek, std::string>
push_verzoek(store::Uit const& uit, std::string_view url, store::EnvelopUit const& gegevens, std::string xml, Config const& config);

} // namespace gateway::vsp
