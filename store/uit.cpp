#include "store/uit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace store {

namespace {

constexpr std::array<std::string_view, 4> stukken{"retour", "bericht", "eigen", "fo01"};

} // namespace

std::string_view name(UitStuk stuk) { return stukken.at(static_cast<std::size_t>(stuk)); }

std::optional<UitStuk> parse_uit_stuk(std::string_view text) {
    auto const* at = std::ranges::find(stukken, text);
    if (at == stukken.end()) return std::nullopt;
    return static_cast<UitStuk>(at - stukken.begin());
}

std::string uuid4(std::span<std::byte const> random) {
    assert(random.size() >= 16);
    std::string out;
    for (std::size_t i = 0; i < 16; ++i) {
        auto byte = std::to_integer<unsigned>(random[i]);
        if (i == 6) byte = (byte & 0x0fU) | 0x40U; // version
        if (i == 8) byte = (byte & 0x3fU) | 0x80U; // variant
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += fmt::format("{:02x}", byte);
    }
    return out;
}

} // namespace store
