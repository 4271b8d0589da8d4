#pragma once

#include "store/inzage.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gateway {

/// Whose data is in something that is shown, for the access log.
struct Gezien {
    std::string object{}; ///< what was asked for: "bericht 12", "toewijzing 0344/wmo/1200"; never a BSN
    std::vector<std::int64_t> berichten{};
    std::vector<store::ToewijzingSleutel> toewijzingen{};
    std::vector<std::string> bsns{};
    bool niets = false; ///< nothing of persons is in it after all, so there is nothing to record
};

} // namespace gateway
