#include "gateway/vrije_tekst.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gateway {

bool may_hold_bsn(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = std::min(text.find_first_not_of("0123456789", begin), text.size());
        if (end - begin == 9) {
            int sum = -(text[end - 1] - '0');
            for (std::size_t i = 0; i < 8; ++i) sum += static_cast<int>(9 - i) * (text[begin + i] - '0');
            if (sum % 11 == 0) return true;
        }
        begin = end + 1;
    }
    return false;
}

std::optional<std::string> fout_in_tekst(std::string_view naam, std::string_view text, std::size_t longest) {
    if (text.size() > longest) return fmt::format("{} is hooguit {} bytes lang.", naam, longest);
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return fmt::format("{} is één regel tekst zonder stuurtekens.", naam);
    if (may_hold_bsn(text)) return fmt::format("{} lijkt een BSN te bevatten; noem een client bij het nummer van de toewijzing.", naam);
    return std::nullopt;
}

} // namespace gateway
