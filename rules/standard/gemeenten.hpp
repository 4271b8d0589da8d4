#pragma once

#include <string_view>

namespace rules::standard {

/// The year of the gemeentelijke indeling that the table holds.
inline constexpr int cbs_indeling = 2026;

/// Whether a code of four digits is a gemeente in that indeling (CBS, "Gemeentelijke indeling op 1 januari").
[[nodiscard]] bool op_cbs_lijst(std::string_view gemeentecode);

} // namespace rules::standard
