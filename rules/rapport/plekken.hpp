#pragma once

#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"

#include <cstdint>

/// Places bought for a year and what stands empty (P16, C07). Numbers of clients in hundredths where halves exist: 350 is 3,5.
namespace rules::rapport {

/// How the time a plek stood empty is measured: the sources give no measure, so it is a parameter (E17).
enum class Leegstandsmaat : std::uint8_t { maanden, dagen };

/// What is paid back for one plek that stood empty over a period inside one calendar year. By months: whole calendar months only.
/// @pre both days lie in the same year
[[nodiscard]] model::Money leegstand(model::Money prijs_per_jaar, model::Period leeg, Leegstandsmaat maat);

/// How plekken were used: what a client cost and how long one stayed, on average (E16).
struct Plekgebruik {
    model::Money budget;                      ///< plekken x price, whatever the turnover
    model::Money per_client;                  ///< cents
    std::int64_t maanden_tienduizendsten = 0; ///< mean duration: 102857 is 10,2857 months
};
/// @pre clienten_honderdsten > 0
[[nodiscard]] Plekgebruik plekgebruik(std::int64_t plekken, model::Money prijs_per_jaar, std::int64_t clienten_honderdsten);

/// The price of a traject of so many months on a plek of that price per year, and back (E18). @pre maanden > 0
[[nodiscard]] model::Money traject_uit_plek(model::Money plek_per_jaar, std::int64_t maanden);
[[nodiscard]] model::Money plek_uit_traject(model::Money traject, std::int64_t maanden);
/// Clients of so many months that one plek serves in a year, in ten thousandths: 13333 is 1,3333. @pre maanden > 0
[[nodiscard]] std::int64_t clienten_per_plek(std::int64_t maanden);

} // namespace rules::rapport
