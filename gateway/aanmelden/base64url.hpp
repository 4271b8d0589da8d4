#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Bytes as text for cookies and tokens (RFC 4648 5, without padding). Pure.
namespace gateway::aanmelden {

[[nodiscard]] std::string base64url(std::span<std::byte const> bytes);
/// The value of Authorization for a name and a secret (RFC 7617).
[[nodiscard]] std::string basic(std::string_view naam, std::string_view geheim);
/// nullopt: base64url() makes no such text.
[[nodiscard]] std::optional<std::string> van_base64url(std::string_view text);

} // namespace gateway::aanmelden
