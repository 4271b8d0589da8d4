#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rules::contract {

/// Finds what toml++ 3.3 may not see: it aborts on a table header whose name does not begin like a key ("[=x]"), and what it does with a
/// character outside ASCII is undefined unless that stands in a string or a comment. Strings over several lines are refused with them,
/// so that a line can be judged by itself. Whoever calls toml++ asks this first.
/// @returns the offset of the first such byte; nullopt when the text may be parsed
[[nodiscard]] std::optional<std::size_t> unsafe_toml(std::string_view bytes);

} // namespace rules::contract
