#include "rules/standard/productregel.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <limits>
#include <optional>

namespace rules::standard {
namespace {

bool one_of(std::string_view code, std::initializer_list<std::string_view> codes) { return std::ranges::find(codes, code) != codes.end(); }

/// The standard asks less of what ended before 2021.
bool tot_en_met_2020(ProductRegel const& regel) { return regel.einde && regel.einde->value <= model::date(2020, 12, 31); }

template <class T>
T const* given(std::optional<T> const& value) {
    return value ? &*value : nullptr;
}

} // namespace

std::string ProductRegel::naam() const {
    switch (plaats.klasse) {
    case model::Klasse::aangevraagd_product: return fmt::format("aangevraagd product {}", plaats.item + 1);
    case model::Klasse::te_wijzigen_product: return fmt::format("te wijzigen toewijzing {}", toewijzing_nummer);
    case model::Klasse::nieuw_product: return fmt::format("nieuw product {}", plaats.item + 1);
    default: return fmt::format("toewijzing {}", toewijzing_nummer);
    }
}

std::string ProductRegel::naam_vooraan() const {
    auto tekst = naam();
    tekst.front() = static_cast<char>(tekst.front() - 'a' + 'A');
    return tekst;
}

model::Period ProductRegel::periode() const {
    return {*begin, einde ? einde->value : model::Date{std::numeric_limits<std::int32_t>::max()}};
}

ProductRegel product_regel(model::ToegewezenProduct const& product, model::Place const& plaats) {
    return {.plaats = plaats,
            .begin_element = "Ingangsdatum",
            .einde_element = "Einddatum",
            .toewijzing_nummer = product.toewijzing_nummer,
            .product = given(product.product),
            .begin = &product.ingangsdatum,
            .einde = given(product.einddatum),
            .omvang = given(product.omvang),
            .budget = given(product.budget)};
}

ProductRegel product_regel(model::AangevraagdProduct const& product, model::Place const& plaats) {
    return {.plaats = plaats,
            .begin_element = "ToewijzingIngangsdatum",
            .einde_element = "ToewijzingEinddatum",
            .product = given(product.product),
            .begin = &product.toewijzing_ingangsdatum,
            .einde = given(product.toewijzing_einddatum),
            .omvang = given(product.omvang),
            .budget = given(product.budget)};
}

ProductRegel product_regel(model::TeWijzigenProduct const& product, model::Place const& plaats) {
    return {.plaats = plaats,
            .begin_element = "GewensteIngangsdatum",
            .einde_element = "Einddatum",
            .toewijzing_nummer = product.toewijzing_nummer,
            .noemt_product = false,
            .begin = &product.gewenste_ingangsdatum,
            .einde = given(product.einddatum),
            .omvang = given(product.omvang),
            .budget = given(product.budget)};
}

ProductRegel product_regel(model::NieuwProduct const& product, model::Place const& plaats) {
    return {.plaats = plaats,
            .begin_element = "GewensteIngangsdatum",
            .einde_element = "Einddatum",
            .product = given(product.product),
            .begin = &product.gewenste_ingangsdatum,
            .einde = given(product.einddatum),
            .omvang = given(product.omvang),
            .budget = given(product.budget)};
}

std::string tekst(model::Omvang const& omvang) {
    return fmt::format("Volume {}, Eenheid {}, Frequentie {}", omvang.volume.value, omvang.eenheid.view(), omvang.frequentie.view());
}

void omvang_zonder_code(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (!regel.omvang || !regel.noemt_product || (regel.product && regel.product->code) || tot_en_met_2020(regel)) return;
        uit.push_back({.plaats = at(regel.plaats, "Omvang"),
                       .melding = fmt::format("{} heeft een omvang zonder productcode.", regel.naam_vooraan()),
                       .waarde = tekst(*regel.omvang),
                       .grens = fmt::format("geen Omvang zonder Product/Code, tenzij de {} uiterlijk 31-12-2020 is", regel.einde_element),
                       .oplossing = "Vul Product/Code, of laat Omvang weg."});
    });
}

void frequentie_bij_eenheid(Zaak const& zaak, Meldingen& uit) {
    for_each_product_regel(zaak.bericht, [&](ProductRegel const& regel) {
        if (!regel.omvang || tot_en_met_2020(regel)) return;
        auto const eenheid = regel.omvang->eenheid.view();
        auto const frequentie = regel.omvang->frequentie.view();
        if (!one_of(eenheid, {"14", "16", "83", "84"}) || one_of(frequentie, {"2", "4", "6"})) return;
        uit.push_back({.plaats = at(regel.plaats, "Omvang/Frequentie"),
                       .melding = fmt::format("{}: frequentie {} past niet bij eenheid {}.", regel.naam_vooraan(), frequentie, eenheid),
                       .waarde = std::string(frequentie),
                       .grens = fmt::format("2, 4 of 6 bij Eenheid {}", eenheid),
                       .oplossing = "Kies per week (2), per maand (4) of als totaal (6)."});
    });
}

} // namespace rules::standard
