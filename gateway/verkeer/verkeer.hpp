#pragma once

#include "gateway/verkeer/plan.hpp"
#include "gateway/verkeer/waarheid.hpp"
#include "xsd/schema_set.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Made-up traffic of a whole region: valid, realistic, and the same bytes for the same arguments on every machine.
/// Nothing here knows of files or clocks. docs/verkeer.md says what is in it.
namespace gateway::verkeer {

/// What was made.
struct Telling {
    std::map<std::string, std::uint64_t> berichten; ///< by kind: "WMO301"
    std::uint64_t verzonden = 0;
    std::uint64_t prestaties = 0;
    std::uint64_t clienten = 0;
    std::uint64_t toewijzingen = 0;
    std::uint64_t fouten = 0;
    std::vector<Waarheid> zonder_bericht; ///< faults that are a message that does not come
};

/// Takes messages in the order in which they come in. What it fails with ends it all.
using Afnemer = std::function<model::Result<void>(Verzending&&)>;

/// Makes one message after the other: no more than the largest declaratie is in memory beside the plan.
/// Errors: wrong_use, when the bundle has nothing for the period; of the Afnemer.
[[nodiscard]] model::Result<Telling> maak_verkeer(xsd::SchemaSet const& schemas, model::Contract const& contract, Opdracht const& opdracht,
                                                  Afnemer const& afnemer);

} // namespace gateway::verkeer
