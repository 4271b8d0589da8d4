#pragma once

#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"

#include <cstdint>

/// The arithmetic of settlements and reports. Whole cents and basis points (1/100 of a percent), computed in 128 bits, rounded once, half
/// away from zero (the sources of regions.md 5 all round so). Pure; any thread.
namespace rules::rapport {

__extension__ using Breed = __int128;

/// teller / noemer, rounded half away from zero. @pre noemer > 0
[[nodiscard]] std::int64_t afgerond(Breed teller, Breed noemer);

/// Rounded to whole euros, half away from zero.
[[nodiscard]] model::Money hele_euros(model::Money bedrag);

/// What one of `aantal` costs, in cents (C03). @pre aantal > 0
[[nodiscard]] model::Money per_stuk(model::Money bedrag, std::int64_t aantal);
/// The same in whole euros, rounded once from the exact quotient and not from its cents. @pre aantal > 0
[[nodiscard]] model::Money per_stuk_euros(model::Money bedrag, std::int64_t aantal);

/// deel / geheel in basis points: 6225 is 62,25 % (C01, C21). @pre geheel > 0
[[nodiscard]] std::int64_t basispunten(std::int64_t deel, std::int64_t geheel);
/// (nieuw - oud) / oud in basis points. @pre oud > 0
[[nodiscard]] std::int64_t groei(std::int64_t oud, std::int64_t nieuw);
/// The yearly growth in basis points that makes `oud` into `nieuw` in so many years. @pre oud > 0, nieuw >= 0, jaren > 0
[[nodiscard]] std::int64_t jaarlijkse_groei(std::int64_t oud, std::int64_t nieuw, std::int32_t jaren);
/// How many per 1,000, in hundredths: 2675 is 26,75 (C20). @pre van > 0
[[nodiscard]] std::int64_t per_duizend(std::int64_t aantal, std::int64_t van);

/// bedrag x basispunten / 10,000.
[[nodiscard]] model::Money deel(model::Money bedrag, std::int64_t basispunten);
/// A part of days out of a whole, for what is spread evenly over a period. @pre geheel > 0
[[nodiscard]] model::Money naar_dagen(model::Money bedrag, std::int32_t dagen, std::int32_t geheel);

/// The same day so many months later, or the last day of that month when it has no such day (E41).
[[nodiscard]] model::Date maanden_later(model::Date dag, std::int32_t maanden);

} // namespace rules::rapport
