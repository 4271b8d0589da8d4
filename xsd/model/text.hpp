#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace model {

/// Number of characters (code points) of UTF-8 text.
std::size_t length(std::string_view utf8);
/// At most 60 characters, with an ellipsis when cut, control characters shown as blanks: what an error message quotes.
std::string excerpt(std::string_view utf8);
std::string_view trim(std::string_view text);
/// Offset of the first byte that is not part of valid UTF-8.
std::optional<std::size_t> invalid_utf8(std::string_view bytes);

} // namespace model
