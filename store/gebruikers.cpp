#include "store/gebruikers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace store {
namespace {

constexpr std::array<std::pair<Rol, std::string_view>, 5> names{{{Rol::backoffice, "backoffice"},
                                                                 {Rol::contractbeheer, "contractbeheer"},
                                                                 {Rol::auditor, "auditor"},
                                                                 {Rol::toezicht, "toezicht"},
                                                                 {Rol::beheer, "beheer"}}};

} // namespace

std::string_view name(Rol rol) { return std::ranges::find(names, rol, &std::pair<Rol, std::string_view>::first)->second; }

std::optional<Rol> parse_rol(std::string_view text) {
    auto const at = std::ranges::find(names, text, &std::pair<Rol, std::string_view>::second);
    return at == names.end() ? std::nullopt : std::optional(at->first);
}

std::string rollen_tekst(std::vector<Rol> const& rollen) {
    std::vector<std::string_view> all;
    for (auto const rol : rollen) all.push_back(name(rol));
    return fmt::format("{}", fmt::join(all, " "));
}

std::vector<std::string> woorden(std::string_view text) {
    std::vector<std::string> all;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        if (end > 0) all.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

std::vector<Rol> parse_rollen(std::string_view text) {
    std::vector<Rol> all;
    for (auto const& woord : woorden(text))
        if (auto const rol = parse_rol(woord)) all.push_back(*rol);
    return all;
}

} // namespace store
