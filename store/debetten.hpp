#pragma once

#include "xsd/model/facts.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace store {

/// The live debets of a toewijzing as compact bytes, kept in the toewijzing's own row: one read gives a rule all it needs and one
/// write books a prestatie. Replaces the content of `out`, whose memory is reused.
void encode(std::span<model::LopendeDebet const> debetten, std::vector<std::byte>& out);

/// The way back, in the same order; nullopt when the bytes are no such list.
[[nodiscard]] std::optional<std::vector<model::LopendeDebet>> decode(std::span<std::byte const> bytes);

} // namespace store
