#pragma once

#include "store/uit.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

/// Outgoing messages as API and command line show them, and a person's order to send again.
namespace gateway {

[[nodiscard]] boost::json::object uit_json(store::Uit const& uit);

/// Who has something sent again. @returns why the body is not such an order, Dutch. Pure.
[[nodiscard]] std::expected<std::string, std::string> parse_opnieuw(std::string_view body);

/// One line for a terminal.
[[nodiscard]] std::string uit_regel(store::Uit const& uit);

} // namespace gateway
