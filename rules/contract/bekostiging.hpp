#pragma once

#include "xsd/model/contract.hpp"

#include <string_view>

/// Funding models (P08) in words and in eenheden.
namespace rules::contract {

/// "per traject", "per plek", "per eenheid (PxQ)".
[[nodiscard]] std::string_view naam(model::Bekostiging bekostiging);
/// Whether a toewijzing or prestatie in this eenheid fits it. Models without a price per client take any.
[[nodiscard]] bool past(model::Bekostiging bekostiging, model::Code eenheid);
/// Whether what a client gets has no price of its own: populatie, gebied, lumpsum and beschikbaarheid.
[[nodiscard]] bool zonder_clientprijs(model::Bekostiging bekostiging);

} // namespace rules::contract
