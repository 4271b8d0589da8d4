#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Messages for measuring, all of them good under deploy/contracts/noorderdal: aanbieder 41410001, gemeente 0114, Wmo, 2026.
/// Toewijzingen are numbered 0, 1, 2, ...; 20 in a row are one client's, each ten in a row come in one 301.
namespace bench {

constexpr std::size_t per_301 = 10;

constexpr std::size_t max_toewijzingen = 1'000'000;

/// Toewijzing t (below max_toewijzingen), as its 301 has it.
struct Toewijzing {
    std::int64_t nummer = 0;
    std::string_view bsn;
    std::string_view categorie;
    std::string_view code;
    std::string_view eenheid;
    int tarief = 0; ///< cents
};
Toewijzing toewijzing(std::size_t t);

/// The n-th 301: toewijzingen 10 n up to and including 10 n + 9.
std::string toewijzingen(std::size_t n);

/// A 323 over October 2026 for `count` toewijzingen from `first` on, each `stap` further, one prestatie each; `reeks` keeps its
/// numbers apart from those of every other declaratie (below 1,000,000).
std::string declaratie(std::size_t first, std::size_t count, std::size_t reeks, std::size_t stap = 1);

} // namespace bench
