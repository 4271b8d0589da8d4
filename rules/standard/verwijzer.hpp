#pragma once

#include "rules/standard/common.hpp"

/// The Verwijzer of an AangevraagdProduct: CD066, CD067, CD068.
namespace rules::standard {

/// Type 02, 03, 04 or 05: huisarts, jeugdarts, gecertificeerde instelling or medisch specialist.
[[nodiscard]] inline bool zorgverlener(model::Verwijzer const& verwijzer) {
    return verwijzer.type >= model::Code("02") && verwijzer.type <= model::Code("05");
}

/// f(Verwijzer const&, Place of its AangevraagdProduct) for each of a 315, in document order.
template <class F>
void for_each_verwijzer(model::Bericht315 const& bericht, F const& f) {
    for_each_item(bericht.client.aangevraagde_producten, model::Klasse::aangevraagd_product,
                  [&](model::AangevraagdProduct const& product, model::Place const& plaats) { f(product.verwijzer, plaats); });
}

} // namespace rules::standard
