#pragma once

#include "rules/standard/productregel.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Which products may not overlap: TR302 within a 301, TR386 within a 315, TR410 within a 317; TR361 over messages asks the same of
/// two. Equal code, or equal categorie when one of them has no code; without a categorie any other product. Wmo categories 11 to 14
/// may overlap anything.
namespace rules::standard {

/// A product (nullptr: none) and the days it runs; a period that holds no day is in nobody's way.
struct Zorg {
    model::Product const* product = nullptr;
    model::Period periode;
};

/// Wmo categories 11 to 14.
[[nodiscard]] bool mag_overlappen(model::Product const* product, model::Domein domein);

/// For each the one that begins no later and is in its way; none when nothing is. O(n log n).
[[nodiscard]] std::vector<std::optional<std::uint32_t>> in_de_weg(std::span<Zorg const> zorg, model::Domein domein);

/// Reports each regel that another is in the way of. @pre each can have a Product
void meld_stapeling(std::vector<ProductRegel> const& regels, model::Domein domein, Meldingen& uit);

} // namespace rules::standard
