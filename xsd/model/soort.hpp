#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace model {

/// Wettelijk domein: Wmo 2015 (iWmo) or Jeugdwet (iJw).
enum class Domein : std::uint8_t { wmo, jw };

/// "wmo" or "jw".
[[nodiscard]] std::string_view name(Domein domein);

/// A kind of message: domain and number, WMO301 .. JW325.
struct BerichtSoort {
    Domein domein = Domein::wmo;
    std::int16_t nummer = 0;
    friend constexpr auto operator<=>(BerichtSoort, BerichtSoort) = default;
};

/// "WMO301", "JW323".
[[nodiscard]] std::string to_string(BerichtSoort soort);
[[nodiscard]] std::optional<BerichtSoort> parse_soort(std::string_view text);

/// The message that answers this one (301 -> 302, 323 -> 325; process.md 1); nullopt for answers.
[[nodiscard]] std::optional<BerichtSoort> antwoord_op(BerichtSoort soort);

} // namespace model
