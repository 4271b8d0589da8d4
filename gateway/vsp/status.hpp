#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Where a message that came in over VSP stands, in the words of the status interface (v3). Pure.
namespace gateway::vsp {

struct Melding {
    std::string code;
    std::string omschrijving;
};

struct Status {
    std::string_view naam; ///< "Bezorgd", ...
    std::int64_t moment_ms = 0;
    std::optional<Melding> melding{};
};

/// Refused by its schema: AfgekeurdDoorDienst. Parked: WordtVerwerkt. Passed on: WordtAangeboden until its receiver has it (Bezorgd),
/// refused it (AanbiedenMislukt), or was tried for long enough (BezorgingAfgebroken). Rejected on what it says, or for nobody else:
/// VerwerkingVoltooid, or for a rejection what the setting says, since no public source does.
/// @param door the outgoing row it was passed on with  @param na_afkeuren setting vsp_status_afgekeurd
[[nodiscard]] Status status_van(store::BerichtRecord const& record, std::optional<store::Uit> const& door, std::string_view na_afkeuren);

/// The code of a message that failed level 1: not well-formed (BRS14) or not valid (BRS13). @param besluit_json the decision on it
[[nodiscard]] Melding niveau1_melding(std::string_view besluit_json);

} // namespace gateway::vsp
