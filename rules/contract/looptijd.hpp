#pragma once

#include "xsd/model/contract.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace rules::contract {

/// How long an agreement runs by its Contractvorm.
struct Looptijd {
    model::Date einde_basis;          ///< 9999-12-31 when it has no end of its own
    std::optional<model::Date> einde; ///< with what was granted or earned so far; nullopt: no end of its own
};

/// Base term and granted extensions (regions.md E32).
/// @pre 0 <= verlengingen <= vorm.opties.size()
[[nodiscard]] Looptijd looptijd(model::Contractvorm const& vorm, model::Date begin, std::int32_t verlengingen);

/// Base term and what yearly reviews earned (boeggolf, regions.md E33): a good year adds one, so that the horizon stays; after another
/// one the end stays and the horizon loses a year. Never beyond the base term and all extensions.
/// @param goed the reviews at the end of contract year 1, 2, ...
[[nodiscard]] Looptijd boeggolf(model::Contractvorm const& vorm, model::Date begin, std::vector<bool> const& goed);

/// How many reviews can have been held before the agreement ended; the next one comes too late.
[[nodiscard]] std::int32_t beoordelingen_op_tijd(model::Contractvorm const& vorm, std::vector<bool> const& goed);

/// The longest it can get; nullopt: no end of its own.
[[nodiscard]] std::optional<model::Date> uiterste_einde(model::Contractvorm const& vorm, model::Date begin);

} // namespace rules::contract
