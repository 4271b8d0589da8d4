#pragma once

#include "xsd/model/facts.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

/// Where a verzoek stands, as pure functions (process.md 6).
namespace store {

/// What can happen to a verzoek. `toewijzing` (a product of a 315) and `wijziging` (a 317) begin it.
enum class StapSoort : std::uint8_t { toewijzing, wijziging, antwoord, honorering };

[[nodiscard]] std::string_view name(StapSoort soort);
[[nodiscard]] std::optional<StapSoort> parse_stap(std::string_view text);
[[nodiscard]] std::string_view name(model::VerzoekToestand toestand);
[[nodiscard]] std::optional<model::VerzoekToestand> parse_toestand(std::string_view text);

/// The verzoek after one more step; nullopt while nothing has begun it. Afgewezen and gehonoreerd are final, so that a late "in
/// onderzoek" changes nothing (OP080); a new 315 or 317 begins again, which only happens after the receiver rejected the first.
/// `bsn`: of the client, for a beginning; `antwoord`: VerzoekAntwoord, for an answer.
[[nodiscard]] std::optional<model::VerzoekFact> na_stap(std::optional<model::VerzoekFact> verzoek, StapSoort soort, std::string_view bsn,
                                                        model::Code const& antwoord);

} // namespace store
