#pragma once

#include "rules/standard/common.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// What the ToegewezenProduct of a 301, the AangevraagdProduct of a 315 and the TeWijzigenProduct and NieuwProduct of a 317 have in
/// common, for the rules that demand the same of each.
namespace rules::standard {

/// Views one of them; valid as long as the message.
struct ProductRegel {
    model::Place plaats;
    std::string_view begin_element;     ///< "Ingangsdatum", "ToewijzingIngangsdatum", "GewensteIngangsdatum"
    std::string_view einde_element;     ///< "Einddatum", "ToewijzingEinddatum"
    std::int64_t toewijzing_nummer = 0; ///< of a ToegewezenProduct or TeWijzigenProduct
    bool noemt_product = true;          ///< false: a TeWijzigenProduct, which keeps the product of its toewijzing
    // nullptr: absent.
    model::Product const* product = nullptr;
    model::Datum const* begin = nullptr; ///< never absent
    model::Datum const* einde = nullptr;
    model::Omvang const* omvang = nullptr;
    model::Bedrag const* budget = nullptr;

    /// "toewijzing 1001", "aangevraagd product 2", "te wijzigen toewijzing 1001", "nieuw product 2".
    [[nodiscard]] std::string naam() const;
    /// The same at the begin of a sentence.
    [[nodiscard]] std::string naam_vooraan() const;
    /// Until the end of time when there is no end.
    [[nodiscard]] model::Period periode() const;
};

[[nodiscard]] ProductRegel product_regel(model::ToegewezenProduct const& product, model::Place const& plaats);
[[nodiscard]] ProductRegel product_regel(model::AangevraagdProduct const& product, model::Place const& plaats);
[[nodiscard]] ProductRegel product_regel(model::TeWijzigenProduct const& product, model::Place const& plaats);
[[nodiscard]] ProductRegel product_regel(model::NieuwProduct const& product, model::Place const& plaats);

/// f(ProductRegel const&) for every one of a 301, 315 or 317, in document order. Nothing for another message.
template <class F>
void for_each_product_regel(model::Message const& bericht, F const& f) {
    auto const give = [&](auto const& product, model::Place const& plaats) { f(product_regel(product, plaats)); };
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud)) for_each_product(*toewijzing, give);
    if (auto const* verzoek = std::get_if<model::Bericht315>(&bericht.inhoud))
        for_each_item(verzoek->client.aangevraagde_producten, model::Klasse::aangevraagd_product, give);
    if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht.inhoud)) {
        auto const& verzoek = wijziging->client.verzoek;
        for_each_item(verzoek.te_wijzigen_producten, model::Klasse::te_wijzigen_product, give);
        for_each_item(verzoek.nieuwe_producten, model::Klasse::nieuw_product, give);
    }
}

/// "Volume 3, Eenheid 04, Frequentie 2".
[[nodiscard]] std::string tekst(model::Omvang const& omvang);

/// CD080, CD095, CD096: no Omvang without Product/Code, unless it ends by 31-12-2020. Looks at the ones that can have a Product.
void omvang_zonder_code(Zaak const& zaak, Meldingen& uit);

/// CS338, CS343: Eenheid 14, 16, 83 and 84 go with Frequentie 2, 4 or 6, unless it ends by 31-12-2020.
void frequentie_bij_eenheid(Zaak const& zaak, Meldingen& uit);

} // namespace rules::standard
