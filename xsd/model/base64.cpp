#include "xsd/model/base64.hpp"

#include <array>
#include <cstdint>

namespace model {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_letter = 0xFF;

constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(no_letter);
    for (std::size_t i = 0; i < letters.size(); ++i) table[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

constexpr std::string_view bad_letter = "er staat een teken in dat geen base64 is";
constexpr std::string_view bad_padding = "de opvulling met = klopt niet";

} // namespace

bool Base64Decoder::add(std::string_view piece, std::string& out) {
    auto const* p = reinterpret_cast<unsigned char const*>(piece.data());
    auto const* const end = p + piece.size();
    while (p != end) {
        if (letters_ == 0 && !closed_) {
            // Whole groups of four letters, the common case.
            for (; end - p >= 4; p += 4) {
                auto const a = values[p[0]];
                auto const b = values[p[1]];
                auto const c = values[p[2]];
                auto const d = values[p[3]];
                if (((a | b | c | d) & 0xC0U) != 0) break;
                char const three[] = {static_cast<char>(a << 2 | b >> 4), static_cast<char>(b << 4 | c >> 2), static_cast<char>(c << 6 | d)};
                out.append(three, sizeof three);
            }
            if (p == end) return true;
        }
        if (!add_one(*p++, out)) return false;
    }
    return true;
}

bool Base64Decoder::add_one(unsigned char c, std::string& out) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return true;
    if (closed_) return refuse(bad_padding);
    if (c == '=') {
        if (letters_ < 2) return refuse(bad_padding);
        ++padding_;
    } else {
        auto const value = values[c];
        if (value == no_letter) return refuse(bad_letter);
        if (padding_ > 0) return refuse(bad_padding);
        bits_ = bits_ << 6 | value;
    }
    if (++letters_ < 4) return true;
    auto const spare = padding_ == 1 ? 2U : padding_ == 2 ? 4U : 0U;
    if ((bits_ & ((1U << spare) - 1)) != 0) return refuse("de laatste letter heeft bits die nergens bij horen");
    bits_ <<= 6 * padding_;
    for (unsigned i = 0; i < 3 - padding_; ++i) out.push_back(static_cast<char>(bits_ >> (16 - 8 * i) & 0xFF));
    closed_ = padding_ > 0;
    bits_ = letters_ = padding_ = 0;
    return true;
}

bool Base64Decoder::finish() { return letters_ == 0 || refuse("de tekst is halverwege een groep van vier letters afgebroken"); }

void append_base64(std::string& out, std::span<std::byte const> bytes) {
    auto const at = [&](std::size_t i) { return i < bytes.size() ? std::to_integer<unsigned>(bytes[i]) : 0U; };
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const group = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
        auto const left = bytes.size() - i;
        out.push_back(letters[group >> 18]);
        out.push_back(letters[group >> 12 & 63]);
        out.push_back(left > 1 ? letters[group >> 6 & 63] : '=');
        out.push_back(left > 2 ? letters[group & 63] : '=');
    }
}

} // namespace model
