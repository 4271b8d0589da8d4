#include "gateway/aanmelden/wachtwoord.hpp"

#include <argon2.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace gateway::aanmelden {

namespace {

// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
constexpr std::uint32_t memory_kib = 19456;
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t hash_bytes = 32;

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 256; ///< bytes

} // namespace

std::optional<std::string> fout_in_wachtwoord(std::string_view wachtwoord, std::string_view gebruiker) {
    auto const characters = std::ranges::count_if(wachtwoord, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    if (characters < static_cast<std::ptrdiff_t>(shortest) || wachtwoord.size() > longest)
        return fmt::format("Een wachtwoord heeft minstens {} tekens en hooguit {} bytes.", shortest, longest);
    if (std::ranges::any_of(wachtwoord, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return "Een wachtwoord heeft geen stuurtekens.";
    if (std::ranges::all_of(wachtwoord, [&](char c) { return c == wachtwoord.front(); }) || wachtwoord.find(gebruiker) != std::string_view::npos)
        return "Een wachtwoord is niet steeds hetzelfde teken, en de gebruikersnaam staat er niet in.";
    return std::nullopt;
}

std::string versleutel(std::string_view wachtwoord, Zout const& zout) {
    auto const size = argon2_encodedlen(passes, memory_kib, lanes, static_cast<std::uint32_t>(zout.size()), hash_bytes, Argon2_id);
    std::string out(size, '\0');
    auto const code = argon2id_hash_encoded(passes, memory_kib, lanes, wachtwoord.data(), wachtwoord.size(), zout.data(), zout.size(), hash_bytes,
                                            out.data(), out.size());
    if (code == ARGON2_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (code != ARGON2_OK) throw std::runtime_error("argon2id is not available");
    out.resize(out.find('\0'));
    return out;
}

bool klopt(std::string_view wachtwoord, std::string const& bewaard) {
    auto const code = argon2id_verify(bewaard.c_str(), wachtwoord.data(), wachtwoord.size());
    if (code == ARGON2_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    return code == ARGON2_OK;
}

} // namespace gateway::aanmelden
