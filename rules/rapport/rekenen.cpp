#include "rules/rapport/rekenen.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cassert>

namespace rules::rapport {

std::int64_t afgerond(Breed teller, Breed noemer) {
    assert(noemer > 0);
    // An odd noemer has no exact half, so that noemer / 2 rounds as well.
    auto const half = noemer / 2;
    return static_cast<std::int64_t>((teller < 0 ? teller - half : teller + half) / noemer);
}

model::Money hele_euros(model::Money bedrag) { return {afgerond(bedrag.cents, 100) * 100}; }

model::Money per_stuk(model::Money bedrag, std::int64_t aantal) { return {afgerond(bedrag.cents, aantal)}; }

model::Money per_stuk_euros(model::Money bedrag, std::int64_t aantal) {
    return {afgerond(bedrag.cents, static_cast<Breed>(aantal) * 100) * 100};
}

std::int64_t basispunten(std::int64_t deel, std::int64_t geheel) { return afgerond(static_cast<Breed>(deel) * 10'000, geheel); }

std::int64_t groei(std::int64_t oud, std::int64_t nieuw) { return basispunten(nieuw - oud, oud); }

std::int64_t jaarlijkse_groei(std::int64_t oud, std::int64_t nieuw, std::int32_t jaren) {
    assert(oud > 0 && nieuw >= 0 && jaren > 0);
    using boost::multiprecision::cpp_int;
    using boost::multiprecision::pow;
    auto const macht = static_cast<unsigned>(jaren);
    // Whether growing by (factor / 20,000 - 1) a year stays at or below `nieuw`; 20,000 so that half a basis point is a whole number.
    auto const haalt_niet = [&](std::int64_t factor) {
        return cpp_int(oud) * pow(cpp_int(factor), macht) <= cpp_int(nieuw) * pow(cpp_int(20'000), macht);
    };
    std::int64_t laag = 0;
    std::int64_t hoog = 40'000;
    while (haalt_niet(hoog)) hoog *= 2;
    while (hoog - laag > 1) {
        auto const midden = laag + (hoog - laag) / 2;
        (haalt_niet(midden) ? laag : hoog) = midden;
    }
    return (laag + 1) / 2 - 10'000;
}

std::int64_t per_duizend(std::int64_t aantal, std::int64_t van) { return afgerond(static_cast<Breed>(aantal) * 100'000, van); }

model::Money deel(model::Money bedrag, std::int64_t basispunten) {
    return {afgerond(static_cast<Breed>(bedrag.cents) * basispunten, 10'000)};
}

model::Money naar_dagen(model::Money bedrag, std::int32_t dagen, std::int32_t geheel) {
    return {afgerond(static_cast<Breed>(bedrag.cents) * dagen, geheel)};
}

model::Date maanden_later(model::Date dag, std::int32_t maanden) {
    auto const [jaar, maand, d] = model::civil(dag);
    auto const totaal = jaar * 12 + (maand - 1) + maanden;
    auto const eerste = model::date(totaal / 12, totaal % 12 + 1, 1);
    return std::min(eerste + (d - 1), model::last_of_month(eerste));
}

} // namespace rules::rapport
