#pragma once

#include "rules/rule.hpp"
#include "rules/standard/productregel.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <cstdint>

/// The TeWijzigenProducten of a 317 beside the toewijzingen they ask to change.
namespace rules::standard {

struct TeWijzigen {
    model::TeWijzigenProduct const& product;
    model::ToewijzingFact const& toewijzing;
    model::Place plaats;
};

/// As a check of a 317: `check` for each TeWijzigenProduct, in document order. One whose toewijzing does not exist is TR351's to report.
template <void (*check)(Zaak const&, TeWijzigen const&, Meldingen&)>
void over_te_wijzigen(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht317>().client.verzoek.te_wijzigen_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i)
        if (auto const* toewijzing = toewijzing_van_client(zaak, producten[i].toewijzing_nummer))
            check(zaak, {producten[i], *toewijzing, {.klasse = model::Klasse::te_wijzigen_product, .item = i, .lijn = producten[i].lijn}},
                  uit);
}

} // namespace rules::standard
