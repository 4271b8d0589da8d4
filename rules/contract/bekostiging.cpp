#include "rules/contract/bekostiging.hpp"

namespace rules::contract {

using enum model::Bekostiging;

std::string_view naam(model::Bekostiging bekostiging) {
    switch (bekostiging) {
    case pxq: return "per eenheid (PxQ)";
    case traject: return "per traject";
    case plek: return "per plek";
    case populatie: return "per populatie";
    case gebied: return "per gebied";
    case lumpsum: return "als vast bedrag (lumpsum)";
    case resultaat: return "per resultaat";
    case beschikbaarheid: return "voor beschikbaarheid";
    }
    return {};
}

bool past(model::Bekostiging bekostiging, model::Code eenheid) {
    bool const output = eenheid == "82" || eenheid == "83";
    if (bekostiging == traject || bekostiging == resultaat) return output;
    if (bekostiging == pxq) return !output;
    // A place is used for days or parts of days, or counted.
    if (bekostiging == plek) return eenheid == "14" || eenheid == "16" || eenheid == "84";
    return true;
}

bool zonder_clientprijs(model::Bekostiging bekostiging) {
    return bekostiging == populatie || bekostiging == gebied || bekostiging == lumpsum || bekostiging == beschikbaarheid;
}

} // namespace rules::contract
