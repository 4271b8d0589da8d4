#include "gateway/wie.hpp"

#include "gateway/vrije_tekst.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

namespace gateway {

namespace {

constexpr std::size_t longest_reason = 200; ///< bytes

/// The name of the user that this process is run for; its number when it has none.
std::string os_user() {
    auto const uid = ::getuid();
    std::vector<char> buffer(4096);
    passwd entry{};
    passwd* found = nullptr;
    while (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == ERANGE) buffer.resize(buffer.size() * 2);
    return found != nullptr ? std::string(entry.pw_name) : fmt::format("{}", uid);
}

std::string terminal() {
    std::array<char, 256> name{};
    return ::ttyname_r(STDIN_FILENO, name.data(), name.size()) == 0 ? std::string(name.data()) : std::string("geen terminal");
}

} // namespace

bool is_gebruiker(std::string_view naam) {
    return !naam.empty() && naam.size() <= 64 && !may_hold_bsn(naam) && std::ranges::all_of(naam, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
    });
}

std::expected<Wie, std::string> wie_vraagt(Peer const& peer, std::string_view gebruiker, std::string_view reden, std::string vanwaar) {
    if (auto fout = fout_in_tekst(reden_kop, reden, longest_reason)) return std::unexpected(std::move(*fout));
    if (peer.partner != nullptr) return Wie{fmt::format("oin {}", peer.oin), std::string(reden), std::move(vanwaar), true};
    if (gebruiker.empty()) return Wie{"onbekend", std::string(reden), std::move(vanwaar)};
    if (!is_gebruiker(gebruiker))
        return std::unexpected(
            fmt::format("{} is een naam van hooguit 64 letters, cijfers, punten, streepjes en @, en geen BSN.", gebruiker_kop));
    return Wie{fmt::format("gebruiker {}", gebruiker), std::string(reden), std::move(vanwaar)};
}

std::expected<Wie, std::string> wie_hier(std::string_view reden) {
    if (auto fout = fout_in_tekst("--reden", reden, longest_reason)) return std::unexpected(std::move(*fout));
    return Wie{fmt::format("systeem {}", os_user()), std::string(reden), terminal()};
}

} // namespace gateway
