#pragma once

#include "xsd/model/contract.hpp"

#include <string>

/// A contract bundle in plain Dutch.
namespace gateway {

/// "vanaf 01-01-2026", "01-01-2026 t/m 31-12-2026".
[[nodiscard]] std::string geldigheid(model::Geldigheid const& g);
/// Everything the bundle says: gemeenten, percelen, agreements with their ends, budgets, places, products, tarieven, and what each rule
/// does. Ends with a line end. Pure.
[[nodiscard]] std::string bundel_tekst(model::Contract const& contract);
/// What a rule does on a message: "afkeuren", "aanhouden", "signaleren", "uit"; the default of the rule when the bundle is silent.
[[nodiscard]] std::string regel_gevolg(model::Contract const& contract, std::string_view regel, std::int16_t bericht);
/// What a budget is of, in words: "aanbieder 42420001, perceel S1, 2026".
[[nodiscard]] std::string budget_onderwerp(model::Budget const& budget);

} // namespace gateway
