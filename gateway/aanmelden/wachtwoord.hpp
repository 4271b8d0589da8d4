#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Passwords of people: what may be one, and what is kept of it. Pure.
namespace gateway::aanmelden {

using Zout = std::array<std::byte, 16>;

/// What is wrong with a new password, Dutch, repeating nothing of it; nullopt: nothing. Length is what counts (NIST SP 800-63B 5.1.1).
[[nodiscard]] std::optional<std::string> fout_in_wachtwoord(std::string_view wachtwoord, std::string_view gebruiker);

/// argon2id, in the notation of its reference implementation, parameters and salt included. Takes some 20 ms and 19 MiB.
/// @param zout random, new for every password
[[nodiscard]] std::string versleutel(std::string_view wachtwoord, Zout const& zout);

/// Whether it is the password; the time it takes does not depend on how much of it is right. As long and large as versleutel().
[[nodiscard]] bool klopt(std::string_view wachtwoord, std::string const& bewaard);

} // namespace gateway::aanmelden
