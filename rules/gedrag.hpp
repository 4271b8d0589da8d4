#pragma once

#include <span>
#include <string_view>

namespace rules {

/// A bedrijfsregel (OP), invulinstructie (IV) or uitgangspunt (UP) that is no check with a retourcode but asks something of the one who
/// receives a message: what we do, and the scenario that shows it.
struct Gedrag {
    std::string_view regel;    ///< "OP286"
    std::string_view gedrag;   ///< what Ketenpoort does, a Dutch sentence; or why there is nothing to do for a gateway
    std::string_view scenario; ///< the folder in tests/scenarios; empty: not applicable, `gedrag` says why
};

/// Ascending by rule: OP, IV, UP. Lives for the whole program.
[[nodiscard]] std::span<Gedrag const> gedragsregels();

} // namespace rules
