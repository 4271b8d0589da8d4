#include "rules/standard/across.hpp"
#include "rules/standard/gemeenten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace rules::standard {
namespace {

// TR378: "Vullen met een bestaande gemeentecode uit het overzicht van CBS dat actueel is op Ingangsdatum of
// ToewijzingIngangsdatum."
// After a herindeling an older list may be used. The list in gemeenten.hpp is that of one year; a contract bundle adds codes of
// other years with their validity. They must hold on the Ingangsdatum of every ToegewezenProduct of a 301, of a toewijzing that a
// 323 declares on, and for a 325 (or a 323 whose toewijzingen are all unknown) on any day.
bool known_in_contract(Zaak const& zaak, std::string const& code) {
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr) return false;
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud))
        return std::ranges::all_of(bericht->client.toegewezen_producten, [&](model::ToegewezenProduct const& product) {
            return contract->gemeente(code, product.ingangsdatum) != nullptr;
        });
    if (zaak.bericht.soort.nummer == 323 && !zaak.feiten.toewijzingen.empty())
        return std::ranges::any_of(zaak.feiten.toewijzingen, [&](auto const& toewijzing) {
            return contract->gemeente(code, toewijzing.second.ingangsdatum) != nullptr;
        });
    return std::ranges::find(contract->gemeenten, code, &model::ContractGemeente::code) != contract->gemeenten.end();
}

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& code = model::gemeente(zaak.bericht);
    if (op_cbs_lijst(code) || known_in_contract(zaak, code)) return;
    auto const van_gemeente = zaak.bericht.soort.nummer != 323;
    uit.push_back({.plaats = {.klasse = model::Klasse::header, .element = van_gemeente ? "Afzender" : "Ontvanger"},
                   .melding = "De gemeentecode staat niet op de lijst van het CBS die op de Ingangsdatum gold.",
                   .waarde = code,
                   .grens = fmt::format("een gemeentecode van de indeling {} of een oudere die op de Ingangsdatum gold", cbs_indeling),
                   .oplossing = "Gebruik de gemeentecode van vier cijfers van het CBS."});
}

constexpr std::array<std::int16_t, 3> berichten{301, 323, 325};

} // namespace

constinit Rule const tr378{
    .id = "TR378",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "S300",
    .berichten = berichten,
    .zin = "De gemeentecode staat op de lijst van het CBS die geldt op de Ingangsdatum.",
    .bron = "TR378",
    .check = CheckBericht(check),
};

} // namespace rules::standard
