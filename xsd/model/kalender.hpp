#pragma once

#include "xsd/model/date.hpp"

#include <cstdint>
#include <vector>

namespace model {

/// Which days are free beside Saturday and Sunday. The standard counts in werkdagen and does not define them, so this is configuration.
struct Feestdagen {
    bool nieuwjaar = true;
    bool goede_vrijdag = false; ///< no general holiday: many organisations work
    bool pasen = true;          ///< tweede paasdag; the first is a Sunday
    bool koningsdag = true;     ///< 27 April, or 26 April when the 27th is a Sunday
    bool bevrijdingsdag = false; ///< 5 May of every year
    bool bevrijdingsdag_lustrum = true; ///< 5 May of 2025, 2030, ...
    bool hemelvaart = true;
    bool pinksteren = true; ///< tweede pinksterdag
    bool kerst = true;      ///< 25 and 26 December
};

/// Easter Sunday in the Gregorian calendar.
[[nodiscard]] Date eerste_paasdag(std::int32_t year);

/// The working days of the organisation. Holidays are computed, so no list runs out. Immutable; any thread.
class Kalender {
public:
    /// Saturday, Sunday and the usual Dutch holidays are free.
    Kalender() : Kalender(Feestdagen{}, {}, {}) {}
    /// @param vrij free days of one's own  @param werk days that are worked whatever else says
    Kalender(Feestdagen feestdagen, std::vector<Date> vrij, std::vector<Date> werk);

    [[nodiscard]] bool is_werkdag(Date d) const;
    /// The n-th werkdag after `d`, whether or not `d` is one itself (n <= 0: `d`). Should ten years hold fewer than n
    /// werkdagen, because everything was made free, it is the day ten years on: a deadline always exists.
    [[nodiscard]] Date plus_werkdagen(Date d, std::int32_t n) const;
    /// Werkdagen after `van` up to and including `tot`; negative: how many it is past.
    [[nodiscard]] std::int32_t werkdagen_tussen(Date van, Date tot) const;

private:
    [[nodiscard]] bool is_feestdag(Date d) const;

    Feestdagen feestdagen_;
    std::vector<Date> vrij_; ///< sorted
    std::vector<Date> werk_; ///< sorted
};

} // namespace model
