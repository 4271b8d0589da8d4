#pragma once

#include "store/gebruikers.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// What may be a user of our own. Pure.
namespace gateway::aanmelden {

/// From words as people give them; every role and gemeente once, in order. @returns what is wrong, Dutch, repeating nothing that is not ours
[[nodiscard]] std::expected<std::vector<store::Rol>, std::string> lees_rollen(std::vector<std::string> const& woorden);
[[nodiscard]] std::expected<std::vector<std::string>, std::string> lees_gemeenten(std::vector<std::string> const& woorden);

/// What is wrong with name, role and gemeente of a user; empty: nothing.
[[nodiscard]] std::string fout_in_gebruiker(store::Gebruiker const& gebruiker);

/// As lists have them: without anything of the password.
[[nodiscard]] boost::json::object gebruiker_json(store::Gebruiker const& gebruiker);

} // namespace gateway::aanmelden
