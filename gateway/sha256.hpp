#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace gateway {

/// SHA-256 as lower-case hex.
[[nodiscard]] std::string sha256_hex(std::span<std::byte const> bytes);

} // namespace gateway
