#pragma once

#include "xsd/model/csv.hpp"
#include "xsd/model/grootboek.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace rules::contract {

/// Reads a CSV of what a region knows beside the messages: soort, gemeente, domein, toewijzing, aanbieder, datum, bedrag, tekst (the last
/// five may be left out). A line is about a toewijzing or an aanbieder. Amounts in euros, days as 2026-03-01.
/// @returns the lines, or everything that is wrong with the file. Pure.
[[nodiscard]] std::expected<std::vector<model::Registratie>, std::vector<model::Fout>> lees_registraties(std::string const& bestand,
                                                                                                         std::string_view bytes);

} // namespace rules::contract
