#pragma once

#include "xsd/model/grootboek.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace store {

/// Which accounts, or lines on them; what is left out matches all.
struct RekeningFilter {
    std::optional<std::string> aanbieder;
    std::optional<std::string> gemeente;
    std::optional<model::Domein> domein;
    std::optional<std::int32_t> jaar;
};

/// A line of the ledger with the message that brought it.
struct Boekingregel {
    std::int64_t id = 0;
    std::int64_t bericht = 0;
    std::optional<model::BerichtSoort> soort; ///< of that message
    std::int64_t moment_ms = 0;               ///< when that message came in
    model::Boeking boeking;
};

} // namespace store
