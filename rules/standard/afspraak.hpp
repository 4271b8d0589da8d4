#pragma once

#include "rules/rule.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the contract bundle says about a product and its tarief, for the rules that are about agreements: TR341, TR346, TR381, TR418.
/// Without a bundle none of them can say anything about the contract, and the decision shows that there was none.
///
/// A period after the end of the bundle is judged by its last day: a toewijzing stays payable when the contract has ended, at the
/// last tarieven (UP031). Of a period before its begin a bundle knows only what its lines say; where they say nothing, neither do we.
namespace rules::standard {

/// The product list's lines for a code that are valid on at least one day of the period.
struct ProductLijst {
    bool bekend = false;                             ///< there is a bundle and it covers the period
    bool gevonden = false;                           ///< the code is on the list
    model::ContractProduct const* passend = nullptr; ///< the line with this categorie
    model::ContractProduct const* ander = nullptr;   ///< a line with another categorie
};
[[nodiscard]] ProductLijst product_lijst(Zaak const& zaak, model::Code categorie, std::string_view code, model::Period periode);

/// The contract tarief of a prestatie.
struct Afspraak {
    enum class Soort : std::uint8_t {
        onbekend,      ///< no bundle, or none for this period
        niet_op_lijst, ///< the product is not on the list: TR381 says so
        geen_tarief,   ///< on the list, but no tarief for this aanbieder and eenheid
        gebroken,      ///< the tarief changes inside the ProductPeriode (or is absent for a part of it)
        tarief,        ///< one tarief for the whole ProductPeriode
    };
    Soort soort = Soort::onbekend;
    model::ContractTarief const* begin = nullptr; ///< on the first day
    model::ContractTarief const* einde = nullptr; ///< on the last day
    model::Money op_begin;                        ///< with the opslagen this aanbieder has
    model::Money op_einde;
    model::Date dag;      ///< the first day, as far as the bundle knows it
    bool per_uur = false; ///< minutes are declared against an hour tarief (IV081); a minute tarief of its own goes first

    /// What ProductTarief must be: the tarief with its opslagen, or a sixtieth of the hour tarief rounded half up. @pre soort is tarief
    [[nodiscard]] model::Money product_tarief() const;
};
[[nodiscard]] Afspraak afspraak(Zaak const& zaak, PrestatieZaak const& prestatie);

/// A tarief with the opslagen (P06) that this aanbieder has on a day: each on the tarief itself, in cents rounded half away from zero.
[[nodiscard]] model::Money met_opslagen(model::Contract const& contract, model::ContractTarief const& tarief, std::string_view aanbieder,
                                        model::Date dag);

/// How that came about, "€ 70,00 + € 7,00 (kleine groep) = € 77,00"; empty: there are no opslagen.
[[nodiscard]] std::string opslag_som(model::Contract const& contract, model::ContractTarief const& tarief, std::string_view aanbieder,
                                     model::Date dag);

/// What output per maand may hold in a broken month, where the contract says so for the product (IV078 leaves it to the parties).
struct GebrokenMaand {
    std::int64_t maximum = 0; ///< in the eenheid of the Omvang
    std::string berekening;
    model::Bron bron;
};
/// nullopt: the contract says nothing, or it is no broken month of output per maand.
[[nodiscard]] std::optional<GebrokenMaand> gebroken_maand(Zaak const& zaak, PrestatieZaak const& prestatie);

/// {"contract", "tarieven.csv:12", "basis@1"}. @pre the case has a contract
[[nodiscard]] model::Bron contract_bron(Zaak const& zaak, std::string const& herkomst);

} // namespace rules::standard
