#pragma once

#include "xsd/model/contract.hpp"

#include <string>
#include <vector>

namespace gateway {

/// One change between two bundles, told to a contract manager.
struct Verschil {
    std::string soort;   ///< "gemeente", "product", "tarief", "perceel", "vorm", "overeenkomst", "budget", "capaciteit", "deelname",
                         ///< "opslag", "combinatie", "regel", "parameter", "bundel"
    std::string sleutel; ///< what it is about: "wmo 02A01", "42420001 S1", "R14 301"
    std::string tekst;   ///< one Dutch sentence
};

/// What changes when `nieuw` takes the place of `oud`; empty when they agree on everything. Order: by soort, then as the bundle has it.
/// Pure.
[[nodiscard]] std::vector<Verschil> verschil(model::Contract const& oud, model::Contract const& nieuw);

} // namespace gateway
