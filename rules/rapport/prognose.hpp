#pragma once

#include "xsd/model/money.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Growth of spending over years (C27).
namespace rules::rapport {

/// Spending after each year, rounded to cents each year (E39). @param groei basis points per year, in order
[[nodiscard]] std::vector<model::Money> prognose(model::Money basis, std::span<std::int64_t const> groei);

} // namespace rules::rapport
