#include "rules/standard/afspraak.hpp"

#include "rules/standard/tekst.hpp"
#include "rules/standard/volume.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// f(Opslag, its amount) for each that an aanbieder has on a tarief.
template <class F>
void each_opslag(model::Contract const& contract, model::ContractTarief const& tarief, std::string_view aanbieder, model::Date dag,
                 F const& f) {
    if (contract.opslagen.empty()) return;
    for (auto const& o : contract.opslagen_op(tarief.domein, tarief.product))
        if ((o.aanbieder.empty() || o.aanbieder == aanbieder) && o.geldig.op(dag))
            f(o, model::multiply(tarief.tarief, o.basispunten, 10'000) + o.bedrag);
}

} // namespace

model::Money met_opslagen(model::Contract const& contract, model::ContractTarief const& tarief, std::string_view aanbieder,
                          model::Date dag) {
    auto som = tarief.tarief;
    each_opslag(contract, tarief, aanbieder, dag, [&](model::Opslag const&, model::Money bedrag) { som += bedrag; });
    return som;
}

std::string opslag_som(model::Contract const& contract, model::ContractTarief const& tarief, std::string_view aanbieder, model::Date dag) {
    std::string som;
    each_opslag(contract, tarief, aanbieder, dag, [&](model::Opslag const& o, model::Money bedrag) {
        if (som.empty()) som = euro(tarief.tarief);
        som += fmt::format(" + {} ({})", euro(bedrag), o.criterium);
    });
    return som.empty() ? som : fmt::format("{} = {}", som, euro(met_opslagen(contract, tarief, aanbieder, dag)));
}

std::optional<GebrokenMaand> gebroken_maand(Zaak const& zaak, PrestatieZaak const& regel) {
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr || regel.toewijzing == nullptr || !regel.toewijzing->omvang) return std::nullopt;
    auto const& omvang = *regel.toewijzing->omvang;
    auto const periode = regel.prestatie.product_periode.period();
    auto const maand = model::Period{model::first_of_month(periode.begin), model::last_of_month(periode.begin)};
    if (omvang.frequentie != "4" || !is_output(omvang.eenheid) || periode == maand || periode.einde > maand.einde) return std::nullopt;
    auto const* product = contract->product(zaak.bericht.soort.domein, regel.prestatie.product_code, periode.begin);
    if (product == nullptr || product->gebroken_maand.empty()) return std::nullopt;
    GebrokenMaand uit{.maximum = 0, .berekening = {}, .bron = contract_bron(zaak, product->herkomst)};
    auto const& wijze = product->gebroken_maand;
    auto const volume = hoeveelheid(omvang.volume, omvang.eenheid);
    if (wijze == "naar_rato") {
        auto const dagen = model::days_in(periode);
        auto const lengte = model::days_in(maand);
        uit.maximum = model::multiply(model::Money{omvang.volume}, dagen, lengte).cents;
        uit.berekening = fmt::format("{} x {} / {} dagen = {}", volume, dagen, lengte, hoeveelheid(uit.maximum, omvang.eenheid));
        return uit;
    }
    auto const& laatste = regel.toewijzing->einddatum;
    bool const vol = wijze == "volledig" || (wijze == "alleen_laatste" && laatste && periode.einde >= *laatste);
    if (vol) uit.maximum = omvang.volume;
    uit.berekening = fmt::format("gebroken maand {}: {}", tekst(periode), vol ? volume : "niet betaald");
    return uit;
}

ProductLijst product_lijst(Zaak const& zaak, model::Code categorie, std::string_view code, model::Period periode) {
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr) return {};
    auto const domein = zaak.bericht.soort.domein;
    auto const when = covered(*contract, periode);
    ProductLijst lijst{.bekend = true};
    for (auto const& regel : zaak.prijslijst.producten(*contract, domein, code)) {
        if (!valid_in(regel.geldig, when)) continue;
        lijst.gevonden = true;
        (regel.categorie == categorie ? lijst.passend : lijst.ander) = &regel;
    }
    if (!lijst.gevonden && periode.begin < contract->geldig.van) lijst.bekend = false;
    return lijst;
}

model::Money Afspraak::product_tarief() const { return per_uur ? model::multiply(op_begin, 1, 60) : op_begin; }

Afspraak afspraak(Zaak const& zaak, PrestatieZaak const& zaakregel) {
    auto const& prestatie = zaakregel.prestatie;
    auto const periode = prestatie.product_periode.period();
    auto const lijst = product_lijst(zaak, prestatie.product_categorie, prestatie.product_code, periode);
    if (!lijst.bekend) return {};
    if (!lijst.gevonden) {
        Afspraak geen;
        geen.soort = Afspraak::Soort::niet_op_lijst;
        return geen;
    }

    auto const& contract = *zaak.feiten.contract;
    auto const when = covered(contract, periode);
    auto const domein = zaak.bericht.soort.domein;
    auto const& aanbieder = model::aanbieder(zaak.bericht);
    auto const on = [&](model::Code eenheid, model::Date dag) {
        return zaak.prijslijst.tarief(contract, domein, prestatie.product_code, eenheid, aanbieder, dag);
    };
    Afspraak gevonden{.soort = Afspraak::Soort::tarief,
                      .begin = on(prestatie.eenheid, when.begin),
                      .einde = on(prestatie.eenheid, when.einde),
                      .op_begin = {},
                      .op_einde = {},
                      .dag = when.begin};
    if (gevonden.begin == nullptr && gevonden.einde == nullptr && prestatie.eenheid == "01") {
        gevonden.begin = on("04", when.begin);
        gevonden.einde = on("04", when.einde);
        gevonden.per_uur = true;
    }
    if (gevonden.begin != nullptr) gevonden.op_begin = met_opslagen(contract, *gevonden.begin, aanbieder, when.begin);
    if (gevonden.einde != nullptr) gevonden.op_einde = met_opslagen(contract, *gevonden.einde, aanbieder, when.einde);
    if (gevonden.begin == nullptr && gevonden.einde == nullptr)
        gevonden.soort = periode.begin < contract.geldig.van ? Afspraak::Soort::onbekend : Afspraak::Soort::geen_tarief;
    else if (gevonden.begin == nullptr || gevonden.einde == nullptr || gevonden.op_begin != gevonden.op_einde)
        gevonden.soort = Afspraak::Soort::gebroken;
    return gevonden;
}

model::Bron contract_bron(Zaak const& zaak, std::string const& herkomst) { return {"contract", herkomst, zaak.feiten.contract->label()}; }

} // namespace rules::standard
