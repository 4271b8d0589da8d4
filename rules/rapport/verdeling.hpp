#pragma once

#include "xsd/model/money.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Sharing costs among gemeenten (P19, C13).
namespace rules::rapport {

/// How a region rounds when it shares: a parameter of its bundle, because regions differ (E01, E06, E07).
struct Verdeelwijze {
    enum class Aandeel : std::uint8_t {
        exact,       ///< weight / total, never rounded
        basispunten, ///< first rounded to 1/100 of a percent
    };
    enum class Afronding : std::uint8_t {
        euro,          ///< each part to whole euros
        cent,          ///< each part to cents
        grootste_rest, ///< to cents, and the cents left over to the largest remainders: the parts sum to the whole
    };
    Aandeel aandeel = Aandeel::exact;
    Afronding afronding = Afronding::grootste_rest;
};

/// A shared amount. `totaal` is the whole, rounded as the parts are; `verschil` what the parts sum to beyond it, which a report shows.
struct Verdeling {
    std::vector<model::Money> delen;
    model::Money totaal;
    model::Money verschil;
};

/// Shares `bedrag` x `teller` / `noemer` by weights (inwoners). The fraction adds BTW without rounding first: 21/100 for the BTW itself,
/// 121/100 for the sum with it (E04). @pre the weights are not negative and not all zero, noemer > 0
[[nodiscard]] Verdeling verdeel(model::Money bedrag, std::span<std::int64_t const> gewichten, Verdeelwijze wijze, std::int64_t teller = 1,
                                std::int64_t noemer = 1);

} // namespace rules::rapport
