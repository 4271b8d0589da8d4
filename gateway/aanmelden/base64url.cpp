#include "gateway/aanmelden/base64url.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace gateway::aanmelden {

namespace {

std::string base64(std::span<std::byte const> bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    auto const size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<unsigned char const*>(bytes.data()),
                                      static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

} // namespace

std::string basic(std::string_view naam, std::string_view geheim) {
    auto const both = std::string(naam) + ":" + std::string(geheim);
    return "Basic " + base64(std::as_bytes(std::span(both)));
}

std::string base64url(std::span<std::byte const> bytes) {
    auto out = base64(bytes);
    while (out.ends_with('=')) out.pop_back();
    std::ranges::replace(out, '+', '-');
    std::ranges::replace(out, '/', '_');
    return out;
}

std::optional<std::string> van_base64url(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    if (text.size() % 4 == 1 || text.find_first_not_of(letters) != std::string_view::npos) return std::nullopt;
    std::string padded(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    auto const padding = (4 - padded.size() % 4) % 4;
    padded.append(padding, '=');
    std::string out(padded.size() / 4 * 3, '\0');
    auto const size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<unsigned char const*>(padded.data()),
                                      static_cast<int>(padded.size()));
    if (size < 0) return std::nullopt;
    out.resize(static_cast<std::size_t>(size) - padding);
    // Bits that no byte has are another spelling of the same bytes.
    if (base64url(std::as_bytes(std::span(out))) != text) return std::nullopt;
    return out;
}

} // namespace gateway::aanmelden
