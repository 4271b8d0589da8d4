#include "rules/rapport/verdeling.hpp"

#include "rules/rapport/rekenen.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace rules::rapport {

Verdeling verdeel(model::Money bedrag, std::span<std::int64_t const> gewichten, Verdeelwijze wijze, std::int64_t teller,
                  std::int64_t noemer) {
    auto const som = std::accumulate(gewichten.begin(), gewichten.end(), std::int64_t{0});
    assert(som > 0 && noemer > 0);
    bool const in_basispunten = wijze.aandeel == Verdeelwijze::Aandeel::basispunten;
    auto const geheel = in_basispunten ? 10'000 : som;
    std::int64_t const stap = wijze.afronding == Verdeelwijze::Afronding::euro ? 100 : 1;
    auto const waarde = static_cast<Breed>(bedrag.cents) * teller; // of the whole, times noemer

    Verdeling uit;
    uit.totaal = {afgerond(waarde, static_cast<Breed>(noemer) * stap) * stap};
    auto const onder = static_cast<Breed>(noemer) * geheel * stap;
    struct Rest {
        std::size_t deel;
        Breed rest;
    };
    std::vector<Rest> resten;
    for (auto const gewicht : gewichten) {
        auto const boven = waarde * (in_basispunten ? basispunten(gewicht, som) : gewicht);
        if (wijze.afronding != Verdeelwijze::Afronding::grootste_rest) {
            uit.delen.push_back({afgerond(boven, onder) * stap});
            continue;
        }
        // Towards minus infinity, so that what is left over is never negative.
        auto heel = boven / onder;
        if (boven % onder < 0) --heel;
        resten.push_back({uit.delen.size(), boven - heel * onder});
        uit.delen.push_back({static_cast<std::int64_t>(heel)});
    }
    auto const verdeeld = [&] { return std::accumulate(uit.delen.begin(), uit.delen.end(), model::Money{}); };
    if (!resten.empty()) {
        std::ranges::stable_sort(resten, std::ranges::greater(), &Rest::rest);
        auto over = (uit.totaal - verdeeld()).cents;
        for (std::size_t i = 0; over > 0; i = (i + 1) % resten.size(), --over) uit.delen[resten[i].deel] += model::Money{1};
    }
    uit.verschil = verdeeld() - uit.totaal;
    return uit;
}

} // namespace rules::rapport
