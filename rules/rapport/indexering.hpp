#pragma once

#include "xsd/model/money.hpp"

#include <cstdint>
#include <span>

/// Yearly indexing of tarieven and the settlement of the difference between the provisional and the definitive figure (P07, C09).
/// Percentages are basis points: 435 is 4,35 %.
namespace rules::rapport {

/// One part of an index: loonkosten (OVA), prijzen (PPC).
struct Indexdeel {
    std::int64_t gewicht = 0;    ///< basis points of the whole; the parts sum to 10,000
    std::int64_t percentage = 0; ///< basis points
};
/// The weighted percentage, rounded to a basis point. @pre the weights sum to 10,000
[[nodiscard]] std::int64_t samengesteld(std::span<Indexdeel const> delen);

/// A tarief raised by a percentage, to cents.
[[nodiscard]] model::Money geindexeerd(model::Money tarief, std::int64_t percentage);

/// How the difference is settled in the next year (regions.md 6, 2: the sources allow all three).
enum class Verrekening : std::uint8_t {
    procentpunten, ///< the difference is added to the next index (E25 A)
    herrekend,     ///< the next index starts from the definitive tarief (E25 B)
    contant,       ///< as herrekend, and the difference over the past year is paid (E25 C)
};

struct Indexuitkomst {
    model::Money tarief;      ///< for the next year
    model::Money per_eenheid; ///< to be paid per unit of the past year; positive: to the aanbieder; zero unless contant
};
/// @param basis the tarief before the provisional index of the past year; @param voorlopig, definitief of the past year;
/// @param volgend the provisional index of the next year
[[nodiscard]] Indexuitkomst verreken(model::Money basis, std::int64_t voorlopig, std::int64_t definitief, std::int64_t volgend,
                                     Verrekening wijze);

} // namespace rules::rapport
