#pragma once

#include "gateway/partners.hpp"

#include <expected>
#include <string>
#include <string_view>

/// Who asks: the one place that says so, for requests and for commands.
namespace gateway {

/// As the access log has it.
struct Wie {
    std::string wie;     ///< "oin 0000...", "gebruiker j.jansen", "systeem root", "onbekend"
    std::string reden{}; ///< why they want to see it, in their words; may be empty
    std::string vanwaar{}; ///< address or terminal
    bool partner = false;  ///< by certificate: it fetches what is meant for it, and gives no reason
};

/// The header fields by which the own system says for whom it asks, and why.
inline constexpr std::string_view gebruiker_kop = "Ketenpoort-Gebruiker";
inline constexpr std::string_view reden_kop = "Ketenpoort-Reden";
/// And by which a page of ours shows that it is one.
inline constexpr std::string_view csrf_kop = "Ketenpoort-Csrf";

/// A name as sign-in systems have them: no blanks, nothing that a line of text could be mistaken for. Pure.
[[nodiscard]] bool is_gebruiker(std::string_view naam);

/// Of a request: a partner by its certificate, else whom the own system names. @param gebruiker, reden header fields as sent, empty when
/// not there  @returns what is wrong with them, Dutch, repeating nothing of them. Pure.
[[nodiscard]] std::expected<Wie, std::string> wie_vraagt(Peer const& peer, std::string_view gebruiker, std::string_view reden,
                                                         std::string vanwaar);

/// Of a command: the user that the operating system runs it for, at which terminal. @returns what is wrong with `reden`, Dutch
[[nodiscard]] std::expected<Wie, std::string> wie_hier(std::string_view reden);

} // namespace gateway
