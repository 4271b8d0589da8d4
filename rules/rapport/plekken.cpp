#include "rules/rapport/plekken.hpp"

#include "rules/rapport/rekenen.hpp"

#include <algorithm>
#include <cassert>

namespace rules::rapport {

model::Money leegstand(model::Money prijs_per_jaar, model::Period leeg, Leegstandsmaat maat) {
    auto const jaar = model::civil(leeg.begin).year;
    assert(model::civil(leeg.einde).year == jaar);
    if (maat == Leegstandsmaat::dagen) {
        auto const dagen = model::days_in({model::date(jaar, 1, 1), model::date(jaar, 12, 31)});
        return naar_dagen(prijs_per_jaar, model::days_in(leeg), dagen);
    }
    std::int32_t maanden = 0;
    for (std::int32_t maand = 1; maand <= 12; ++maand) {
        auto const eerste = model::date(jaar, maand, 1);
        if (leeg.begin <= eerste && model::last_of_month(eerste) <= leeg.einde) ++maanden;
    }
    return naar_dagen(prijs_per_jaar, maanden, 12);
}

Plekgebruik plekgebruik(std::int64_t plekken, model::Money prijs_per_jaar, std::int64_t clienten_honderdsten) {
    model::Money const budget{prijs_per_jaar.cents * plekken};
    return {budget,
            {afgerond(static_cast<Breed>(budget.cents) * 100, clienten_honderdsten)},
            afgerond(static_cast<Breed>(plekken) * 12 * 10'000 * 100, clienten_honderdsten)};
}

model::Money traject_uit_plek(model::Money plek_per_jaar, std::int64_t maanden) {
    return {afgerond(static_cast<Breed>(plek_per_jaar.cents) * maanden, 12)};
}

model::Money plek_uit_traject(model::Money traject, std::int64_t maanden) {
    return {afgerond(static_cast<Breed>(traject.cents) * 12, maanden)};
}

std::int64_t clienten_per_plek(std::int64_t maanden) { return afgerond(120'000, maanden); }

} // namespace rules::rapport
