#pragma once

#include "rules/contract/regel.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// Money agreed (P09, P10) against what is committed: R14, R16 and R20.
namespace rules::contract {

/// What a line commits in a calendar year beyond what its toewijzing has already.
struct Erbij {
    std::int32_t jaar = 0;
    model::Money bedrag;
};
/// Per year in which it has a value, oldest first; nullopt: without a tarief for it nobody knows.
[[nodiscard]] std::optional<std::vector<Erbij>> erbij(ContractZaak const& zaak, Lijn const& lijn);

/// The budgets that count the product of a line, in the years of its period.
[[nodiscard]] std::vector<model::Budget const*> budgetten_van(ContractZaak const& zaak, Lijn const& lijn);

/// A budget, or a group that is added up, before a line and with it.
struct Positie {
    model::Money bedrag{};         ///< agreed
    model::Money beslag{};         ///< on the accounts, and of earlier lines of this message
    model::Money erbij{};          ///< of the line
    std::int64_t toewijzingen = 0; ///< with beslag, earlier lines of this message included
    [[nodiscard]] model::Money met() const { return beslag + erbij; }
};
/// @pre the line has a value
[[nodiscard]] Positie positie(ContractZaak const& zaak, model::Budget const& budget, Lijn const& lijn);

/// "95.000,00 vastgelegd + 6.000,00 = 101.000,00; plafond 100.000,00; 1.000,00 te veel".
[[nodiscard]] std::string som(Positie const& positie, std::string_view wat, model::Money grens);

} // namespace rules::contract
