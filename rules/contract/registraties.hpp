#pragma once

#include "xsd/model/csv.hpp"
#include "xsd/model/grootboek.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

/// What is agreed about a bestedingsruimte beside the messages (Contractstandaard Wmo 1.5.7, 1.5.9, 1.5.10). `tekst` is the id of the
/// budget, `datum` the day; `bedrag` of a besluit is the new amount of the budget, none: it stays.
inline constexpr std::string_view soort_gesprek = "gesprek";
inline constexpr std::string_view soort_besluit = "besluit";
inline constexpr std::string_view soort_clientenstop = "clientenstop";
inline constexpr std::string_view soort_clientenstop_einde = "clientenstop_einde";
[[nodiscard]] bool over_budget(std::string_view soort);

/// Reads a CSV of what a region knows beside the messages: soort, gemeente, domein, toewijzing, aanbieder, datum, bedrag, tekst (the last
/// five may be left out). A line is about a toewijzing or an aanbieder. Amounts in euros, days as 2026-03-01.
/// @returns the lines, or everything that is wrong with the file. Pure.
[[nodiscard]] std::expected<std::vector<model::Registratie>, std::vector<model::Fout>> lees_registraties(std::string const& bestand,
                                                                                                         std::string_view bytes);

} // namespace rules::contract
