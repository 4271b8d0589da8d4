#include "gateway/aanmelden/gebruiker.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/vrije_tekst.hpp"
#include "gateway/wie.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace gateway::aanmelden {

std::expected<std::vector<store::Rol>, std::string> lees_rollen(std::vector<std::string> const& woorden) {
    std::set<store::Rol> all;
    for (auto const& woord : woorden) {
        auto const rol = store::parse_rol(woord);
        if (!rol) return std::unexpected("Een rol is backoffice, contractbeheer, auditor, toezicht of beheer.");
        all.insert(*rol);
    }
    if (all.empty()) return std::unexpected("Een gebruiker heeft minstens één rol: backoffice, contractbeheer, auditor, toezicht of beheer.");
    return std::vector<store::Rol>(all.begin(), all.end());
}

std::expected<std::vector<std::string>, std::string> lees_gemeenten(std::vector<std::string> const& woorden) {
    std::set<std::string> const all(woorden.begin(), woorden.end());
    if (all.contains(std::string(store::alle_gemeenten)) && all.size() == 1) return std::vector<std::string>(all.begin(), all.end());
    auto const code = [](std::string const& one) { return one.size() == 4 && one.find_first_not_of("0123456789") == std::string::npos; };
    if (all.empty() || !std::ranges::all_of(all, code))
        return std::unexpected("Gemeenten zijn codes van vier cijfers, minstens één; of alleen * voor alle.");
    return std::vector<std::string>(all.begin(), all.end());
}

std::string fout_in_gebruiker(store::Gebruiker const& gebruiker) {
    if (!is_gebruiker(gebruiker.gebruiker)) return "Een gebruikersnaam heeft hooguit 64 letters, cijfers, punten, streepjes en @, en is geen BSN.";
    if (gebruiker.naam.empty()) return "De naam van een gebruiker mag niet leeg zijn.";
    return fout_in_tekst("naam", gebruiker.naam, 100).value_or("");
}

boost::json::object gebruiker_json(store::Gebruiker const& gebruiker) {
    boost::json::array rollen;
    for (auto const rol : gebruiker.rollen) rollen.push_back(boost::json::string(store::name(rol)));
    boost::json::array gemeenten;
    for (auto const& gemeente : gebruiker.gemeenten) gemeenten.push_back(boost::json::string(gemeente));
    return {{"gebruiker", gebruiker.gebruiker},
            {"naam", gebruiker.naam},
            {"rollen", std::move(rollen)},
            {"gemeenten", std::move(gemeenten)},
            {"gewijzigd", utc_text(gebruiker.moment_ms)}};
}

} // namespace gateway::aanmelden
