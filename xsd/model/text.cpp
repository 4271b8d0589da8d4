#include "xsd/model/text.hpp"

#include <algorithm>

namespace model {

namespace {

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Bytes of the well-formed sequence at the start of `s` (RFC 3629), 0 when there is none.
std::size_t sequence(std::string_view s) {
    auto const b = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    unsigned const lead = b(0);
    if (lead < 0x80) return 1;
    std::size_t const n = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0U) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (n == 0 || s.size() < n || !std::all_of(s.begin() + 1, s.begin() + static_cast<std::ptrdiff_t>(n), continuation)) return 0;
    bool const overlong = (lead == 0xE0 && b(1) < 0xA0) || (lead == 0xF0 && b(1) < 0x90);
    bool const outside = (lead == 0xED && b(1) > 0x9F) || (lead == 0xF4 && b(1) > 0x8F);
    return overlong || outside ? 0 : n;
}

} // namespace

std::size_t length(std::string_view utf8) { return utf8.size() - static_cast<std::size_t>(std::ranges::count_if(utf8, continuation)); }

std::string excerpt(std::string_view utf8) {
    constexpr std::size_t longest = 60;
    std::string text;
    std::size_t characters = 0;
    for (char const c : utf8) {
        if (!continuation(c) && ++characters > longest) return text + "…";
        text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return text;
}

std::string_view trim(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::size_t> invalid_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        auto const n = sequence(bytes.substr(at));
        if (n == 0) return at;
        at += n;
    }
    return std::nullopt;
}

} // namespace model
