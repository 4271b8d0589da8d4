#pragma once

#include "xsd/model/grootboek.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace store {

/// What a toewijzing commits per year as compact bytes, some ten a year; no bytes for an empty list.
[[nodiscard]] std::vector<std::byte> encode(std::span<model::Verbintenis const> verbintenissen);

/// The way back, in the same order; nullopt when the bytes are no such list.
[[nodiscard]] std::optional<std::vector<model::Verbintenis>> decode_verbintenissen(std::span<std::byte const> bytes);

} // namespace store
