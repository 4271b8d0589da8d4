#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace model {

/// SHA-256 as lower-case hex.
[[nodiscard]] std::string sha256_hex(std::span<std::byte const> bytes);
[[nodiscard]] inline std::string sha256_hex(std::string_view text) { return sha256_hex(std::as_bytes(std::span(text))); }

} // namespace model
