#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gateway {

/// A whole number from `van` to `tot`, and nothing else in the text. Pure.
[[nodiscard]] inline std::optional<std::int64_t> lees_getal(std::string_view text, std::int64_t van, std::int64_t tot) {
    std::int64_t value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || value < van || value > tot) return std::nullopt;
    return value;
}

} // namespace gateway
