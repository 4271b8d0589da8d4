#pragma once

#include "xsd/model/date.hpp"

#include <compare>
#include <string_view>

namespace model {

/// Which of two versions of a toewijzing is the later one (IV013: the highest Toewijzingsdatum + Toewijzingstijd). The time is
/// compared as a moment of the day: `10:00:00.5` equals `10:00:00.50`, and `24:00:00` is the end of that day.
/// @pre both times are xs:time without a zone, as LDT_Tijd demands
[[nodiscard]] std::strong_ordering compare_versie(Date datum, std::string_view tijd, Date andere_datum, std::string_view andere_tijd);

} // namespace model
