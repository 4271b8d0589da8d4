#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// People who sign in with a password that is kept here, and what is done to that.
namespace store {

/// What somebody may do; which routes that are is told in gateway/http/rechten.cpp.
enum class Rol : std::uint8_t {
    backoffice,     ///< messages, rejections, the work list and decisions on it, the case chain
    contractbeheer, ///< contracts, budgets, reports
    auditor,        ///< reads everything about cases, decides nothing
    toezicht,       ///< the access log and the audit log, no cases
    beheer          ///< partners, what goes out, metrics, users; no cases
};
[[nodiscard]] std::string_view name(Rol rol);
[[nodiscard]] std::optional<Rol> parse_rol(std::string_view text);

/// The word that stands for every gemeente in Gebruiker::gemeenten.
inline constexpr std::string_view alle_gemeenten = "*";

struct Gebruiker {
    std::string gebruiker; ///< the name to sign in with
    std::string naam;      ///< for people
    std::vector<Rol> rollen;
    std::vector<std::string> gemeenten; ///< four digits each, or the one word alle_gemeenten
    std::string wachtwoord;             ///< argon2id, in its own notation; never the password
    std::int64_t moment_ms = 0;         ///< when it was last changed
};

/// Rollen and gemeenten as they stand in the database: words with a space between them; and back, without the words that are none.
[[nodiscard]] std::string rollen_tekst(std::vector<Rol> const& rollen);
[[nodiscard]] std::vector<Rol> parse_rollen(std::string_view text);
[[nodiscard]] std::vector<std::string> woorden(std::string_view text);

/// Something that a person did, for the audit log.
struct Daad {
    std::int64_t moment_ms = 0;
    std::string_view wat; ///< a fixed word: "toegevoegd", "wachtwoord", "rollen", "verwijderd", "voorgesteld", ...
    std::string door;     ///< as in the access log: "gebruiker j.jansen", "systeem root"
};

} // namespace store
