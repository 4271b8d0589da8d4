#pragma once

#include <boost/json/value.hpp>

#include <string_view>

namespace gateway {

/// What is absent is null in every answer, never an empty text. Pure.
[[nodiscard]] inline boost::json::value text_or_null(std::string_view text) {
    if (text.empty()) return nullptr;
    return boost::json::string(text);
}

} // namespace gateway
