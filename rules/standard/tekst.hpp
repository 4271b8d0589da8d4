#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// How findings write values for a Dutch reader.
namespace rules::standard {

/// "01-03-2026 t/m 31-03-2026".
[[nodiscard]] std::string tekst(model::Period periode);
/// "€ 1.234,56".
[[nodiscard]] std::string euro(model::Money bedrag);
/// "uur" for "04", "stuks (output)" for "82".
[[nodiscard]] std::string_view eenheid_naam(model::Code eenheid);
/// "15 uur", "1 etmaal"; for eenheid 83 the volume is cents: "€ 300,00".
[[nodiscard]] std::string hoeveelheid(std::int64_t volume, model::Code eenheid);

} // namespace rules::standard
