#include "rules/standard/afspraak.hpp"

#include <algorithm>
#include <tuple>

namespace rules::standard {
namespace {

model::Period covered(model::Contract const& contract, model::Period periode) {
    auto const& tot = contract.geldig.tot;
    if (!tot) return periode;
    return {std::min(periode.begin, *tot), std::min(periode.einde, *tot)};
}

bool valid_in(model::Geldigheid const& geldig, model::Period periode) {
    return geldig.van <= periode.einde && (!geldig.tot || periode.begin <= *geldig.tot);
}

} // namespace

ProductLijst product_lijst(Zaak const& zaak, model::Code categorie, std::string_view code, model::Period periode) {
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr) return {};
    auto const domein = zaak.bericht.soort.domein;
    auto const when = covered(*contract, periode);
    ProductLijst lijst{.bekend = true};
    auto const key = [](model::ContractProduct const& p) { return std::tuple(p.domein, std::string_view(p.code)); };
    for (auto const& regel : std::ranges::equal_range(contract->producten, std::tuple(domein, code), {}, key)) {
        if (!valid_in(regel.geldig, when)) continue;
        lijst.gevonden = true;
        (regel.categorie == categorie ? lijst.passend : lijst.ander) = &regel;
    }
    if (!lijst.gevonden && periode.begin < contract->geldig.van) lijst.bekend = false;
    return lijst;
}

model::Money Afspraak::product_tarief() const { return per_uur ? model::multiply(begin->tarief, 1, 60) : begin->tarief; }

Afspraak afspraak(Zaak const& zaak, PrestatieZaak const& zaakregel) {
    auto const& prestatie = zaakregel.prestatie;
    auto const periode = prestatie.product_periode.period();
    auto const lijst = product_lijst(zaak, prestatie.product_categorie, prestatie.product_code, periode);
    if (!lijst.bekend) return {};
    if (!lijst.gevonden) return {.soort = Afspraak::Soort::niet_op_lijst};

    auto const& contract = *zaak.feiten.contract;
    auto const when = covered(contract, periode);
    auto const domein = zaak.bericht.soort.domein;
    auto const& aanbieder = model::aanbieder(zaak.bericht);
    auto const on = [&](model::Code eenheid, model::Date dag) {
        return contract.tarief(domein, prestatie.product_code, eenheid, aanbieder, dag);
    };
    Afspraak gevonden{
        .soort = Afspraak::Soort::tarief, .begin = on(prestatie.eenheid, when.begin), .einde = on(prestatie.eenheid, when.einde)};
    if (gevonden.begin == nullptr && gevonden.einde == nullptr && prestatie.eenheid == "01") {
        gevonden.begin = on("04", when.begin);
        gevonden.einde = on("04", when.einde);
        gevonden.per_uur = true;
    }
    if (gevonden.begin == nullptr && gevonden.einde == nullptr)
        gevonden.soort = periode.begin < contract.geldig.van ? Afspraak::Soort::onbekend : Afspraak::Soort::geen_tarief;
    else if (gevonden.begin == nullptr || gevonden.einde == nullptr || gevonden.begin->tarief != gevonden.einde->tarief)
        gevonden.soort = Afspraak::Soort::gebroken;
    return gevonden;
}

model::Bron contract_bron(Zaak const& zaak, std::string const& herkomst) { return {"contract", herkomst, zaak.feiten.contract->label()}; }

} // namespace rules::standard
