#pragma once

#include "rules/rule.hpp"

#include <cstdint>

/// The stored toewijzingen that a 305, 307 or 317 names.
namespace rules::standard {

/// The current version of a toewijzing of the message's client at its aanbieder; nullptr when there is none.
[[nodiscard]] model::ToewijzingFact const* toewijzing_van_client(Zaak const& zaak, std::int64_t nummer);

/// Removed: RedenWijziging 13, or 01 of before 3.1, and ending on its first day.
[[nodiscard]] bool verwijderd(model::ToewijzingFact const& toewijzing);

/// Whether it is actual on a day: not over yet (a begin in the future included) and not removed (TR349).
/// The day to ask for is that of the message: when it is received carries no meaning (OP080), and what ended after it was written
/// its sender could not leave out (OP095).
[[nodiscard]] bool actueel(model::ToewijzingFact const& toewijzing, model::Date dag);

/// Whether it ended before the rules of 2021 on Omvang and Product began to hold.
[[nodiscard]] bool tot_en_met_2020(model::ToewijzingFact const& toewijzing);

/// Reports, at `plaats`, a number of a 317 that is of no actual toewijzing.
void require_actueel(Zaak const& zaak, std::int64_t nummer, model::Place const& plaats, Meldingen& uit);

} // namespace rules::standard
